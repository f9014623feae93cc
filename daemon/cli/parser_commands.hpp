#pragma once

#include "daemon/cli/command.hpp"

// The batch forms of the small parsers, for tests and scorers.
namespace tidings::cli {

void add_charset(CLI::App& app, Invocation& invocation);
void add_feed(CLI::App& app, Invocation& invocation);
void add_robots(CLI::App& app, Invocation& invocation);
void add_dedup(CLI::App& app, Invocation& invocation);
void add_extract(CLI::App& app, Invocation& invocation);
void add_url(CLI::App& app, Invocation& invocation);

}  // namespace tidings::cli
