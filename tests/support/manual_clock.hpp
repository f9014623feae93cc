#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>

#include "daemon/os/clock.hpp"

namespace tidings::test {

// A clock that stands still until it is turned. Any thread may look.
class ManualClock final : public Clock {
 public:
  [[nodiscard]] WallTime now() const override { return kStart + passed(); }
  [[nodiscard]] SteadyTime steady() const override {
    return SteadyTime(std::chrono::hours{1}) + passed();
  }
  void advance(std::chrono::milliseconds time) { passed_ += time.count(); }

 private:
  static constexpr WallTime kStart{std::chrono::sys_days{std::chrono::year{2026} / 3 / 12} +
                                   std::chrono::hours{9}};
  [[nodiscard]] std::chrono::milliseconds passed() const {
    return std::chrono::milliseconds(passed_.load());
  }

  std::atomic<std::int64_t> passed_ = 0;  // milliseconds
};

}  // namespace tidings::test
