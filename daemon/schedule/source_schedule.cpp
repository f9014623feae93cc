#include "daemon/schedule/source_schedule.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>

namespace tidings::schedule {
namespace {

using config::Duration;
using std::chrono::days;
using std::chrono::hours;
using std::chrono::minutes;

constexpr Duration kDay = hours(24);
constexpr double kStep = 1.25;       // learned intervals stand on a ladder, so that phases last
constexpr int kQuietShare = 24;      // a source quiet for a day is asked once an hour at most
constexpr std::size_t kLooked = 40;  // newest publications that are learned from
constexpr days kOldest{60};          // and how old they may be
constexpr int kMaxDoublings = 20;
constexpr int kLies = 2;  // 304s disproved, after which none is believed

// FNV-1a, 64 bit: the same on every machine and after every restart.
std::uint64_t hash(std::string_view text, std::uint64_t salt = 0) {
  std::uint64_t value = 14695981039346656037ULL ^ salt;
  for (const char c : text) value = (value ^ static_cast<unsigned char>(c)) * 1099511628211ULL;
  return value ^ (value >> 29);
}

Duration bounded(Duration interval, const Rhythm& rhythm) {
  return std::clamp(interval, rhythm.min_every, std::max(rhythm.min_every, rhythm.max_every));
}

// The first moment of the source's phase that is at least half an interval away.
WallTime on_phase(std::string_view name, Duration interval, WallTime now) {
  if (interval <= Duration(0)) return now;
  const auto length = interval.count();
  const auto phase = static_cast<Duration::rep>(hash(name) % static_cast<std::uint64_t>(length));
  const auto earliest = (now + interval / 2).time_since_epoch().count() - phase;
  const auto turns = (earliest + length - 1) / length;
  return WallTime(Duration(turns * length + phase));
}

Duration on_ladder(Duration interval, const Rhythm& rhythm) {
  interval = bounded(interval, rhythm);
  const double ratio = static_cast<double>(interval.count()) /
                       static_cast<double>(std::max<Duration::rep>(1, rhythm.min_every.count()));
  const double steps = std::floor(std::log(ratio) / std::log(kStep) + 1e-9);
  const double value = static_cast<double>(rhythm.min_every.count()) * std::pow(kStep, steps);
  return bounded(Duration(std::llround(value)), rhythm);
}

// Hours and days of the publisher are UTC (RSS skipHours, skipDays). A publisher who skips all of
// them skips none.
WallTime out_of_skipped(WallTime when, const feed::Schedule& publisher) {
  const auto skips = [](const std::vector<int>& list, unsigned value) {
    return std::ranges::find(list, static_cast<int>(value)) != list.end();
  };
  for (WallTime hour = when; hour < when + days(8);
       hour = std::chrono::floor<hours>(hour) + hours(1)) {
    const auto day = std::chrono::floor<days>(hour);
    const auto weekday = std::chrono::weekday(day).c_encoding();
    const auto of_day = static_cast<unsigned>(std::chrono::floor<hours>(hour - day).count());
    if (!skips(publisher.skip_days, weekday) && !skips(publisher.skip_hours, of_day)) return hour;
  }
  return when;
}

WallTime floored(WallTime due, const PollHints& hints, WallTime now) {
  if (hints.max_age) due = std::max(due, now + std::min<Duration>(*hints.max_age, kDay));
  if (hints.publisher.minutes) {
    const Duration period = minutes(std::clamp(*hints.publisher.minutes, 0, 24 * 60));
    due = std::max(due, now + period);
  }
  return out_of_skipped(due, hints.publisher);
}

void learn(SourceSchedule& schedule, const Rhythm& rhythm, const PollHints& hints, WallTime now) {
  if (!hints.published.empty()) {
    const auto newest = std::ranges::max(hints.published);
    if (newest <= now + hours(1)) schedule.newest = std::max(schedule.newest, newest);
  }
  if (const auto learned = learned_interval(hints.published, now)) {
    schedule.interval = *learned;
  } else if (schedule.newest == WallTime{}) {  // no dates: by whether there was anything new
    const double factor = hints.unchanged ? kStep : 1 / (kStep * kStep);
    schedule.interval = Duration(
        std::llround(static_cast<double>(bounded(schedule.interval, rhythm).count()) * factor));
  }
  schedule.interval = bounded(schedule.interval, rhythm);
}

Duration effective(const SourceSchedule& schedule, const Rhythm& rhythm, WallTime now) {
  if (rhythm.every) return *rhythm.every;
  Duration interval = schedule.interval;
  if (schedule.newest != WallTime{}) {
    interval = std::max(interval, (now - schedule.newest) / kQuietShare);
  }
  return on_ladder(interval, rhythm);
}

}  // namespace

Rhythm rhythm(const config::Source& source, const config::Fetch& fetch) {
  return {.name = source.name,
          .every = source.every ? source.every : fetch.every,
          .min_every = fetch.min_every,
          .max_every = fetch.max_every};
}

std::optional<Duration> learned_interval(std::vector<WallTime> published, WallTime now) {
  std::erase_if(published,
                [now](WallTime time) { return time > now + hours(1) || time < now - kOldest; });
  std::ranges::sort(published, std::greater());
  const auto listed = published.size();
  const auto repeated = std::ranges::unique(published);
  published.erase(repeated.begin(), repeated.end());
  if (published.size() < 2) return std::nullopt;
  const Duration span = published.front() - published.back();
  if (published.size() > kLooked) published.resize(kLooked);
  std::vector<Duration> gaps;
  for (std::size_t i = 1; i < published.size(); ++i) {
    gaps.push_back(published[i - 1] - published[i]);
  }
  const auto middle = gaps.begin() + static_cast<std::ptrdiff_t>(gaps.size() / 2);
  std::ranges::nth_element(gaps, middle);
  // A list of a few items is soon pushed through: half its span at most, or items are missed.
  const Duration safe = listed > 3 ? span / 2 : span;
  return std::max(Duration(1), std::min(*middle / 2, safe));
}

void succeeded(SourceSchedule& schedule, const Rhythm& rhythm, const PollHints& hints,
               WallTime now) {
  schedule.last_poll = now;
  schedule.last_success = now;
  schedule.failures = 0;
  schedule.last_error.clear();
  schedule.repeats = 0;
  learn(schedule, rhythm, hints, now);
  const Duration interval = effective(schedule, rhythm, now);
  schedule.due = on_phase(rhythm.name, interval, now);
  if (!rhythm.every) schedule.due = floored(schedule.due, hints, now);
}

bool failed(SourceSchedule& schedule, const Rhythm& rhythm, std::string_view error,
            std::optional<WallTime> retry_at, WallTime now) {
  schedule.last_poll = now;
  ++schedule.failures;
  const bool news = schedule.last_error != error;
  schedule.repeats = news ? 1 : schedule.repeats + 1;
  schedule.last_error = error;
  const Duration interval = effective(schedule, rhythm, now);
  const Duration most = std::max(kDay, interval);
  const int doublings = std::min(schedule.failures, kMaxDoublings);
  const double doubled = std::min(std::ldexp(static_cast<double>(interval.count()), doublings),
                                  static_cast<double>(most.count()));
  const auto salt = static_cast<std::uint64_t>(schedule.failures);
  const double jitter = 0.9 + 0.2 * static_cast<double>(hash(rhythm.name, salt) % 1000) / 999;
  schedule.due = now + std::min(most, Duration(std::llround(doubled * jitter)));
  if (retry_at) schedule.due = std::max(schedule.due, *retry_at);
  return news;
}

void adopt(SourceSchedule& schedule, const Rhythm& rhythm, WallTime now) {
  if (schedule.due == WallTime{}) {
    schedule.due = now;
  } else if (rhythm.every && schedule.failures == 0) {
    const WallTime latest = std::max(now, schedule.last_poll + *rhythm.every * 3 / 2);
    schedule.due = std::min(schedule.due, latest);
  }
}

bool wants_full_poll(const SourceSchedule& schedule, WallTime now) {
  return schedule.disproved_304 >= kLies || schedule.last_full + kDay <= now;
}

void note_full_poll(SourceSchedule& schedule, bool same_validators, bool same_body, WallTime now) {
  schedule.last_full = now;
  if (!same_validators) return;
  ++schedule.full_polls;
  if (!same_body) ++schedule.disproved_304;
}

}  // namespace tidings::schedule
