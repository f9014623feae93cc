#include <fmt/core.h>

#include "daemon/cli/command.hpp"
#include "daemon/cli/commands.hpp"

namespace {

void add_global_options(CLI::App& app, tidings::cli::GlobalOptions& global) {
  app.add_option("--config", global.config,
                 "configuration file (default /etc/tidings/tidings.yaml)");
  app.add_option("--corpus", global.corpus, "corpus folder, instead of the configured one");
  app.add_option("--state", global.state, "state file, instead of the configured one");
  app.add_option("--site-rules", global.site_rules,
                 "folder of site rules, instead of the configured one");
  app.add_flag("--no-site-rules", global.no_site_rules, "use no site rules");
  app.add_option("--log-level", global.log_level, "trace, debug, info, warn or error")
      ->check(CLI::IsMember({"trace", "debug", "info", "warn", "error"}));
  app.add_option("--log-format", global.log_format, "text, json or journal (default: what fits)")
      ->check(CLI::IsMember({"auto", "text", "json", "journal"}));
}

}  // namespace

int main(int argc, char** argv) {
  CLI::App app{"tidings: polls feeds, sitemaps and pages and grows a clean text corpus of news",
               "tidings"};
  app.set_version_flag("--version", "tidings " TIDINGS_VERSION);
  app.require_subcommand(1);
  app.fallthrough();
  tidings::cli::Invocation invocation;
  add_global_options(app, invocation.global);
  for (const tidings::cli::Registrar add : tidings::cli::commands()) add(app, invocation);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? tidings::cli::kOk : tidings::cli::kUsage;
  }
  return invocation.run();
}
