#pragma once

#include <cstdint>
#include <expected>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "daemon/corpus/index_file.hpp"
#include "daemon/os/file_system.hpp"
#include "daemon/state/state.hpp"

// The folder of numbered documents and the one way in which it grows.
namespace tidings::corpus {

inline constexpr std::size_t kMaxGroup = 256;

// A document that waits to be written.
struct PendingDocument {
  std::string bytes;       // as document::format() made them
  state::Document record;  // number, file, hash and bytes are filled in by the commit
  // Changes that become durable with the document. In `urls` and `sightings` the number is filled
  // in; pages to settle, known items, events and the like go here too.
  state::Batch changes;
};

// What became of a PendingDocument.
struct Committed {
  std::uint64_t number = 0;  // of the new document, or of the one that holds the same text
  std::string file;
  bool duplicate = false;  // the text was there already: nothing was written, the ledger bookings
                           // and URLs in `changes` were made with Reason::kSameText
};

struct Error {
  enum class Kind : std::uint8_t {
    kDiskFull,    // nothing was changed; passes when there is room
    kUnwritable,  // nothing was changed: read-only, no permission, I/O error
    kState,       // the state failed; open the store anew (which recovers)
  };
  Kind kind = Kind::kUnwritable;
  std::string message;  // one line: what failed and where
};

template <class T>
using Result = std::expected<T, Error>;

// Called for each document that was written, after it is durable, with the body as it was hashed.
using WrittenHook = std::function<void(const state::Document&, std::string_view body)>;

// Single-threaded: owned by the store's thread together with its State.
class Corpus {
 public:
  // `folder` and `state` must outlive this; `folder` has been recovered (store.hpp does all of it).
  Corpus(os::Folder& folder, state::State& state, IndexFile index, std::uint64_t next_number);

  void on_written(WrittenHook hook) { on_written_ = std::move(hook); }

  // Writes a group of 1 to kMaxGroup documents: temporary files, one sync (syncfs; a lone document:
  // fsync), renames, fsync of the folder, one state transaction that also takes `with` and every
  // document's changes, INDEX.md. Durable on return, results in the order given. On an error
  // nothing is reported, no number is used up, and the same group can be given again.
  [[nodiscard]] Result<std::vector<Committed>> commit(std::span<PendingDocument> group,
                                                      const state::Batch& with = {});

  // Removes documents for good: files, INDEX.md rows; the state keeps tombstones, so that their
  // pages are not fetched again and their numbers are not given again. Unknown numbers and those
  // already removed are skipped. Returns how many were removed.
  [[nodiscard]] Result<std::size_t> remove(std::span<const std::uint64_t> numbers,
                                           const std::string& reason, WallTime now);

  // Writes INDEX.md anew, from the state. The bytes depend on the documents alone.
  [[nodiscard]] Result<void> rebuild_index();

  [[nodiscard]] std::uint64_t next_number() const { return next_number_; }
  [[nodiscard]] os::Folder& folder() { return folder_; }

 private:
  struct Group;
  Result<void> write_temporaries(const Group& group);
  Result<void> rename_all(const Group& group);
  Result<void> undo(const Group& group, Error cause);
  Result<void> append_index(const Group& group);

  os::Folder& folder_;
  state::State& state_;
  IndexFile index_;
  std::uint64_t next_number_;
  WrittenHook on_written_;
};

}  // namespace tidings::corpus
