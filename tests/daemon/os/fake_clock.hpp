#pragma once

#include <chrono>

#include "daemon/os/clock.hpp"

namespace tidings::test {

// Stands still until it is turned.
class FakeClock final : public Clock {
 public:
  [[nodiscard]] WallTime now() const override { return now_; }
  [[nodiscard]] SteadyTime steady() const override { return steady_; }
  void advance(std::chrono::milliseconds by) {
    now_ += by;
    steady_ += by;
  }

 private:
  WallTime now_{std::chrono::milliseconds{1'773'300'000'000}};  // 2026-03-12T07:20:00Z
  SteadyTime steady_{};
};

}  // namespace tidings::test
