#pragma once

#include <string>

#include "daemon/schedule/redirect_memory.hpp"
#include "daemon/schedule/source_schedule.hpp"
#include "daemon/state/records.hpp"

namespace tidings::ingest {

// What is remembered of a source's rhythm, to and from its record in the state. A record that
// cannot be read gives the rhythm of a new source.
void store_schedule(state::Source& record, const schedule::SourceSchedule& schedule,
                    const schedule::RedirectMemory& redirect);
void load_schedule(const state::Source& record, schedule::SourceSchedule& schedule,
                   schedule::RedirectMemory& redirect);

}  // namespace tidings::ingest
