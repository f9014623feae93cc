#pragma once

#include <atomic>
#include <chrono>
#include <expected>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "config/settings.hpp"
#include "daemon/corpus/store.hpp"
#include "daemon/duplicates/near_duplicate_index.hpp"
#include "daemon/fetch/fetcher.hpp"
#include "daemon/ingest/context.hpp"
#include "daemon/ingest/page_fetcher.hpp"
#include "daemon/ingest/poller.hpp"
#include "daemon/ingest/run.hpp"
#include "daemon/ingest/store_thread.hpp"
#include "daemon/ingest/worker_pool.hpp"

namespace tidings::ingest {

// What a pipeline works with; not owned, must outlive it.
struct PipelineParts {
  corpus::Store& store;
  duplicates::NearDuplicateIndex& index;
  fetch::HttpClient& client;
  fetch::ByteBudget& budget;
  const log::Log& log;
  const Clock& clock;
  const url::TrackingTable& tracking;
  RulesForHost rules_for;
};

// What `fetch` names.
struct Wanted {
  std::vector<std::string> names;  // sources or URLs; empty: every enabled source
  std::uint64_t limit = 0;         // pages at most; 0: no limit
};

// Source to document: scheduler, fetcher, feed, frontier, fetcher, article, fingerprint, corpus.
// One thread (that of run()) drives all transfers, the workers parse and extract, the store's
// thread commits.
class Pipeline {
 public:
  Pipeline(std::shared_ptr<const config::Settings> settings, PipelineParts parts);
  ~Pipeline();  // ends transfers, finishes what was fetched, makes it durable
  Pipeline(const Pipeline&) = delete;
  Pipeline& operator=(const Pipeline&) = delete;

  // ---- on the thread of run()

  // Starts polls of what is named, whatever the schedule says. Error: a name that is no source and
  // no URL, with the nearest one.
  [[nodiscard]] std::expected<std::shared_ptr<Run>, std::string> start(const Wanted& wanted);
  // Works until stop() or until `turn`, called several times a second, returns false; with
  // `scheduled` it polls what falls due.
  void run(bool scheduled, const std::function<bool()>& turn);
  [[nodiscard]] SourceTally tally() const { return poller_.tally(); }
  // Takes up a new configuration. Nothing that is under way is cancelled.
  void configure(const std::shared_ptr<const config::Settings>& settings);

  // ---- on any thread

  void post(Mailbox::Letter letter) { mailbox_.post(std::move(letter)); }
  void stop();
  // Removes the document of a number or URL for good, so that it is not fetched again. Waits.
  // Gives lines that say what was done. Error: one line.
  [[nodiscard]] std::expected<std::vector<std::string>, std::string> forget(
      const std::string& what);
  // A check has found the state damaged: it is set aside and built anew from the corpus.
  void rebuild_state(const std::string& why) { store_.rebuild_state(why); }
  // How long fetching and reading took, in the format of Prometheus.
  [[nodiscard]] std::string timings() const { return timings_.metrics(); }
  // Why it cannot go on; empty: it can.
  [[nodiscard]] std::string failure() const;
  // Names the first of schedule and transfers, parsing and committing that has not moved for longer
  // than `limit` though it should; empty: all move.
  [[nodiscard]] std::string stuck(std::chrono::milliseconds limit) const;

 private:
  [[nodiscard]] StoreHooks hooks();
  [[nodiscard]] std::string unknown_name(const std::string& name) const;
  void save_hosts();
  void shut_down();

  PipelineParts parts_;
  fetch::Fetcher fetcher_;
  Mailbox mailbox_;
  StoreThread store_;
  WorkerPool workers_;
  Timings timings_;
  Context context_;
  PageFetcher pages_;
  Poller poller_;
  std::atomic<bool> stopping_ = false;
  Heartbeat heart_;
  mutable std::mutex failure_mutex_;
  std::string failure_;
};

}  // namespace tidings::ingest
