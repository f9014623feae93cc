#pragma once

#include "daemon/cli/command.hpp"

namespace tidings::cli {

// `run`: the daemon, in the foreground.
void add_run(CLI::App& app, Invocation& invocation);
// `reload`: the running daemon takes up its configuration anew, after a check.
void add_reload(CLI::App& app, Invocation& invocation);

}  // namespace tidings::cli
