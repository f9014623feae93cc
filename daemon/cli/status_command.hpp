#pragma once

#include "daemon/cli/command.hpp"

namespace tidings::cli {

// `status [SOURCE] [--json] [--watch]`: works beside a running daemon and without one.
void add_status(CLI::App& app, Invocation& invocation);

}  // namespace tidings::cli
