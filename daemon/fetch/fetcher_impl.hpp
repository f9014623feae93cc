#pragma once

#include <cstddef>
#include <deque>
#include <expected>
#include <memory>
#include <optional>
#include <random>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "daemon/fetch/fetcher.hpp"
#include "daemon/fetch/host.hpp"
#include "daemon/fetch/job.hpp"
#include "daemon/fetch/robots_cache.hpp"

namespace tidings::fetch {

// A job is in one place at a time: in its host's queue, waiting for a robots.txt, on the network,
// or finished and waiting to be called back. Hosts that could start a request stand in the agenda
// by the time from which on they may; so a turn of drive() costs what is due, not what is known.
class Fetcher::Impl {
 public:
  Impl(FetcherOptions options, HttpClient& client, const Clock& clock, ByteBudget& budget)
      : options_(std::move(options)), client_(client), clock_(clock), budget_(budget) {}
  ~Impl();
  Impl(const Impl&) = delete;
  Impl& operator=(const Impl&) = delete;

  JobId submit(FetchJob spec, Done done);
  void cancel(JobId id);
  void drive(Millis timeout);
  void wake() { client_.wake(); }
  void set_paused(bool paused) { paused_ = paused; }
  void cancel_all();
  void set_options(FetcherOptions options);
  [[nodiscard]] FetcherCounts counts() const;
  [[nodiscard]] WallTime ready_at(std::string_view url) const;
  [[nodiscard]] std::vector<HostState> changed_hosts();
  void restore(const std::vector<HostState>& hosts);
  [[nodiscard]] std::vector<RobotsCopy> new_robots() { return robots_.take_new(); }
  void restore_robots(const std::vector<RobotsCopy>& copies);

 private:
  // Hosts and their turns.
  [[nodiscard]] HostLimits limits_of(const std::string& name) const;
  Host& host_of(const std::string& name);
  void reschedule(Host& host);
  [[nodiscard]] bool may_start() const;
  void start_due();
  void start_next(Host& host);
  void prune();
  [[nodiscard]] Millis wait_time(Millis timeout) const;

  // A job's way.
  Job& adopt(FetchJob spec, Done done);
  void enqueue(Job& job, bool urgent);
  void begin(Job& job);
  void on_answer(Job& job, std::expected<Answer, Failure> outcome);
  void on_redirect(Job& job, const Answer& answer);
  [[nodiscard]] std::optional<WallTime> pause_host(Host& host, const Answer& answer);
  void drop_impatient(Host& host);
  [[nodiscard]] bool impatient(const Job& job, const Host& host) const;
  void refuse_paused(Job& job);
  void detach(Job& job);
  void finish(Job& job, Result result);
  void deliver();

  // robots.txt.
  [[nodiscard]] bool passes_robots(Job& job);
  void await_robots(Job& job, const std::string& key);
  void read_robots(const Job& sponsor, const std::string& key);
  void robots_read(const std::string& key, const Result& result);
  void refuse_by_robots(Job& job, const RobotsEntry& entry);

  FetcherOptions options_;
  HttpClient& client_;
  const Clock& clock_;
  ByteBudget& budget_;
  RobotsCache robots_;
  std::unordered_map<std::string, std::unique_ptr<Host>> hosts_;
  std::unordered_map<JobId, std::unique_ptr<Job>> jobs_;
  std::unordered_map<std::string, std::vector<Job*>> robots_waiting_;  // by the robots.txt's key
  std::set<std::pair<SteadyTime, Host*>> agenda_;
  std::deque<std::pair<Done, Result>> finished_;
  std::minstd_rand random_{std::random_device{}()};
  JobId last_id_ = 0;
  std::size_t in_flight_ = 0;
  bool paused_ = false;
  SteadyTime next_prune_{};
};

// A failure at the job's present address.
[[nodiscard]] Failure failure_at(const Job& job, FailureKind kind, std::string message);

}  // namespace tidings::fetch
