#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "daemon/fetch/response.hpp"
#include "daemon/os/clock.hpp"

namespace tidings::schedule {

// A permanent redirect of a source, kept until it has lasted long enough to be believed.
struct RedirectMemory {
  std::string target;  // where it led at the last poll; empty: no permanent redirect
  WallTime since{};    // the first poll that led there
};

inline constexpr std::chrono::days kRedirectProof{7};

// Notes a good poll's hops. Returns the source's new address once the same redirect, permanent
// (301, 308) in every hop, has stood for a week; any other answer starts the wait anew.
[[nodiscard]] std::optional<std::string> observe(RedirectMemory& memory,
                                                 const fetch::Response& response, WallTime now);

}  // namespace tidings::schedule
