#include "daemon/cli/commands.hpp"

#include <array>

#include "daemon/cli/check.hpp"
#include "daemon/cli/parser_commands.hpp"

namespace tidings::cli {

std::span<const Registrar> commands() {
  static constexpr std::array kCommands{
      Registrar{add_check},
      Registrar{add_charset},
      Registrar{add_dedup},
      Registrar{add_robots},
      Registrar{add_url},
  };
  return kCommands;
}

}  // namespace tidings::cli
