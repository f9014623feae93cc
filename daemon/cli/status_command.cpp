#include "daemon/cli/status_command.hpp"

#include <algorithm>
#include <chrono>
#include <memory>
#include <thread>
#include <utility>
#include <vector>

#include <fmt/core.h>

#include "daemon/cli/settings.hpp"
#include "daemon/log/render.hpp"
#include "daemon/service/status_report.hpp"
#include "daemon/state/sqlite_state.hpp"
#include "parsers/date/date_time.hpp"

namespace tidings::cli {
namespace {

constexpr std::size_t kEvents = 20;
constexpr std::size_t kRepeated = 3;  // texts
constexpr std::size_t kRepeatedOfSource = 10;
constexpr std::chrono::seconds kWatchEvery{2};

struct StatusOptions {
  std::string source;
  bool json = false;
  bool watch = false;
};

std::string second(WallTime time) {
  return DateTime::from_unix(
             std::chrono::floor<std::chrono::seconds>(time).time_since_epoch().count())
      .rfc3339();
}

state::Event written_event(state::Document document) {
  const bool updated = document.supersedes && document.supersedes_reason != state::kFullerText;
  return {document.fetched_at,
          std::move(document.source),
          updated ? "document.updated" : "document.written",
          {{"title", std::move(document.title)}, {"url", std::move(document.url)}}};
}

// The last events of a source and the documents that it brought, by time.
std::vector<state::Event> history(state::Reader& state, const std::string& source) {
  auto events = state.events(source, kEvents).value_or(std::vector<state::Event>{});
  auto documents = state.latest(source, kEvents).value_or(std::vector<state::Document>{});
  for (state::Document& document : documents) events.push_back(written_event(std::move(document)));
  std::ranges::stable_sort(events, {}, &state::Event::time);
  const std::size_t older = events.size() - std::min(events.size(), kEvents);
  events.erase(events.begin(), events.begin() + static_cast<std::ptrdiff_t>(older));
  return events;
}

void print_events(const config::Settings& settings, const std::string& source) {
  const auto reader = state::open_sqlite_reader(settings.state);
  if (!reader) return;
  for (const state::Event& event : history(**reader, source)) {
    std::string line = second(event.time) + " " + event.name;
    for (const auto& [name, value] : event.fields)
      line += fmt::format(" {}={}", name, log::safe_text(value));
    fmt::print("{}\n", line);
  }
}

// "same text in 3 places", with each of them and how much of the text it shares.
void print_repeated(const config::Settings& settings, const std::string& source,
                    std::size_t limit) {
  const auto reader = state::open_sqlite_reader(settings.state);
  if (!reader) return;
  const auto texts = (*reader)->repeated(source, limit);
  for (const state::RepeatedText& text : texts.value_or(std::vector<state::RepeatedText>{})) {
    fmt::print("\n{:03} {}: same text in {} places\n", text.document.number,
               log::safe_text(text.document.title), text.places.size());
    for (const state::Sighting& place : text.places) {
      fmt::print("  {:>4.0f} %  {}  {}\n", 100 * place.similarity,
                 place.source.empty() ? "-" : place.source, log::safe_text(place.url));
    }
  }
}

int print_source(const config::Settings& settings, const service::StatusReport& report,
                 const std::string& name) {
  const auto at = std::ranges::find(report.sources, name, &service::SourceStatus::name);
  if (at == report.sources.end()) {
    fmt::print(stderr, "tidings: there is no source '{}'\n", name);
    return kUsage;
  }
  service::StatusReport alone;
  alone.sources.push_back(*at);
  alone.totals = report.totals;
  alone.today = at->today;
  alone.taken_at = report.taken_at;
  fmt::print("{}\n", service::status_table(alone));
  if (!at->moved_to.empty()) {
    fmt::print("polled at {}, where {} has moved\n\n", log::safe_text(at->moved_to), at->location);
  }
  fmt::print("{} listed", at->ledger.listed);
  for (int i = 0; i < state::kReasons; ++i) {
    const auto reason = static_cast<state::Reason>(i);
    if (const auto count = at->ledger.count(reason)) {
      fmt::print("\n  {:>8}  {} ({})", count, state::name(reason),
                 state::name(state::outcome_of(reason)));
    }
  }
  fmt::print("\n\n");
  print_events(settings, name);
  print_repeated(settings, name, kRepeatedOfSource);
  return kOk;
}

int print_once(const config::Settings& settings, const StatusOptions& options) {
  const auto report = service::read_status(settings, SystemClock().now());
  if (!report) {
    fmt::print(stderr, "tidings: {}\n", report.error());
    return kUnusable;
  }
  if (options.json) {
    fmt::print("{}\n", service::status_json(*report));
    return kOk;
  }
  if (!options.source.empty()) return print_source(settings, *report, options.source);
  fmt::print("{}", service::status_table(*report));
  print_repeated(settings, "", kRepeated);
  return kOk;
}

int status(const GlobalOptions& global, const StatusOptions& options) {
  const auto settings = load_settings(global, Needs::kCorpus);
  if (!settings) return settings.error();
  while (options.watch) {
    fmt::print("\033[H\033[2J");
    if (const int code = print_once(*settings, options); code != kOk) return code;
    std::fflush(stdout);
    std::this_thread::sleep_for(kWatchEvery);
  }
  return print_once(*settings, options);
}

}  // namespace

void add_status(CLI::App& app, Invocation& invocation) {
  auto options = std::make_shared<StatusOptions>();
  CLI::App* command = app.add_subcommand(
      "status", "sources, queue and totals; of one source its ledger and events");
  command->add_option("source", options->source, "one source");
  command->add_flag("--json", options->json, "as one JSON object");
  command->add_flag("--watch", options->watch, "again every 2 seconds, until it is interrupted");
  command->callback([&invocation, options] {
    invocation.run = [&invocation, options] { return status(invocation.global, *options); };
  });
}

}  // namespace tidings::cli
