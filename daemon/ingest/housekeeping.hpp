#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "config/settings.hpp"
#include "daemon/corpus/store.hpp"
#include "daemon/duplicates/near_duplicate_index.hpp"
#include "daemon/log/log.hpp"
#include "daemon/os/clock.hpp"
#include "daemon/state/records.hpp"

// What is done now and then, on the store's thread, between two groups.
namespace tidings::ingest {

// Lets documents that were fetched before the window out of the comparison with new texts. None: no
// window, nothing changes.
[[nodiscard]] state::Result<void> narrow_window(corpus::Store& store,
                                                duplicates::NearDuplicateIndex& index,
                                                const config::Duplicates& settings, WallTime now);

// Removes the oldest documents until age, count and size are within bounds; their addresses stay
// known, so that they are not fetched again. At most kRemovedAtOnce a call. Returns how many.
[[nodiscard]] corpus::Result<std::size_t> retire(corpus::Store& store,
                                                 const config::Retention& keep, WallTime now);
inline constexpr std::size_t kRemovedAtOnce = 1000;

// Pages that are to be looked at again, since their time has come: 30 minutes, 3 hours, 24 hours
// and 7 days after publication. `batch` gets them as pending, with their bookings and next times.
// Returns their hosts.
[[nodiscard]] state::Result<std::vector<std::string>> queue_revisits(state::State& state,
                                                                     state::Batch& batch,
                                                                     WallTime now);

// "YYYY-MM-DD" in UTC.
[[nodiscard]] std::string day_of(WallTime time);

// Logs for each source that listed something on that day what became of it.
[[nodiscard]] state::Result<void> log_summaries(state::State& state, const log::Log& log,
                                                const std::string& day);

// When a page that was published then is looked at again after `now`; none: no more.
[[nodiscard]] std::optional<WallTime> next_revisit(WallTime published, WallTime now);

}  // namespace tidings::ingest
