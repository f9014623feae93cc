#pragma once

#include <cstdint>
#include <map>
#include <mutex>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "daemon/log/log.hpp"

namespace tidings::log {

// Remembers which errors of which source were written, so that repeats can be counted instead.
// Bounded: the 16 last errors a source. Any thread may call.
class Repeats {
 public:
  explicit Repeats(const Clock& clock) : clock_(clock) {}

  // What is to be done with an event.
  struct Verdict {
    bool write = true;
    std::uint64_t suppressed = 0;  // repeats that were not written since this was written last
  };
  Verdict judge(Level level, std::string_view name, std::span<const Field> fields);

 private:
  struct Written {
    std::string name;
    std::string error;
    SteadyTime at;
    std::uint64_t suppressed = 0;
  };
  Verdict failed(std::string_view source, std::string_view name, std::string_view error);
  Verdict recovered(std::string_view source);

  const Clock& clock_;
  std::mutex mutex_;
  std::map<std::string, std::vector<Written>, std::less<>> written_;  // by source
};

}  // namespace tidings::log
