#pragma once

#include <string>

#include "daemon/schedule/redirect_memory.hpp"
#include "daemon/schedule/source_schedule.hpp"
#include "daemon/state/records.hpp"

namespace tidings::ingest {

// What is remembered of a source's rhythm, to and from its record in the state. A record that
// cannot be read gives the rhythm of a new source.
struct SourceRhythm {
  schedule::SourceSchedule schedule;
  schedule::RedirectMemory redirect;
  WallTime last_news{};           // the last poll that listed something newer than before
  config::Duration usual_gap{0};  // the longest seen between two items; zero: not known
};
void store_rhythm(state::Source& record, const SourceRhythm& rhythm);
[[nodiscard]] SourceRhythm load_rhythm(const state::Source& record);

}  // namespace tidings::ingest
