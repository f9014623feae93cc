#pragma once

#include <expected>
#include <functional>
#include <string>
#include <unordered_set>
#include <vector>

#include "daemon/corpus/store.hpp"
#include "daemon/duplicates/near_duplicate_index.hpp"
#include "daemon/ingest/admission.hpp"
#include "daemon/ingest/judge.hpp"
#include "daemon/ingest/messages.hpp"
#include "daemon/ingest/run_book.hpp"
#include "daemon/ingest/source_watch.hpp"
#include "daemon/log/log.hpp"

namespace tidings::ingest {

// Turns messages into one durable group: what is known, waits, is written or repeated, and the
// ledger's bookings for it. Nothing is logged or told to a run before it is durable. Used by the
// store's thread.
class Recorder {
 public:
  Recorder(corpus::Store& store, duplicates::NearDuplicateIndex& index,
           const config::Duplicates& duplicates, RunBook& runs, const log::Log& log,
           const Clock& clock);

  // True: the group must be flushed before the message is added, since it is about the same pages
  // or texts.
  [[nodiscard]] bool depends_on_group(const PollMessage& message) const;
  [[nodiscard]] bool depends_on_group(const PageMessage& message) const;

  // Adds to the group. Error: the state cannot be read; the message is dropped, which loses
  // nothing: the source is polled again, the page is still in the frontier.
  corpus::Result<void> add(PollMessage message);
  corpus::Result<void> add(PageMessage message);
  corpus::Result<void> add(HostsMessage message);

  // Commits the group. On an error it is kept and the same call can be repeated.
  corpus::Result<void> flush();
  // Makes what was flushed durable, then logs it and tells the runs. On an error the same call can
  // be repeated.
  corpus::Result<void> report();
  // Messages and documents that were flushed and are to be reported.
  [[nodiscard]] std::size_t unreported() const { return reports_.size(); }
  [[nodiscard]] std::size_t staged_documents() const { return staged_.size(); }
  // Pages that the group adds to the frontier.
  [[nodiscard]] std::size_t staged_pages() const { return batch_.pending.size(); }

  // Pages that left the lease by what was added (ids), since the last call.
  [[nodiscard]] std::vector<std::uint64_t> take_finished_pages();
  // Hosts that got a page to wait for, since the last call.
  [[nodiscard]] std::vector<std::string> take_hosts();

 private:
  struct Staged {
    PageMessage message;
    Verdict verdict;
  };

  corpus::Result<void> settle(PageMessage& message, PreparedDocument& document);
  void settle(PageMessage& message, const Refusal& refusal);
  void postpone(PageMessage& message, const Retry& retry);
  void stage(PageMessage message, Verdict verdict);
  void repeat(const PageMessage& message, const PreparedDocument& document, const Verdict& verdict);
  void book(state::Batch& batch, const PageMessage& message, state::Reason reason) const;
  void remember(state::Batch& batch, const PageMessage& message, state::Reason reason,
                std::optional<std::uint64_t> document) const;
  void queue_item(const PollMessage& message, const ListedItem& item, const Admission& admission);
  void finish(const corpus::Committed& committed, Staged staged);
  void note_poll(const PollMessage& message, std::size_t queued);
  // The alarm of a source as it will be: into its record, its events and the log.
  void note_alarm(const std::string& source, const AlarmChange& change,
                  const std::optional<Silence>& silence);
  void note_page(const std::string& source, state::Reason reason);
  void keep_source(state::Source record);
  [[nodiscard]] bool resembles_staged(const PreparedDocument& document) const;
  [[nodiscard]] std::string today() const;

  corpus::Store& store_;
  duplicates::NearDuplicateIndex& index_;
  Judge judge_;
  SourceWatch watch_;
  double threshold_;
  RunBook& runs_;
  const log::Log& log_;
  const Clock& clock_;

  state::Batch batch_;
  std::vector<Staged> staged_;
  std::vector<corpus::PendingDocument> pending_;             // beside staged_
  std::vector<std::move_only_function<void()>> afterwards_;  // what is to be said of the group
  std::vector<std::move_only_function<void()>> reports_;     // the same of groups before it
  std::unordered_set<std::string> keys_;                     // that the group says something of
  std::unordered_set<std::uint64_t> features_;               // of the signatures in staged_
  std::vector<std::uint64_t> finished_pages_;
  std::vector<std::string> hosts_;
};

}  // namespace tidings::ingest
