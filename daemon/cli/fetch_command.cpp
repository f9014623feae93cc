#include "daemon/cli/fetch_command.hpp"

#include <csignal>
#include <memory>

#include <fmt/core.h>

#include "daemon/cli/dry_run.hpp"
#include "daemon/cli/open_log.hpp"
#include "daemon/cli/run_report.hpp"
#include "daemon/cli/settings.hpp"
#include "daemon/corpus/lock.hpp"
#include "daemon/service/control_client.hpp"
#include "daemon/service/signals.hpp"
#include "daemon/service/station.hpp"

namespace tidings::cli {
namespace {

int fail(int code, const std::string& why) {
  fmt::print(stderr, "tidings: {}\n", why);
  return code;
}

int ask_daemon(const config::Settings& settings, const corpus::Holder& holder,
               const ingest::Wanted& wanted) {
  if (holder.socket.empty()) {
    return fail(kUnusable, fmt::format("{} is in use by {}; wait until it has ended",
                                       settings.corpus.string(), holder.text()));
  }
  const service::ControlClient daemon(holder.socket);
  std::expected<ingest::Progress, std::string> end;
  {
    ProgressLine line(stderr);
    end = daemon.fetch({wanted.names, wanted.limit},
                       [&](const auto& progress) { line.show(progress); });
  }
  if (!end) return fail(kPartial, end.error());
  return report(*end, settings.corpus.string());
}

int fetch_here(const std::shared_ptr<const config::Settings>& settings, const GlobalOptions& global,
               const ingest::Wanted& wanted) {
  service::Signals signals({SIGTERM, SIGINT});
  const SystemClock clock;
  const log::Log log = open_log(global, clock);
  auto station =
      service::Station::open(settings, "", log, clock, [&](auto, auto) { return !signals.next(); });
  if (!station) return fail(kUnusable, station.error().message);
  ingest::Pipeline& pipeline = (*station)->pipeline();
  const auto run = pipeline.start(wanted);
  if (!run) return fail(kUsage, run.error());
  {
    ProgressLine line(stderr);
    pipeline.run(false, [&] {
      const ingest::Progress progress = (*run)->snapshot();
      line.show(progress);
      return !progress.done && !signals.next();
    });
  }
  const ingest::Progress end = (*run)->snapshot();
  const std::string failure = pipeline.failure();
  station->reset();  // what was fetched is durable now
  if (!failure.empty()) return fail(kUnusable, failure);
  return report(end, settings->corpus.string());
}

int fetch(const GlobalOptions& global, const ingest::Wanted& wanted, bool dry) {
  auto settings = load_settings(global, Needs::kSources);
  if (!settings) return settings.error();
  if (settings->sources.empty() && wanted.names.empty()) {
    return fail(kUsage, "the configuration has no sources; add one with `tidings add URL`");
  }
  if (dry) return dry_run(*settings, wanted.names);
  const auto holder = corpus::holder_of(settings->corpus);
  if (holder) return ask_daemon(*settings, *holder, wanted);
  return fetch_here(std::make_shared<const config::Settings>(std::move(*settings)), global, wanted);
}

}  // namespace

void add_fetch(CLI::App& app, Invocation& invocation) {
  auto wanted = std::make_shared<ingest::Wanted>();
  CLI::App* command =
      app.add_subcommand("fetch", "poll sources once, take in what is new, and exit");
  command->add_option("names", wanted->names,
                      "sources or addresses of pages (default: every source)");
  command->add_option("--limit", wanted->limit, "take in so many pages at most");
  auto dry = std::make_shared<bool>(false);
  command->add_flag("--dry-run", *dry, "ask the feeds, print what would be fetched, write nothing");
  command->callback([&invocation, wanted, dry] {
    invocation.run = [&invocation, wanted, dry] { return fetch(invocation.global, *wanted, *dry); };
  });
}

}  // namespace tidings::cli
