#include "daemon/ingest/schedule_record.hpp"

#include <chrono>
#include <optional>
#include <type_traits>

#include <nlohmann/json.hpp>

namespace tidings::ingest {
namespace {

using Json = nlohmann::json;

std::optional<WallTime> stamp(WallTime time) {
  return time == WallTime{} ? std::nullopt : std::optional(time);
}

// A value of the fallback's type; the fallback where there is none.
template <class T>
T read(const Json& json, const char* name, T fallback) {
  const auto at = json.find(name);
  if (at == json.end()) return fallback;
  const bool fits = std::is_same_v<T, std::string> ? at->is_string() : at->is_number_integer();
  return fits ? at->template get<T>() : fallback;
}

}  // namespace

void store_rhythm(state::Source& record, const SourceRhythm& rhythm) {
  const schedule::SourceSchedule& schedule = rhythm.schedule;
  const schedule::RedirectMemory& redirect = rhythm.redirect;
  record.next_poll = stamp(schedule.due);
  record.last_poll = stamp(schedule.last_poll);
  record.last_success = stamp(schedule.last_success);
  record.last_unconditional = stamp(schedule.last_full);
  record.last_new = stamp(rhythm.last_news);
  record.failures = schedule.failures;
  record.last_error = schedule.failures > 0 ? schedule.last_error : "";
  record.moved_to = redirect.target;
  record.moved_since = stamp(redirect.since);
  Json json = {{"interval_ms", schedule.interval.count()},
               {"full_polls", schedule.full_polls},
               {"disproved_304", schedule.disproved_304},
               {"repeats", schedule.repeats},
               {"usual_gap_ms", rhythm.usual_gap.count()},
               {"newest_ms", schedule.newest.time_since_epoch().count()}};
  if (!redirect.address.empty()) {
    json["moved"] = {{"to", redirect.address},
                     {"from", redirect.moved_from},
                     {"failing_since_ms", redirect.failing_since.time_since_epoch().count()}};
  }
  record.schedule = json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

SourceRhythm load_rhythm(const state::Source& record) {
  SourceRhythm rhythm;
  schedule::SourceSchedule& schedule = rhythm.schedule;
  schedule.due = record.next_poll.value_or(WallTime{});
  schedule.last_poll = record.last_poll.value_or(WallTime{});
  schedule.last_success = record.last_success.value_or(WallTime{});
  schedule.last_full = record.last_unconditional.value_or(WallTime{});
  rhythm.last_news = record.last_new.value_or(WallTime{});
  schedule.failures = record.failures;
  schedule.last_error = record.last_error;
  rhythm.redirect.target = record.moved_to;
  rhythm.redirect.since = record.moved_since.value_or(WallTime{});
  const Json json = Json::parse(record.schedule, nullptr, false);
  if (!json.is_object()) return rhythm;
  const auto number = [&](const char* name, auto fallback) { return read(json, name, fallback); };
  schedule.interval =
      config::Duration(number("interval_ms", std::int64_t{schedule.interval.count()}));
  schedule.full_polls = number("full_polls", 0);
  schedule.disproved_304 = number("disproved_304", 0);
  schedule.repeats = number("repeats", 0);
  schedule.newest = WallTime(std::chrono::milliseconds(number("newest_ms", std::int64_t{0})));
  rhythm.usual_gap = config::Duration(number("usual_gap_ms", std::int64_t{0}));
  if (const auto moved = json.find("moved"); moved != json.end() && moved->is_object()) {
    rhythm.redirect.address = read(*moved, "to", std::string());
    rhythm.redirect.moved_from = read(*moved, "from", std::string());
    rhythm.redirect.failing_since =
        WallTime(std::chrono::milliseconds(read(*moved, "failing_since_ms", std::int64_t{0})));
  }
  return rhythm;
}

}  // namespace tidings::ingest
