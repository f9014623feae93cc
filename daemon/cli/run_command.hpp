#pragma once

#include "daemon/cli/command.hpp"

namespace tidings::cli {

// `run`: the daemon, in the foreground.
void add_run(CLI::App& app, Invocation& invocation);

}  // namespace tidings::cli
