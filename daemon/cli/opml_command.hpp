#pragma once

#include "daemon/cli/command.hpp"

namespace tidings::cli {

// `tidings opml FILE`: the feeds of an OPML file as entries of `sources`.
void add_opml(CLI::App& app, Invocation& invocation);

}  // namespace tidings::cli
