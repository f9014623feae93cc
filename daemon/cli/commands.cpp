#include "daemon/cli/commands.hpp"

#include <array>

namespace tidings::cli {

std::span<const Registrar> commands() {
  static constexpr std::array<Registrar, 0> kCommands{};
  return kCommands;
}

}  // namespace tidings::cli
