#pragma once

#include "daemon/cli/command.hpp"

namespace tidings::cli {

// Puts the global options and all commands on `app`; what the command line asks for goes to
// `invocation`, which must live as long as `app`.
void assemble(CLI::App& app, Invocation& invocation);

// The program: reads the command line, runs the command. Returns an ExitCode. A command or an
// option that does not exist is answered with the one that was probably meant.
int run_program(int argc, const char* const* argv);

}  // namespace tidings::cli
