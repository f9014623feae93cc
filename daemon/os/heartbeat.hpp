#pragma once

#include <atomic>
#include <chrono>

#include "daemon/os/clock.hpp"

namespace tidings {

// When a thread last came around. Any thread may beat and ask.
class Heartbeat {
 public:
  explicit Heartbeat(const Clock& clock) : clock_(clock) { beat(); }

  void beat() { last_ = clock_.steady().time_since_epoch().count(); }
  // True where the last beat is longer ago than `limit`.
  [[nodiscard]] bool stopped(std::chrono::milliseconds limit) const {
    return clock_.steady().time_since_epoch() - SteadyTime::duration(last_.load()) > limit;
  }

 private:
  const Clock& clock_;
  std::atomic<SteadyTime::rep> last_ = 0;
};

}  // namespace tidings
