#pragma once

#include "daemon/cli/command.hpp"

// The commands that read or mend a corpus without fetching.
namespace tidings::cli {

void add_import(CLI::App& app, Invocation& invocation);
void add_index(CLI::App& app, Invocation& invocation);
void add_verify(CLI::App& app, Invocation& invocation);
void add_forget(CLI::App& app, Invocation& invocation);
void add_export(CLI::App& app, Invocation& invocation);
void add_tail(CLI::App& app, Invocation& invocation);

}  // namespace tidings::cli
