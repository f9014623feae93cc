#pragma once

#include <span>

#include "daemon/cli/command.hpp"

namespace tidings::cli {

// Every command of the program, in the order of `--help`.
[[nodiscard]] std::span<const Registrar> commands();

}  // namespace tidings::cli
