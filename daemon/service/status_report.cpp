#include "daemon/service/status_report.hpp"

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <map>

#include "config/source_entry.hpp"
#include "daemon/ingest/schedule_record.hpp"
#include "daemon/state/sqlite_state.hpp"
#include "parsers/date/date_time.hpp"

namespace tidings::service {
namespace {

using state::Outcome;

std::string day_text(WallTime time) {
  const auto seconds = std::chrono::floor<std::chrono::seconds>(time).time_since_epoch().count();
  return DateTime::from_unix(seconds).day_text();
}

std::string condition_of(const config::Source& source, const state::Source* record) {
  if (!source.enabled) return "disabled";
  if (record == nullptr || !record->last_poll) return "new";
  if (record->failures > 0) return "failing";
  return record->alarm.empty() ? "ok" : record->alarm;
}

SourceStatus describe(const config::Source& source, const state::Source* record) {
  SourceStatus status;
  status.name = source.name;
  status.kind = config::kind_name(source.kind);
  status.location = source.location;
  status.condition = condition_of(source, record);
  if (record == nullptr) return status;
  const ingest::SourceRhythm rhythm = ingest::load_rhythm(*record);
  const std::string& address = schedule::polled_address(rhythm.redirect, source.location);
  if (address != source.location) status.moved_to = address;
  status.last_poll = record->last_poll;
  status.next_poll = record->next_poll;
  status.failures = record->failures;
  status.last_error = record->last_error;
  return status;
}

void add_ledger(SourceStatus& status, const state::Ledger& day, WallTime now) {
  status.ledger.listed += day.listed;
  for (std::size_t i = 0; i < day.by_reason.size(); ++i)
    status.ledger.by_reason[i] += day.by_reason[i];
  const auto written = static_cast<std::uint64_t>(day.count(Outcome::kWritten));
  status.documents += written;
  for (int back = 0; back < kSparkDays; ++back) {
    if (day.day != day_text(now - std::chrono::days(back))) continue;
    status.days[static_cast<std::size_t>(kSparkDays - 1 - back)] += written;
    if (back == 0) status.today += written;
  }
}

}  // namespace

std::expected<StatusReport, std::string> read_status(const config::Settings& settings,
                                                     WallTime now) {
  StatusReport report;
  report.taken_at = now;
  std::map<std::string, state::Source> records;
  std::vector<state::Ledger> ledger;
  if (std::filesystem::exists(settings.state)) {
    const auto reader = state::open_sqlite_reader(settings.state);
    if (!reader) return std::unexpected(reader.error().message);
    auto sources = (*reader)->sources();
    auto days = (*reader)->ledger("", "", "");
    auto totals = (*reader)->totals();
    if (!sources) return std::unexpected(sources.error().message);
    if (!days) return std::unexpected(days.error().message);
    if (!totals) return std::unexpected(totals.error().message);
    for (state::Source& source : *sources) records.emplace(source.name, std::move(source));
    ledger = std::move(*days);
    report.totals = *totals;
  }
  std::map<std::string, std::size_t> places;
  for (const config::Source& source : settings.sources) {
    const auto record = records.find(source.name);
    places.emplace(source.name, report.sources.size());
    report.sources.push_back(describe(source, record == records.end() ? nullptr : &record->second));
  }
  for (SourceStatus& status : report.sources) status.days.resize(kSparkDays);
  for (const state::Ledger& day : ledger) {
    auto place = places.find(day.source);
    if (place == places.end()) {
      SourceStatus removed;
      removed.name = day.source;
      removed.condition = "removed";
      removed.days.resize(kSparkDays);
      place = places.emplace(day.source, report.sources.size()).first;
      report.sources.push_back(std::move(removed));
    }
    add_ledger(report.sources[place->second], day, now);
  }
  for (const SourceStatus& status : report.sources) report.today += status.today;
  return report;
}

std::expected<Today, std::string> read_today(const std::filesystem::path& state, WallTime now) {
  const auto reader = state::open_sqlite_reader(state);
  if (!reader) return std::unexpected(reader.error().message);
  const auto totals = (*reader)->totals();
  const auto fetched = (*reader)->fetched_since(std::chrono::floor<std::chrono::days>(now));
  if (!totals) return std::unexpected(totals.error().message);
  if (!fetched) return std::unexpected(fetched.error().message);
  return Today{totals->waiting, *fetched};
}

}  // namespace tidings::service
