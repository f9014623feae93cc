#pragma once

#include <chrono>
#include <string>

#include "daemon/os/clock.hpp"

namespace tidings::fetch {

// What a restart must not forget about a host. Times at the epoch mean "never".
struct HostState {
  std::string host;                 // lower case, without port
  WallTime last_start{};            // of the last request
  WallTime paused_until{};          // Retry-After or back-off: nothing is sent before
  std::chrono::seconds backoff{0};  // the last back-off that we chose ourselves, before jitter
};

// A robots.txt as it came, for the caller to keep (RFC 9309 2.4: 24 hours at most).
struct RobotsCopy {
  std::string key;     // "https://host[:port]", and a mark of the rights if they are special
  int status = 0;      // 0: unreachable
  std::string body{};  // of a 2xx answer, at most 512,000 bytes
  WallTime fetched{};
};

}  // namespace tidings::fetch
