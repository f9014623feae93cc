#include "daemon/cli/commands.hpp"

#include <array>

#include "daemon/cli/check.hpp"
#include "daemon/cli/corpus_commands.hpp"
#include "daemon/cli/fetch_command.hpp"
#include "daemon/cli/logs.hpp"
#include "daemon/cli/opml_command.hpp"
#include "daemon/cli/parser_commands.hpp"
#include "daemon/cli/run_command.hpp"
#include "daemon/cli/site_commands.hpp"
#include "daemon/cli/status_command.hpp"

namespace tidings::cli {

std::span<const Registrar> commands() {
  // clang-format off: one a line, so that changes do not meet
  static constexpr std::array kCommands{
      Registrar{add_run},
      Registrar{add_fetch},
      Registrar{add_status},
      Registrar{add_reload},
      Registrar{add_check},
      Registrar{add_explain},
      Registrar{add_discover},
      Registrar{add_add},
      Registrar{add_opml},
      Registrar{add_logs},
      Registrar{add_import},
      Registrar{add_index},
      Registrar{add_verify},
      Registrar{add_forget},
      Registrar{add_export},
      Registrar{add_tail},
      Registrar{add_charset},
      Registrar{add_dedup},
      Registrar{add_extract},
      Registrar{add_feed},
      Registrar{add_robots},
      Registrar{add_url},
  };
  // clang-format on
  return kCommands;
}

}  // namespace tidings::cli
