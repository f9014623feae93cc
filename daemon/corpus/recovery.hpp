#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "daemon/corpus/error.hpp"
#include "daemon/corpus/identity.hpp"
#include "daemon/corpus/lock.hpp"
#include "daemon/corpus/notice.hpp"
#include "daemon/os/clock.hpp"
#include "daemon/os/file_system.hpp"
#include "daemon/state/state.hpp"

// Brings folder, state and INDEX.md into line when a store is opened. Every step can be repeated.
namespace tidings::corpus {

struct Recovered {
  std::uint64_t next_number = 0;
  std::vector<Notice> notices;
};

// Takes back a commit and finishes a removal that were in flight, removes temporary files,
// completes INDEX.md: O(what was in flight). Lists the folder and takes in what the state does not
// know where that may be needed: an empty or outdated state, a reboot in mid-work.
[[nodiscard]] Result<Recovered> recover(os::Folder& folder, state::State& state, Lock::Last last,
                                        const Clock& clock);

}  // namespace tidings::corpus
