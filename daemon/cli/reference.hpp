#pragma once

#include <string>
#include <string_view>

#include <CLI/CLI.hpp>

// What people read and type about the command line, made from the commands themselves.
namespace tidings::cli {

// The manual page tidings(1), in man(7) markup, of an assembled `app`.
[[nodiscard]] std::string command_man_page(const CLI::App& app, std::string_view version);

// Completion of commands and options for bash.
[[nodiscard]] std::string bash_completion(const CLI::App& app);

}  // namespace tidings::cli
