#include <algorithm>
#include <array>
#include <chrono>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "daemon/log/render.hpp"
#include "daemon/service/status_report.hpp"
#include "parsers/date/date_time.hpp"

// The report in its four forms.
namespace tidings::service {
namespace {

using Json = nlohmann::json;
using state::Outcome;

constexpr std::array kOutcomes = {Outcome::kWritten,  Outcome::kDuplicate, Outcome::kKnown,
                                  Outcome::kFiltered, Outcome::kRejected,  Outcome::kFailed,
                                  Outcome::kWaiting};

Json stamp(const std::optional<WallTime>& time) {
  if (!time) return nullptr;
  return DateTime::from_unix(
             std::chrono::floor<std::chrono::seconds>(*time).time_since_epoch().count())
      .rfc3339();
}

std::string distance(const std::optional<WallTime>& time, WallTime now) {
  if (!time) return "-";
  const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(*time - now).count();
  const auto size = seconds < 0 ? -seconds : seconds;
  const std::string text = size < 60      ? fmt::format("{}s", size)
                           : size < 3600  ? fmt::format("{}m", size / 60)
                           : size < 86400 ? fmt::format("{}h", size / 3600)
                                          : fmt::format("{}d", size / 86400);
  return seconds < 0 ? text + " ago" : seconds == 0 ? "now" : "in " + text;
}

std::string spark(const std::vector<std::uint64_t>& days) {
  constexpr std::array kLevels = {"▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"};
  const std::uint64_t most = days.empty() ? 0 : *std::ranges::max_element(days);
  std::string text;
  for (const std::uint64_t count : days) {
    const std::size_t level = most == 0 ? 0 : static_cast<std::size_t>(count * 7 / most);
    text += count == 0 ? "·" : kLevels[level];
  }
  return text;
}

// Prometheus label values: backslash, quote and line feed are escaped.
std::string label(std::string_view text) {
  std::string result;
  for (const char c : text) {
    if (c == '\\' || c == '"') result += '\\';
    result += c == '\n' ? ' ' : c;
  }
  return result;
}

}  // namespace

std::string status_line(const ingest::SourceTally& sources, const Today& today) {
  std::string line = fmt::format("{} sources, {} waiting, {} documents today", sources.all,
                                 today.waiting, today.documents);
  if (sources.quiet > 0) line += fmt::format(", {} quiet", sources.quiet);
  if (sources.failing > 0) line += fmt::format(", {} failing", sources.failing);
  return line;
}

std::string status_json(const StatusReport& report) {
  Json sources = Json::array();
  for (const SourceStatus& source : report.sources) {
    Json ledger = {{"listed", source.ledger.listed}};
    for (const Outcome outcome : kOutcomes)
      ledger[std::string(name(outcome))] = source.ledger.count(outcome);
    sources.push_back({{"name", source.name},
                       {"kind", source.kind},
                       {"location", source.location},
                       {"moved_to", source.moved_to},
                       {"state", source.condition},
                       {"last_poll", stamp(source.last_poll)},
                       {"next_poll", stamp(source.next_poll)},
                       {"failures", source.failures},
                       {"last_error", source.last_error},
                       {"documents", source.documents},
                       {"documents_today", source.today},
                       {"days", source.days},
                       {"ledger", std::move(ledger)}});
  }
  const Json json = {{"taken_at", stamp(report.taken_at)}, {"documents", report.totals.documents},
                     {"documents_today", report.today},    {"bytes", report.totals.bytes},
                     {"waiting", report.totals.waiting},   {"sources", std::move(sources)}};
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::string status_metrics(const StatusReport& report) {
  std::string text =
      "# HELP tidings_documents Documents in the corpus.\n# TYPE tidings_documents gauge\n" +
      fmt::format("tidings_documents {}\n", report.totals.documents) +
      "# HELP tidings_corpus_bytes Size of the documents.\n# TYPE tidings_corpus_bytes gauge\n" +
      fmt::format("tidings_corpus_bytes {}\n", report.totals.bytes) +
      "# HELP tidings_pages_waiting Pages that are to be fetched.\n# TYPE tidings_pages_waiting "
      "gauge\n" +
      fmt::format("tidings_pages_waiting {}\n", report.totals.waiting) +
      "# HELP tidings_items_total Listed items by what became of them.\n# TYPE tidings_items_total "
      "counter\n";
  for (const SourceStatus& source : report.sources) {
    for (const Outcome outcome : kOutcomes) {
      if (outcome == Outcome::kWaiting) continue;  // goes down as well
      text += fmt::format("tidings_items_total{{source=\"{}\",outcome=\"{}\"}} {}\n",
                          label(source.name), name(outcome), source.ledger.count(outcome));
    }
  }
  text +=
      "# HELP tidings_source_items_waiting Listed items whose pages are to be fetched.\n"
      "# TYPE tidings_source_items_waiting gauge\n";
  for (const SourceStatus& source : report.sources) {
    text += fmt::format("tidings_source_items_waiting{{source=\"{}\"}} {}\n", label(source.name),
                        source.ledger.count(Outcome::kWaiting));
  }
  text +=
      "# HELP tidings_source_failures Failed polls in a row.\n# TYPE tidings_source_failures "
      "gauge\n";
  for (const SourceStatus& source : report.sources) {
    text += fmt::format("tidings_source_failures{{source=\"{}\"}} {}\n", label(source.name),
                        source.failures);
  }
  constexpr std::array kAlarms = {
      std::pair{"quiet", "Whether a source has listed nothing new for longer than usual."},
      std::pair{"frozen", "Whether the dates of a source stand still though new items come."},
      std::pair{"textless", "Whether the pages of a source hold no articles any more."}};
  for (const auto& [alarm, help] : kAlarms) {
    text += fmt::format("# HELP tidings_source_{0} {1}\n# TYPE tidings_source_{0} gauge\n", alarm,
                        help);
    for (const SourceStatus& source : report.sources) {
      text += fmt::format("tidings_source_{}{{source=\"{}\"}} {}\n", alarm, label(source.name),
                          source.condition == alarm ? 1 : 0);
    }
  }
  return text;
}

std::string status_table(const StatusReport& report) {
  std::size_t width = 6;
  for (const SourceStatus& source : report.sources) width = std::max(width, source.name.size());
  std::string text = fmt::format("{:<{}}  {:<8}  {:>9}  {:>8}  {:>6}  {:>9}  {:<{}}  {}\n",
                                 "SOURCE", width, "STATE", "LAST", "NEXT", "TODAY", "DOCUMENTS",
                                 "PER DAY", kSparkDays, "LAST ERROR");
  for (const SourceStatus& source : report.sources) {
    text += fmt::format("{:<{}}  {:<8}  {:>9}  {:>8}  {:>6}  {:>9}  {}  {}\n", source.name, width,
                        source.condition, distance(source.last_poll, report.taken_at),
                        distance(source.next_poll, report.taken_at), source.today, source.documents,
                        spark(source.days), log::safe_text(source.last_error));
  }
  return text + fmt::format("\n{} documents ({} bytes), {} today, {} pages waiting\n",
                            report.totals.documents, report.totals.bytes, report.today,
                            report.totals.waiting);
}

}  // namespace tidings::service
