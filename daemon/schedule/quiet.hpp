#pragma once

#include <chrono>
#include <optional>
#include <vector>

#include "config/settings.hpp"
#include "daemon/os/clock.hpp"

namespace tidings::schedule {

// How long a source has been seen to pause between two items: the longest gap among the publication
// times of a listing, nights and weekends included as far as it reaches. None: fewer than
// kTimesForGap times.
[[nodiscard]] std::optional<config::Duration> usual_gap(std::vector<WallTime> published,
                                                        WallTime now);
inline constexpr std::size_t kTimesForGap = 5;

// True when nothing has come for longer than twice that, and for at least kShortestQuiet.
[[nodiscard]] bool is_quiet(WallTime newest, config::Duration gap, WallTime now);
inline constexpr std::chrono::hours kShortestQuiet{6};

}  // namespace tidings::schedule
