#include <fmt/core.h>

#include "daemon/cli/run_command.hpp"
#include "daemon/cli/settings.hpp"
#include "daemon/corpus/lock.hpp"
#include "daemon/service/control_client.hpp"

namespace tidings::cli {
namespace {

// The configuration is checked here first, so that the mistakes are seen where they were made.
int reload(const GlobalOptions& global) {
  const auto settings = load_settings(global, Needs::kSources);
  if (!settings) return settings.error();
  const auto holder = corpus::holder_of(settings->corpus);
  if (!holder || holder->socket.empty()) {
    fmt::print(stderr, "tidings: no daemon runs on {}; it reads its configuration when it starts\n",
               settings->corpus.string());
    return kPartial;
  }
  const auto reloaded = service::ControlClient(holder->socket).reload();
  if (!reloaded) {
    fmt::print(stderr, "tidings: {}\n", reloaded.error());
    return kPartial;
  }
  fmt::print("{} sources are in force\n", settings->sources.size());
  return kOk;
}

}  // namespace

void add_reload(CLI::App& app, Invocation& invocation) {
  CLI::App* command = app.add_subcommand(
      "reload", "check the configuration, then let the running daemon take it up");
  command->callback(
      [&invocation] { invocation.run = [&invocation] { return reload(invocation.global); }; });
}

}  // namespace tidings::cli
