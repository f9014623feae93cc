#include "daemon/fetch/host.hpp"

#include <algorithm>

#include "daemon/fetch/job.hpp"

namespace tidings::fetch {
namespace {

using std::chrono::duration_cast;
using std::chrono::seconds;

SteadyTime to_steady(WallTime when, WallTime now, SteadyTime steady) {
  return steady + std::clamp<Millis>(when - now, Millis(0), kMaxBackoff);
}

}  // namespace

void Host::set_crawl_delay(std::optional<double> seconds) {
  const double wanted = std::clamp(seconds.value_or(0.0), 0.0, double{kMaxCrawlDelay.count()});
  crawl_delay_ = Millis(static_cast<Millis::rep>(wanted * 1000));
}

void Host::push(Job* job, bool urgent) {
  if (urgent) {
    queue_.insert(queue_.begin() + static_cast<std::ptrdiff_t>(urgent_), job);
    ++urgent_;
  } else {
    queue_.push_back(job);
  }
}

Job* Host::pop() {
  Job* job = queue_.front();
  queue_.erase(queue_.begin());
  if (queue_.empty()) queue_ = {};
  urgent_ -= urgent_ > 0 ? 1 : 0;
  return job;
}

bool Host::remove(const Job* job) {
  const auto found = std::ranges::find(queue_, job);
  if (found == queue_.end()) return false;
  if (static_cast<std::size_t>(found - queue_.begin()) < urgent_) --urgent_;
  queue_.erase(found);
  return true;
}

void Host::started(WallTime wall) {
  ++active_;
  sending_ = true;
  state_.last_start = wall;
  changed = true;
}

void Host::sent(SteadyTime now) {
  if (!takes_several()) return;
  sending_ = false;
  next_start_ = std::max(next_start_, now + gap());
}

void Host::ended(SteadyTime answered) {
  --active_;
  sending_ = false;
  next_start_ = std::max(next_start_, answered + gap());
}

WallTime Host::pause(std::optional<WallTime> until, double jitter, WallTime now,
                     SteadyTime steady) {
  if (!until) {
    const bool forgiven = now - state_.paused_until > kForgiven;
    state_.backoff = forgiven || state_.backoff.count() == 0
                         ? kFirstBackoff
                         : std::min<seconds>(state_.backoff * 2, kMaxBackoff);
    const double factor = 1.0 + 0.1 * jitter;
    const auto wait = duration_cast<Millis>(state_.backoff * factor);
    until = now + std::min<Millis>(wait, kMaxBackoff);
  }
  // Several requests under way may say so, one after the other: the latest end counts.
  state_.paused_until = std::max(state_.paused_until, *until);
  paused_until_ = std::max(paused_until_, to_steady(*until, now, steady));
  changed = true;
  return state_.paused_until;
}

HostState Host::state() const {
  HostState state = state_;
  state.host = name_;
  return state;
}

void Host::restore(const HostState& state, WallTime now, SteadyTime steady) {
  state_ = state;
  paused_until_ = to_steady(state.paused_until, now, steady);
  next_start_ = std::min(to_steady(state.last_start + gap(), now, steady), steady + gap());
}

bool Host::idle(WallTime now, SteadyTime steady) const {
  return queue_.empty() && active_ == 0 && !changed && free_at() < steady &&
         state_.paused_until + kForgiven < now;
}

}  // namespace tidings::fetch
