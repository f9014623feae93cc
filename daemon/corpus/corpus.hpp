#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "daemon/corpus/error.hpp"
#include "daemon/corpus/in_flight.hpp"
#include "daemon/corpus/index_file.hpp"
#include "daemon/os/file_system.hpp"
#include "daemon/os/side_thread.hpp"
#include "daemon/state/state.hpp"

// The folder of numbered documents and the one way in which it grows.
namespace tidings::corpus {

inline constexpr std::size_t kMaxUnsynced = 64;  // commits; a group of 256 counts as 17

// How a document that tidings did not write is taken in.
struct ImportedAs {
  std::optional<std::uint64_t> number;  // wanted; given if it is free
  std::string hash_prefix;              // of its name
};

// A document that waits to be written.
struct PendingDocument {
  std::string bytes;       // as document::format() made them; an imported one: any bytes
  state::Document record;  // with the hash of its body (an imported one: of its cleaned text);
                           // number, file and bytes are filled in by the commit
  // Changes that become durable with the document. In `urls` and `sightings` the number is filled
  // in; pages to settle, known items, events and the like go here too.
  state::Batch changes;
  std::optional<ImportedAs> imported;
};

// What became of a PendingDocument.
struct Committed {
  std::uint64_t number = 0;  // of the new document, or of the one that holds the same text
  std::string file;
  bool duplicate = false;  // the text was there already (or is that of a removed document): nothing
                           // was written; in `changes`, bookings and URLs with a reason of outcome
                           // "written" were made with Reason::kSameText
};

// Single-threaded: owned by the store's thread together with its State.
class Corpus {
 public:
  // `folder` and `state` must outlive this and be recovered: Store::open() does all of it.
  Corpus(os::Folder& folder, state::State& state, std::uint64_t next_number);

  // Writes a group of 1 to kMaxGroup documents: temporary files, one sync (syncfs; a lone document:
  // fsync), renames, fsync of the folder, one state transaction that also takes `with` and every
  // document's changes. On return the documents are durable; what the state says of them is after
  // sync(), and only then may they be reported: one sync() serves as many commits as the caller
  // likes, kMaxUnsynced at most (then commit() does it). A power cut before it leaves whole files
  // that the state does not know, which recovery takes in. Results are in the order given. On an
  // error no number is used up, and the same group can be given again.
  [[nodiscard]] Result<std::vector<Committed>> commit(std::span<const PendingDocument> group,
                                                      const state::Batch& with = {});

  // Makes durable what commits have left to it: the state, then the rows of INDEX.md. (If INDEX.md
  // alone cannot be written the documents count as written; it is completed by the next sync() that
  // follows a commit.)
  [[nodiscard]] Result<void> sync();

  // Removes documents for good: files, INDEX.md rows; the state keeps tombstones, so that their
  // pages are not fetched again and their numbers are not given again. Unknown numbers and those
  // already removed are skipped. Returns how many were removed.
  [[nodiscard]] Result<std::size_t> remove(std::span<const std::uint64_t> numbers,
                                           const std::string& reason, WallTime now);

  // Takes files that lie in the folder under their names already into state and INDEX.md, as they
  // are: `documents` are complete.
  [[nodiscard]] Result<void> adopt(std::vector<state::Document> documents, state::Batch with = {});

  // Writes INDEX.md anew.
  [[nodiscard]] Result<void> rebuild_index() { return index_.rebuild(); }

  // The text of a document that is there, as it lies in its file.
  [[nodiscard]] Result<std::string> read(const state::Document& document);
  // Its body alone, as it is compared with others; of an imported one the cleaned text.
  [[nodiscard]] Result<std::string> text(const state::Document& document);

  [[nodiscard]] std::uint64_t next_number() const { return next_number_; }
  // Half a step may lie in the folder: only Store::reopen() can tell, nothing is changed until
  // then.
  [[nodiscard]] bool is_broken() const { return broken_; }
  [[nodiscard]] os::Folder& folder() { return folder_; }

 private:
  struct Group;

  [[nodiscard]] Result<Group> arrange(std::span<const PendingDocument> pending);
  [[nodiscard]] Result<void> write_and_record(Group& group, const state::Batch& with,
                                              state::Change& change);
  [[nodiscard]] Result<void> put_files(Group& group);
  [[nodiscard]] Result<void> write_files(const Group& group);
  [[nodiscard]] Result<void> name_files(Group& group);
  void take_back(const Group& group);
  [[nodiscard]] Result<std::uint64_t> number_for(const PendingDocument& pending,
                                                 const Group& group) const;
  [[nodiscard]] Result<std::size_t> remove_group(const std::vector<state::Document>& documents,
                                                 const std::string& reason, WallTime now);

  os::Folder& folder_;
  state::State& state_;
  IndexFile index_;
  std::uint64_t next_number_;
  std::optional<os::SideThread> rows_thread_;  // from the first large group on
  bool broken_ = false;
  std::size_t unsynced_ = 1;  // commits since the last sync(); what was before is not known
};

}  // namespace tidings::corpus
