#pragma once

#include "daemon/cli/command.hpp"

namespace tidings::cli {

// `fetch [SOURCE|URL...] [--limit N]`: one shot; asks the daemon if one holds the corpus.
void add_fetch(CLI::App& app, Invocation& invocation);

}  // namespace tidings::cli
