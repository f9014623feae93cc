#include "daemon/cli/commands.hpp"

#include <array>

#include "daemon/cli/check.hpp"

namespace tidings::cli {

std::span<const Registrar> commands() {
  static constexpr std::array kCommands{Registrar{add_check}};
  return kCommands;
}

}  // namespace tidings::cli
