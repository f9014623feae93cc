#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "config/settings.hpp"
#include "daemon/fetch/host_state.hpp"
#include "daemon/fetch/http_client.hpp"
#include "daemon/fetch/response.hpp"
#include "daemon/os/clock.hpp"

namespace tidings::fetch {

// One address to fetch, redirects followed.
struct FetchJob {
  std::string url;
  Purpose purpose = Purpose::kPage;
  Validators validators;
  std::shared_ptr<const config::Access> access;  // never null
  // The address that `access`'s credentials, cookies and headers belong to; they go to no other
  // host and never from https to http. Empty: `url`.
  std::string credentials_for;
  bool obey_robots = true;  // false: a feed or sitemap that the user listed, or `robots: ignore`
  bool urgent = false;      // before other jobs of the same host
  std::size_t max_body = 8'000'000;
  Millis timeout{30'000};  // DNS, robots.txt, redirects, TLS, headers and body; not our own queues
  // How long the job may wait for a host that is paused (Retry-After, back-off); longer:
  // kHostPaused with `retry_at`, and nothing is sent.
  Millis patience = std::chrono::minutes{2};
};

struct HostLimits {
  Millis gap{2000};  // between the starts of two requests; robots.txt's Crawl-delay may raise it
  int per_host = 1;  // requests at once
};

struct FetcherOptions {
  HostLimits host;                          // what holds where `hosts` says nothing
  std::map<std::string, HostLimits> hosts;  // by host name, lower case
  int concurrency = 256;                    // transfers at once, all hosts together
  int max_redirects = 10;
  std::string user_agent;  // its product token is matched against robots.txt
};

// What `config` says, as options.
[[nodiscard]] FetcherOptions fetcher_options(const config::Settings& settings);

struct FetcherCounts {
  std::size_t in_flight = 0;  // exchanges on the network, robots.txt included
  std::size_t queued = 0;     // jobs that wait for their turn
  std::size_t hosts = 0;      // known hosts
};

// The polite layer: one queue a host with a gap and a limit of parallel requests, robots.txt (RFC
// 9309), Retry-After and back-off, redirects one hop at a time under the same rules, one deadline a
// job. It sends nothing that those rules forbid, whoever asks.
//
// Not thread-safe: submit, drive and the rest are called by one thread, on which the callbacks come
// too (only from drive() and cancel_all()); a callback may submit further jobs. wake() may be
// called by any thread.
class Fetcher {
 public:
  using JobId = std::uint64_t;
  using Done = std::move_only_function<void(Result)>;

  // `client`, `clock` and `budget` must outlive the fetcher. No exchange is started while
  // half of the budget is used.
  Fetcher(FetcherOptions options, HttpClient& client, const Clock& clock, ByteBudget& budget);
  ~Fetcher();
  Fetcher(const Fetcher&) = delete;
  Fetcher& operator=(const Fetcher&) = delete;

  // Takes a job; `done` is called exactly once (not at all if the fetcher is destroyed before).
  JobId submit(FetchJob job, Done done);
  // Drops a job; its `done` is called at the next drive() with kCancelled. Unknown ids are ignored.
  void cancel(JobId id);
  // Starts what is due, moves what is under way, calls back what is finished. Waits for at most
  // `timeout`, less if something happens or falls due.
  void drive(Millis timeout);
  // Ends the wait in drive(). Any thread; also after a BudgetHold was released elsewhere.
  void wake();

  // Back-pressure: nothing new is started (what is under way goes on) until resume().
  void pause();
  void resume();
  // For shutdown: every job ends now with kCancelled, nothing is on the network afterwards.
  void cancel_all();
  // For reload: holds for requests that have not started.
  void set_options(FetcherOptions options);

  [[nodiscard]] FetcherCounts counts() const;
  // The earliest time at which a request to the host of `url` would be sent; now, if at once.
  [[nodiscard]] WallTime ready_at(std::string_view url) const;

  // Politeness is state: what must survive a restart. `changed_hosts` gives the hosts that changed
  // since it was last called.
  [[nodiscard]] std::vector<HostState> changed_hosts();
  void restore(const std::vector<HostState>& hosts);
  // The robots.txt files that were read since it was last called; restore_robots takes them back
  // (too old ones are ignored), so that a restart asks for none again.
  [[nodiscard]] std::vector<RobotsCopy> new_robots();
  void restore_robots(const std::vector<RobotsCopy>& copies);

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace tidings::fetch
