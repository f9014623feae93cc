#pragma once

#include "daemon/cli/command.hpp"
#include "daemon/log/log.hpp"
#include "daemon/os/clock.hpp"

namespace tidings::cli {

// The log that --log-level and --log-format ask for.
[[nodiscard]] log::Log open_log(const GlobalOptions& global, const Clock& clock);

}  // namespace tidings::cli
