#pragma once

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "daemon/fetch/fetcher.hpp"
#include "daemon/fetch/host_state.hpp"
#include "daemon/os/clock.hpp"

namespace tidings::fetch {

struct Job;

inline constexpr std::chrono::seconds kMaxCrawlDelay{120};
inline constexpr std::chrono::seconds kFirstBackoff{60};
inline constexpr std::chrono::hours kMaxBackoff{24};
inline constexpr std::chrono::minutes kForgiven{30};

// One host's queue, and when the next request to it may start.
class Host {
 public:
  Host(std::string name, HostLimits limits) : name_(std::move(name)), limits_(limits) {}

  [[nodiscard]] const std::string& name() const { return name_; }
  void set_limits(HostLimits limits) { limits_ = limits; }
  // robots.txt's Crawl-delay raises the gap, to at most 120 s, and never lowers it.
  void set_crawl_delay(std::optional<double> seconds);
  [[nodiscard]] Millis gap() const { return std::max(limits_.gap, crawl_delay_); }

  // The queue. Urgent jobs go before others, in the order of their coming.
  void push(Job* job, bool urgent);
  [[nodiscard]] Job* pop();
  bool remove(const Job* job);
  [[nodiscard]] const std::vector<Job*>& queue() const { return queue_; }

  // When the next request may start, whether there is one or not.
  [[nodiscard]] SteadyTime free_at() const { return std::max(next_start_, paused_until_); }
  // Whether one may start at that time: a job waits, and a place is free.
  [[nodiscard]] bool wants_start() const {
    return !queue_.empty() && active_ < limits_.per_host && !sending_;
  }

  // Whether several requests may be under way.
  [[nodiscard]] bool takes_several() const { return limits_.per_host > 1; }
  // A request was started; the next one waits at least until `sent` or `ended`.
  void started(WallTime wall);
  // It has gone out. With one request at a time the gap counts from the answer instead, so that a
  // slow way to the server cannot shorten the gap that the server sees.
  void sent(SteadyTime now);
  // It is over; its answer began at `answered`.
  void ended(SteadyTime answered);

  // 429 or 503: nothing before `until`; without it, after a back-off of our own: 60 s, doubling to
  // 24 h, +-10 % (`jitter`, -1 .. 1), from the start again after 30 quiet minutes. Returns the end.
  WallTime pause(std::optional<WallTime> until, double jitter, WallTime now, SteadyTime steady);
  [[nodiscard]] WallTime paused_until() const { return state_.paused_until; }
  [[nodiscard]] bool paused_beyond(SteadyTime time) const { return paused_until_ > time; }

  [[nodiscard]] HostState state() const;
  void restore(const HostState& state, WallTime now, SteadyTime steady);
  // Nothing would be lost if it were forgotten.
  [[nodiscard]] bool idle(WallTime now, SteadyTime steady) const;

  bool changed = false;               // since the state was last given out
  std::optional<SteadyTime> entered;  // the time under which it stands in the fetcher's agenda

 private:
  std::string name_;
  HostLimits limits_;
  Millis crawl_delay_{0};
  std::vector<Job*> queue_;  // an idle host takes no memory for it
  std::size_t urgent_ = 0;   // how many at the front are urgent
  int active_ = 0;
  bool sending_ = false;
  SteadyTime next_start_{};
  SteadyTime paused_until_{};
  HostState state_;
};

}  // namespace tidings::fetch
