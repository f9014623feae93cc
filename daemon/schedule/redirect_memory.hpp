#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "daemon/fetch/response.hpp"
#include "daemon/os/clock.hpp"

namespace tidings::schedule {

// The permanent redirects of a source: one is kept until it has lasted long enough to be believed;
// then the source is polled where it led. The user's file is never changed.
struct RedirectMemory {
  std::string target;        // where it led at the last poll; empty: no permanent redirect
  WallTime since{};          // the first poll that led there
  std::string address;       // where the source is polled instead; empty: where it is configured
  std::string moved_from;    // the configured address that `address` stands for
  WallTime failing_since{};  // `address` has only failed since; the epoch: its last poll was good

  friend bool operator==(const RedirectMemory&, const RedirectMemory&) = default;
};

inline constexpr std::chrono::days kRedirectProof{7};
inline constexpr std::chrono::days kMovedPatience{3};

// Where a source that is configured at `configured` is to be polled.
[[nodiscard]] const std::string& polled_address(const RedirectMemory& memory,
                                                const std::string& configured);

// Notes a good poll's hops. Returns the source's new address when it moves: once the same redirect,
// permanent (301, 308) in every hop, has stood for a week; any other answer starts the wait anew.
[[nodiscard]] std::optional<std::string> observe(RedirectMemory& memory,
                                                 const std::string& configured,
                                                 const fetch::Response& response, WallTime now);

// Notes a failed poll. True: the new address has failed for three days, so that the source goes
// back to where it is configured.
[[nodiscard]] bool note_failure(RedirectMemory& memory, WallTime now);

}  // namespace tidings::schedule
