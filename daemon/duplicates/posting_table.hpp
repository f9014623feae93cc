#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <expected>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace tidings::duplicates {

// A multimap from uniformly distributed 32-bit keys to document numbers, in one file.
//
// Layout: a header of 4096 bytes, then buckets of 2048 bytes with 256 slots of 8 bytes, each a key
// and a number plus one (zero: free). The address of a key is its place in the range of all keys,
// so that buckets can be added one at a time: a group of 8 buckets becomes one of 9, group by
// group from the last to the first, then of 10 and so on; groups of 16 are counted as two of 8
// (P.-A. Larson, "Linear hashing with partial expansions", VLDB 1980).
//
// Slots stand alone and a sector is written whole, so a torn page mixes older and newer slots and
// both are right. A full bucket loses its oldest number of the key that has most, and a key that
// has kMaxNumbers loses its oldest.
class PostingTable {
 public:
  static constexpr std::size_t kMaxNumbers = 16;  // kept for one key

  static std::expected<PostingTable, std::string> open(const std::filesystem::path& file);
  static std::expected<PostingTable, std::string> open_temporary();

  PostingTable(PostingTable&& other) noexcept;
  PostingTable& operator=(PostingTable&& other) noexcept;
  ~PostingTable();

  std::expected<void, std::string> insert(std::uint32_t key, std::uint32_t number);

  // Grows as far as so many further postings will make it grow. Without it those that come in the
  // order of their keys would fill their buckets before the others make the table grow.
  std::expected<void, std::string> reserve(std::size_t postings);

  // Calls visit(number) for each number of the key, in no order.
  std::expected<void, std::string> find(std::uint32_t key,
                                        const std::function<void(std::uint32_t)>& visit) const;

  // Slots with smaller numbers count as free.
  void set_first_number(std::uint32_t number) { header_.first_number = number; }
  [[nodiscard]] std::uint32_t first_number() const {
    return static_cast<std::uint32_t>(header_.first_number);
  }

  // Makes all insertions durable, then the mark.
  std::expected<void, std::string> sync(std::uint64_t mark);
  [[nodiscard]] std::optional<std::uint64_t> synced() const;

  [[nodiscard]] std::uint64_t postings() const { return header_.used; }
  [[nodiscard]] std::uint64_t bytes_on_disk() const;

 private:
  struct Slot {
    std::uint32_t key = 0;
    std::uint32_t number = 0;  // plus one; zero: free
  };
  static constexpr std::size_t kSlots = 256;
  static constexpr std::size_t kCached = 64;  // buckets
  using Bucket = std::array<Slot, kSlots>;

  // As it lies in the file.
  struct Header {
    std::array<char, 8> magic{};
    std::uint64_t groups = 0;
    std::uint64_t group_size = 0;  // buckets in a group before the frontier, one more from it on
    std::uint64_t frontier = 0;    // the first group that has grown already
    std::uint64_t used = 0;        // slots that are not free
    std::uint64_t first_number = 0;
    std::uint64_t mark = 0;  // of the last sync, plus one
    std::uint64_t checksum = 0;
  };

  explicit PostingTable(int descriptor) : descriptor_(descriptor) {}
  std::expected<void, std::string> create();
  std::expected<void, std::string> load();
  std::expected<void, std::string> write_header();

  [[nodiscard]] std::uint64_t needed_bytes() const;
  [[nodiscard]] std::uint64_t group_of(std::uint32_t key) const;
  [[nodiscard]] std::uint64_t bucket_of(std::uint32_t key) const;
  [[nodiscard]] bool is_full_with(std::uint64_t postings) const;
  [[nodiscard]] bool is_free(const Slot& slot) const { return slot.number <= header_.first_number; }
  [[nodiscard]] std::size_t slot_for(const Bucket& bucket, Slot wanted) const;
  [[nodiscard]] static bool holds(const Bucket& bucket, std::uint32_t key);
  [[nodiscard]] static std::size_t slot_to_give_up(const Bucket& bucket);
  std::expected<void, std::string> grow();
  std::vector<Bucket> redistribute(const std::vector<Bucket>& group, std::uint64_t number);

  // A document is looked up, then inserted: its buckets are read once.
  struct CachedBucket {
    std::uint64_t number = UINT64_MAX;
    Bucket bucket;
  };
  std::expected<CachedBucket*, std::string> read_bucket(std::uint64_t number) const;
  std::expected<void, std::string> read_buckets(std::uint64_t first, Bucket* buckets,
                                                std::size_t count) const;
  std::expected<void, std::string> write_at(std::uint64_t offset, const void* bytes,
                                            std::size_t size);

  int descriptor_ = -1;
  Header header_;
  mutable std::vector<CachedBucket> cache_ = std::vector<CachedBucket>(kCached);
};

}  // namespace tidings::duplicates
