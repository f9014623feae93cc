#include "daemon/cli/run_command.hpp"

#include <csignal>

#include <fmt/core.h>

#include "daemon/cli/open_log.hpp"
#include "daemon/cli/settings.hpp"
#include "daemon/service/daemon.hpp"
#include "daemon/service/notify.hpp"
#include "daemon/service/signals.hpp"

namespace tidings::cli {
namespace {

int run(const GlobalOptions& global) {
  auto settings = load_settings(global, Needs::kSources);
  if (!settings) return settings.error();
  service::Signals signals({SIGTERM, SIGINT, SIGHUP});
  const SystemClock clock;
  const log::Log log = open_log(global, clock);
  service::SystemdNotifier notifier;
  service::Daemon daemon(std::move(*settings),
                         {log, clock, notifier, signals, [&] {
                            auto again = load_settings(global, Needs::kSources);
                            return again ? std::optional(std::move(*again)) : std::nullopt;
                          }});
  const auto ended = daemon.run();
  if (ended) return kOk;
  fmt::print(stderr, "tidings: {}\n", ended.error());
  return kUnusable;
}

}  // namespace

void add_run(CLI::App& app, Invocation& invocation) {
  CLI::App* command =
      app.add_subcommand("run", "the daemon, in the foreground (systemd Type=notify)");
  command->callback(
      [&invocation] { invocation.run = [&invocation] { return run(invocation.global); }; });
}

}  // namespace tidings::cli
