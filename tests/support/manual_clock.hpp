#pragma once

#include <chrono>

#include "daemon/os/clock.hpp"

namespace tidings::test {

// A clock that stands still until it is turned.
class ManualClock final : public Clock {
 public:
  [[nodiscard]] WallTime now() const override { return wall_; }
  [[nodiscard]] SteadyTime steady() const override { return steady_; }
  void advance(std::chrono::milliseconds time) {
    wall_ += time;
    steady_ += time;
  }

 private:
  WallTime wall_{std::chrono::sys_days{std::chrono::year{2026} / 3 / 12} + std::chrono::hours{9}};
  SteadyTime steady_{std::chrono::hours{1}};
};

}  // namespace tidings::test
