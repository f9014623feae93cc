#include "daemon/cli/check.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "daemon/cli/settings.hpp"

namespace tidings::cli {
namespace {

int check(const GlobalOptions& global) {
  const auto settings = load_settings(global, Needs::kSources);
  if (!settings) return settings.error();
  const auto disabled = std::ranges::count(settings->sources, false, &config::Source::enabled);
  fmt::print("{}: {} sources{}, no mistakes\n", settings->file.string(), settings->sources.size(),
             disabled == 0 ? "" : fmt::format(" ({} disabled)", disabled));
  return kOk;
}

}  // namespace

void add_check(CLI::App& app, Invocation& invocation) {
  CLI::App* command = app.add_subcommand(
      "check", "read the whole configuration and the site rules; connects nowhere");
  command->callback([&invocation] { invocation.run = [&] { return check(invocation.global); }; });
}

}  // namespace tidings::cli
