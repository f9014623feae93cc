#pragma once

#include "daemon/cli/command.hpp"

namespace tidings::cli {

// `tidings check`: reads the configuration and the site rules, connects nowhere.
void add_check(CLI::App& app, Invocation& invocation);

}  // namespace tidings::cli
