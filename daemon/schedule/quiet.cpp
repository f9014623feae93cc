#include "daemon/schedule/quiet.hpp"

#include <algorithm>

namespace tidings::schedule {

std::optional<config::Duration> usual_gap(std::vector<WallTime> published, WallTime now) {
  std::erase_if(published, [&](WallTime time) { return time > now; });
  std::ranges::sort(published);
  published.erase(std::unique(published.begin(), published.end()), published.end());
  if (published.size() < kTimesForGap) return std::nullopt;
  config::Duration longest{0};
  for (std::size_t i = 1; i < published.size(); ++i)
    longest = std::max(longest, published[i] - published[i - 1]);
  return longest;
}

bool is_quiet(WallTime newest, config::Duration gap, WallTime now) {
  const config::Duration shortest = kShortestQuiet;
  return newest != WallTime{} && now - newest > std::max(2 * gap, shortest);
}

}  // namespace tidings::schedule
