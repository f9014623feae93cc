#pragma once

#include <cstdint>
#include <expected>
#include <filesystem>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "daemon/duplicates/posting_table.hpp"
#include "daemon/duplicates/recent_postings.hpp"
#include "parsers/fingerprint/signature.hpp"

namespace tidings::duplicates {

// A document that shares samples with the one that is looked up.
struct Candidate {
  std::uint64_t number = 0;
  std::uint32_t shared = 0;  // features in common
  bool exact = false;        // the whole text has the same hash (32 bits of it: to be verified)
};

// Which documents may repeat a text: an on-disk table from sampled shingles to document numbers.
//
// It is a filter, not a record: every candidate is to be held against the document itself (see
// near_duplicates.hpp), so stale, doubled or missing entries cost time or one sample, never a wrong
// verdict. That makes crashes simple: nothing is journaled; a document may be inserted before it is
// committed (index ahead), again after a restart (idempotent), and what was inserted after the last
// sync() is inserted once more from the corpus (index behind).
//
// About 300 bytes of disk a document, memory independent of their number (what is new waits in 2 MB
// to be written together), and the same work for the first insert and the ten-millionth: the table
// grows by a few hundred bytes at a time.
// Used by one thread at a time. Errors are those of the file system, one line.
class NearDuplicateIndex {
 public:
  // Opens or creates the file. A damaged or foreign file is an error; the caller moves it aside
  // and inserts all documents into a new one.
  [[nodiscard]] static std::expected<NearDuplicateIndex, std::string> open(
      const std::filesystem::path& file);

  // Without a name, in the folder for temporary files; gone with the object.
  [[nodiscard]] static std::expected<NearDuplicateIndex, std::string> open_temporary();

  // Numbers are below 2^32 - 1. Inserting the same again changes nothing.
  [[nodiscard]] std::expected<void, std::string> insert(std::uint64_t number,
                                                        const fingerprint::Signature& signature);

  // Exact ones first, then by shared samples, most first, then by number. Documents before
  // first_number() are left out. At most 16 documents are kept for one shingle, the newest.
  [[nodiscard]] std::expected<std::vector<Candidate>, std::string> candidates(
      const fingerprint::Signature& signature);

  // Documents before this number have left the window; their space is used again.
  void set_first_number(std::uint64_t number);
  [[nodiscard]] std::uint64_t first_number() const;

  // Makes what was inserted durable, and with it the mark that every document up to `number` is in.
  [[nodiscard]] std::expected<void, std::string> sync(std::uint64_t number);

  // The mark of the last sync(); none: nothing was synced yet. Documents after it are to be
  // inserted (again) after a restart.
  [[nodiscard]] std::optional<std::uint64_t> synced() const;

  [[nodiscard]] std::uint64_t bytes_on_disk() const;

 private:
  explicit NearDuplicateIndex(PostingTable table) : table_(std::move(table)) {}
  std::expected<void, std::string> write_recent();
  std::expected<void, std::string> collect(std::uint32_t key,
                                           std::vector<std::uint32_t>& numbers) const;

  PostingTable table_;
  RecentPostings recent_;
};

}  // namespace tidings::duplicates
