#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <expected>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "daemon/state/batch.hpp"
#include "daemon/state/records.hpp"

// The memory of the daemon behind one interface; the implementation in sqlite_state.hpp is the only
// place that knows SQL.
namespace tidings::state {

struct Error {
  enum class Kind : std::uint8_t {
    kDamaged,  // set it aside and rebuild: corpus/store.hpp
    kNewer,    // written by a later release; left untouched
    kFull,     // no space: passes
    kBusy,     // another process held it for longer than the timeout
    kIo        // anything else: message says what
  };
  Kind kind = Kind::kIo;
  std::string message;
};

template <class T>
using Result = std::expected<T, Error>;

// Which documents an export or a listing wants; all conditions must hold.
struct DocumentQuery {
  std::uint64_t from_number = 0;
  std::optional<WallTime> since;  // fetched at or after
  std::string source;             // empty: any
  bool removed = false;           // removed ones too
};

// What can be asked. A reader opened on its own (open_reader) may live in another process while a
// daemon writes; each call but documents() sees one consistent state.
class Reader {
 public:
  virtual ~Reader() = default;

  [[nodiscard]] virtual Result<std::vector<Source>> sources() = 0;  // by name
  [[nodiscard]] virtual Result<std::optional<Source>> source(std::string_view name) = 0;
  [[nodiscard]] virtual Result<std::vector<Host>> hosts() = 0;
  [[nodiscard]] virtual Result<std::optional<Host>> host(std::string_view name) = 0;

  [[nodiscard]] virtual Result<std::optional<KnownUrl>> url(std::string_view key) = 0;
  [[nodiscard]] virtual Result<std::optional<KnownItem>> item(std::string_view source,
                                                              std::string_view id) = 0;
  // URLs whose next_revisit has come, the longest due first.
  [[nodiscard]] virtual Result<std::vector<KnownUrl>> revisits(WallTime now, std::size_t limit) = 0;
  // True if a page with this canonical URL is in the frontier.
  [[nodiscard]] virtual Result<bool> waits(std::string_view key) = 0;

  [[nodiscard]] virtual Result<std::optional<Document>> document(std::uint64_t number) = 0;
  // How many words a document has, removed ones included; none: there is no such document.
  [[nodiscard]] virtual Result<std::optional<std::uint64_t>> words_of(std::uint64_t document) = 0;
  // The first document with this body, removed ones included.
  [[nodiscard]] virtual Result<std::optional<Document>> document_by_hash(
      const document::ContentHash& hash) = 0;
  // In number order, until `visit` returns false. Read in pieces: documents that are written
  // meanwhile may be seen too, and `visit` may use this reader.
  [[nodiscard]] virtual Result<void> documents(
      const DocumentQuery& query, const std::function<bool(const Document&)>& visit) = 0;
  // The newest `limit` of a source among the last 50,000 of all, removed ones included, oldest
  // first.
  [[nodiscard]] virtual Result<std::vector<Document>> latest(std::string_view source,
                                                             std::size_t limit) = 0;
  // Where a document was seen: its own address first, then where it was seen again.
  [[nodiscard]] virtual Result<std::vector<Sighting>> sightings(std::uint64_t document) = 0;
  // The texts that were seen again last, the latest first, among the last 2,000 sightings (at a
  // source, or of a text of it; empty: of all).
  [[nodiscard]] virtual Result<std::vector<RepeatedText>> repeated(std::string_view source,
                                                                   std::size_t limit) = 0;
  // The highest number ever given, removed documents included; none: no document yet.
  [[nodiscard]] virtual Result<std::optional<std::uint64_t>> highest_number() = 0;

  // By source and day, days in [from, to]; empty bounds are open, empty source: all.
  [[nodiscard]] virtual Result<std::vector<Ledger>> ledger(std::string_view source,
                                                           std::string_view from,
                                                           std::string_view to) = 0;
  // The newest `limit`, oldest first. (That a document was written is told by latest().)
  [[nodiscard]] virtual Result<std::vector<Event>> events(std::string_view source,
                                                          std::size_t limit) = 0;
  [[nodiscard]] virtual Result<Totals> totals() = 0;
  // How many documents were fetched since; reads no more of them than that.
  [[nodiscard]] virtual Result<std::uint64_t> fetched_since(WallTime time) = 0;
  // Names the corpus that this state belongs to; empty: not said yet.
  [[nodiscard]] virtual Result<std::string> label() = 0;
};

// Changes on their way into the state. Dropped without keep(): nothing was changed.
class Change {
 public:
  virtual ~Change() = default;

  // The State's own questions see them at once. After an error the change is to be dropped.
  [[nodiscard]] virtual Result<void> add(const Batch& batch) = 0;
  // All of it is kept, and outlives the process; State::sync() makes it outlive a power cut, after
  // every change that was kept before. kDamaged and kIo: whether it was kept is not known; open the
  // store anew.
  [[nodiscard]] virtual Result<void> keep() = 0;
};

// The one writer. Single-threaded: owned by the store's thread.
class State : public Reader {
 public:
  // One at a time; must not outlive this.
  [[nodiscard]] virtual Result<std::unique_ptr<Change>> begin() = 0;
  // Makes every change that was kept durable. kIo: what was not durable may be lost.
  [[nodiscard]] virtual Result<void> sync() = 0;
  // All of it durable on return, or nothing changed. kDamaged and kIo: whether it was kept is not
  // known; open the store anew.
  [[nodiscard]] virtual Result<void> apply(const Batch& batch) = 0;

  // Hosts that have an unleased page due at `now`, in no order.
  [[nodiscard]] virtual Result<std::vector<WaitingHost>> due_hosts(WallTime now,
                                                                   std::size_t limit) = 0;
  // When the next page falls due that is not leased; none: nothing waits.
  [[nodiscard]] virtual Result<std::optional<WallTime>> next_due() = 0;
  // Up to `limit` due pages of a host, oldest first, leased to the caller until `until`: they are
  // handed out again after that, after release(), or after a restart, unless a batch settles or
  // postpones them.
  [[nodiscard]] virtual Result<std::vector<PendingPage>> lease(std::string_view host, WallTime now,
                                                               std::size_t limit,
                                                               WallTime until) = 0;
  virtual void release(std::uint64_t id) = 0;
};

}  // namespace tidings::state
