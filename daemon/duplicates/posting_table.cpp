#include "daemon/duplicates/posting_table.hpp"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <numeric>
#include <utility>

#include <fcntl.h>
#include <fmt/core.h>
#include <sys/stat.h>
#include <unistd.h>
#include <xxhash.h>

namespace tidings::duplicates {
namespace {

using Status = std::expected<void, std::string>;

constexpr std::array<char, 8> kMagic = {'T', 'I', 'D', 'D', 'U', 'P', '1', '\n'};
constexpr std::uint64_t kHeaderBytes = 4096;
constexpr std::uint64_t kFirstGroups = 1;
constexpr std::uint64_t kSmallGroup = 8;
constexpr std::uint64_t kLargeGroup = 16;
// Of the slots. In the last groups that grow from 8 to 9 buckets 84 % are taken then: with 256
// slots three standard deviations below a full bucket.
constexpr std::uint64_t kMaxLoadPercent = 75;

std::unexpected<std::string> failed(const char* what) {
  return std::unexpected(fmt::format("duplicates: cannot {}: {}", what, std::strerror(errno)));
}

}  // namespace

std::expected<PostingTable, std::string> PostingTable::open(const std::filesystem::path& file) {
  const int descriptor = ::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644);
  if (descriptor < 0) return failed("open the index");
  PostingTable table(descriptor);
  const Status status = table.load();
  if (!status) return std::unexpected(status.error());
  return table;
}

std::expected<PostingTable, std::string> PostingTable::open_temporary() {
  std::error_code error;
  const auto folder = std::filesystem::temp_directory_path(error);
  if (error) return std::unexpected("duplicates: no folder for temporary files");
  const int descriptor = ::open(folder.c_str(), O_RDWR | O_TMPFILE | O_CLOEXEC, 0600);
  if (descriptor < 0) return failed("open a temporary index");
  PostingTable table(descriptor);
  const Status status = table.create();
  if (!status) return std::unexpected(status.error());
  return table;
}

PostingTable::PostingTable(PostingTable&& other) noexcept
    : descriptor_(std::exchange(other.descriptor_, -1)),
      header_(other.header_),
      cache_(std::move(other.cache_)) {}

PostingTable& PostingTable::operator=(PostingTable&& other) noexcept {
  std::swap(descriptor_, other.descriptor_);
  std::swap(header_, other.header_);
  std::swap(cache_, other.cache_);
  return *this;
}

PostingTable::~PostingTable() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

Status PostingTable::create() {
  header_.magic = kMagic;
  header_.groups = kFirstGroups;
  header_.group_size = kSmallGroup;
  header_.frontier = kFirstGroups;
  if (::ftruncate(descriptor_, static_cast<off_t>(needed_bytes())) != 0) {
    return failed("extend the index");
  }
  return write_header();
}

// While groups grow the last one, which was the first to grow, ends the file.
std::uint64_t PostingTable::needed_bytes() const {
  const std::uint64_t size = header_.group_size + (header_.frontier < header_.groups ? 1 : 0);
  return kHeaderBytes + header_.groups * size * sizeof(Bucket);
}

Status PostingTable::load() {
  struct stat info{};
  if (::fstat(descriptor_, &info) != 0) return failed("stat the index");
  if (info.st_size == 0) return create();
  const ssize_t count = ::pread(descriptor_, &header_, sizeof header_, 0);
  if (count < 0) return failed("read the index");
  const bool whole = count == static_cast<ssize_t>(sizeof header_) && header_.magic == kMagic &&
                     header_.checksum == XXH3_64bits(&header_, offsetof(Header, checksum));
  if (!whole) return std::unexpected("duplicates: the index is damaged or of another kind");
  if (static_cast<std::uint64_t>(info.st_size) < needed_bytes()) {
    return std::unexpected("duplicates: the index is cut off");
  }
  return {};
}

Status PostingTable::write_header() {
  header_.checksum = XXH3_64bits(&header_, offsetof(Header, checksum));
  return write_at(0, &header_, sizeof header_);
}

std::uint64_t PostingTable::group_of(std::uint32_t key) const {
  return (key * header_.groups) >> 32U;
}

std::uint64_t PostingTable::bucket_of(std::uint32_t key) const {
  const std::uint64_t group = group_of(key);
  const std::uint64_t fraction = (key * header_.groups) & 0xFFFFFFFFU;
  const std::uint64_t size = header_.group_size + (group >= header_.frontier ? 1 : 0);
  return group * size + ((fraction * size) >> 32U);
}

bool PostingTable::is_full_with(std::uint64_t postings) const {
  const std::uint64_t buckets =
      header_.groups * header_.group_size + (header_.groups - header_.frontier);
  return postings * 100 > buckets * kSlots * kMaxLoadPercent;
}

// Most buckets hold the key nowhere: this loop has no branch, so that it is vectorised.
bool PostingTable::holds(const Bucket& bucket, std::uint32_t key) {
  bool found = false;
  for (const Slot& slot : bucket) found |= slot.key == key;
  return found;
}

// The slot to write: the one that holds it already, else that of the key's oldest number where the
// key has too many, else a free one, else one to give up.
std::size_t PostingTable::slot_for(const Bucket& bucket, Slot wanted) const {
  if (holds(bucket, wanted.key)) {
    std::size_t same = 0;
    std::size_t oldest = kSlots;
    for (std::size_t i = 0; i < kSlots; ++i) {
      if (bucket[i].key != wanted.key || is_free(bucket[i])) continue;
      if (bucket[i].number == wanted.number) return i;
      if (++same == 1 || bucket[i].number < bucket[oldest].number) oldest = i;
    }
    if (same >= kMaxNumbers) return oldest;
  }
  const auto free = std::ranges::find_if(bucket, [&](const Slot& slot) { return is_free(slot); });
  if (free == bucket.end()) return slot_to_give_up(bucket);
  return static_cast<std::size_t>(free - bucket.begin());
}

// The oldest number of the key that has most: a document that was copied often loses a copy before
// one that stands alone loses a sample.
std::size_t PostingTable::slot_to_give_up(const Bucket& bucket) {
  std::array<std::size_t, kSlots> order{};
  std::iota(order.begin(), order.end(), 0);
  const auto by_key = [&](std::size_t i) { return std::pair(bucket[i].key, bucket[i].number); };
  std::ranges::sort(order, {}, by_key);
  std::size_t best = 0;
  std::size_t most = 0;
  for (std::size_t begin = 0, end = 0; begin < kSlots; begin = end) {
    while (end < kSlots && bucket[order[end]].key == bucket[order[begin]].key) ++end;
    const std::size_t oldest = order[begin];
    if (end - begin < most) continue;
    if (end - begin == most && bucket[oldest].number >= bucket[best].number) continue;
    best = oldest;
    most = end - begin;
  }
  return best;
}

Status PostingTable::insert(std::uint32_t key, std::uint32_t number) {
  const Slot wanted{key, number + 1};
  const std::uint64_t at = bucket_of(key);
  const auto cached = read_bucket(at);
  if (!cached) return std::unexpected(cached.error());
  Bucket& bucket = (*cached)->bucket;
  const std::size_t i = slot_for(bucket, wanted);
  if (bucket[i].key == wanted.key && bucket[i].number == wanted.number) return {};
  const std::uint64_t offset = kHeaderBytes + at * sizeof(Bucket) + i * sizeof(Slot);
  if (Status status = write_at(offset, &wanted, sizeof wanted); !status) return status;
  if (bucket[i].number == 0) ++header_.used;
  bucket[i] = wanted;
  return is_full_with(header_.used) ? grow() : Status();
}

Status PostingTable::reserve(std::size_t postings) {
  Status status;
  while (status && is_full_with(header_.used + postings)) status = grow();
  return status;
}

Status PostingTable::find(std::uint32_t key,
                          const std::function<void(std::uint32_t)>& visit) const {
  const auto cached = read_bucket(bucket_of(key));
  if (!cached) return std::unexpected(cached.error());
  if (!holds((*cached)->bucket, key)) return {};
  for (const Slot& slot : (*cached)->bucket) {
    if (slot.key == key && !is_free(slot)) visit(slot.number - 1);
  }
  return {};
}

// Gives one more group its further bucket. The group is written where only groups lay that have
// grown before it (but for the first few), so a program that stops between the two writes loses
// nothing.
Status PostingTable::grow() {
  if (header_.frontier == 0) {
    ++header_.group_size;
    if (header_.group_size == kLargeGroup) {
      header_.group_size = kSmallGroup;
      header_.groups *= kLargeGroup / kSmallGroup;
    }
    header_.frontier = header_.groups;
  }
  const std::uint64_t group = header_.frontier - 1;
  std::vector<Bucket> buckets(header_.group_size);
  if (Status status = read_buckets(group * buckets.size(), buckets.data(), buckets.size());
      !status) {
    return status;
  }
  const std::vector<Bucket> grown = redistribute(buckets, group);
  const std::uint64_t offset = kHeaderBytes + group * grown.size() * sizeof(Bucket);
  if (Status status = write_at(offset, grown.data(), grown.size() * sizeof(Bucket)); !status) {
    return status;
  }
  header_.frontier = group;
  for (CachedBucket& cached : cache_) cached.number = UINT64_MAX;
  return write_header();
}

std::vector<PostingTable::Bucket> PostingTable::redistribute(const std::vector<Bucket>& group,
                                                             std::uint64_t number) {
  std::vector<Bucket> grown(group.size() + 1);
  std::vector<std::size_t> filled(grown.size(), 0);
  for (const Bucket& bucket : group) {
    for (const Slot& slot : bucket) {
      if (slot.number == 0) continue;
      const std::uint64_t fraction = (slot.key * header_.groups) & 0xFFFFFFFFU;
      const std::uint64_t target = (fraction * grown.size()) >> 32U;
      if (is_free(slot) || group_of(slot.key) != number || filled[target] == kSlots) {
        header_.used -= std::min<std::uint64_t>(header_.used, 1);
      } else {
        grown[target][filled[target]++] = slot;
      }
    }
  }
  return grown;
}

Status PostingTable::sync(std::uint64_t mark) {
  if (::fdatasync(descriptor_) != 0) return failed("sync the index");
  header_.mark = mark + 1;
  if (Status status = write_header(); !status) return status;
  if (::fdatasync(descriptor_) != 0) return failed("sync the index");
  return {};
}

std::optional<std::uint64_t> PostingTable::synced() const {
  if (header_.mark == 0) return std::nullopt;
  return header_.mark - 1;
}

std::uint64_t PostingTable::bytes_on_disk() const {
  struct stat info{};
  if (::fstat(descriptor_, &info) != 0) return 0;
  return static_cast<std::uint64_t>(info.st_blocks) * 512;
}

std::expected<PostingTable::CachedBucket*, std::string> PostingTable::read_bucket(
    std::uint64_t number) const {
  CachedBucket& cached = cache_[number % kCached];
  if (cached.number == number) return &cached;
  cached.number = UINT64_MAX;
  if (Status status = read_buckets(number, &cached.bucket, 1); !status) {
    return std::unexpected(std::move(status.error()));
  }
  cached.number = number;
  return &cached;
}

// What lies behind the end of the file reads as free slots.
Status PostingTable::read_buckets(std::uint64_t first, Bucket* buckets, std::size_t count) const {
  const std::size_t size = count * sizeof(Bucket);
  const auto offset = static_cast<off_t>(kHeaderBytes + first * sizeof(Bucket));
  const ssize_t got = ::pread(descriptor_, buckets, size, offset);
  if (got < 0) return failed("read the index");
  std::memset(reinterpret_cast<char*>(buckets) + got, 0, size - static_cast<std::size_t>(got));
  return {};
}

Status PostingTable::write_at(std::uint64_t offset, const void* bytes, std::size_t size) {
  const auto* next = static_cast<const char*>(bytes);
  while (size > 0) {
    const ssize_t written = ::pwrite(descriptor_, next, size, static_cast<off_t>(offset));
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return failed("write the index");
    next += written;
    offset += static_cast<std::uint64_t>(written);
    size -= static_cast<std::size_t>(written);
  }
  return {};
}

}  // namespace tidings::duplicates
