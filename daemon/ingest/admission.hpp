#pragma once

#include <string>
#include <string_view>

#include "daemon/ingest/messages.hpp"
#include "daemon/state/state.hpp"

namespace tidings::ingest {

// What is to be done with one listed item.
struct Admission {
  state::Reason reason = state::Reason::kQueued;  // kQueued: its page is to be fetched
  bool again = false;                             // it is known, and may have changed
};

// Decides by what the state knows of the item's address and id. The item's key must not be waiting
// in an unwritten batch.
[[nodiscard]] state::Result<Admission> admit(state::Reader& state, const config::Source& source,
                                             const ListedItem& item, WallTime now);

// A page that failed for a reason that may pass is asked for again when it is listed after this.
inline constexpr std::chrono::hours kForgiveFailure{24};

}  // namespace tidings::ingest
