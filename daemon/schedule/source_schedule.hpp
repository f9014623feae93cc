#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "config/settings.hpp"
#include "daemon/os/clock.hpp"
#include "parsers/feed/feed.hpp"

// When a source is polled next. Pure functions over values: the caller owns clock and storage.
namespace tidings::schedule {

// What is kept of a source between polls; all of it survives restarts. Times at the epoch: never.
struct SourceSchedule {
  WallTime due{};                                        // the next poll; epoch: at once
  WallTime last_poll{};                                  // the last answer, good or bad
  WallTime last_success{};                               // the last 200 or 304
  WallTime last_full{};                                  // the last unconditional 200
  WallTime newest{};                                     // the newest publication time ever seen
  config::Duration interval = std::chrono::minutes{15};  // learned, or the source's own
  int failures = 0;                                      // in a row
  int full_polls = 0;                                    // unconditional polls that could tell
  int disproved_304 = 0;   // of them: new content under old validators
  std::string last_error;  // what the failures say; empty: none
  int repeats = 0;         // how often in a row it was the same
};

// What the configuration wants of a source.
struct Rhythm {
  std::string name;                       // spreads the phases
  std::optional<config::Duration> every;  // the source's own or the global one; none: learned
  config::Duration min_every = std::chrono::minutes{5};
  config::Duration max_every = std::chrono::hours{24};
};
[[nodiscard]] Rhythm rhythm(const config::Source& source, const config::Fetch& fetch);

// What a good poll (200 or 304) says about the future.
struct PollHints {
  bool unchanged = false;                       // 304, or the same body as before
  std::optional<std::chrono::seconds> max_age;  // Cache-Control or Expires
  feed::Schedule publisher;         // ttl, sy:update*, skipHours, skipDays; when not unchanged
  std::vector<WallTime> published;  // of the items, any order; empty: not known
};

// Notes a good poll at `now` and sets `due`. With an `every` of its own: at that pace, on a phase
// of its own, whatever the publisher says: that is the operator's word. Else at the pace that its
// publication gaps teach (within min_every .. max_every), but never before max_age or the
// publisher's own period have passed (24 hours at most), and never in a skipped hour or day.
void succeeded(SourceSchedule& schedule, const Rhythm& rhythm, const PollHints& hints,
               WallTime now);

// Notes a failed poll: the wait doubles with each failure in a row, to 24 hours (or `every`, if
// that is longer), +-10 %; never before `retry_at`. Returns true when `error` is news, false when
// it only repeats (promise 34: log it once, then count).
[[nodiscard]] bool failed(SourceSchedule& schedule, const Rhythm& rhythm, std::string_view error,
                          std::optional<WallTime> retry_at, WallTime now);

// To be called at start and after a reload: a new source is due at once; a known one never earlier
// than it was, but where its `every` has become shorter.
void adopt(SourceSchedule& schedule, const Rhythm& rhythm, WallTime now);

// Whether the next poll should go without validators: one a source and day, since some servers say
// 304 for ever. Servers that were caught lying twice are asked without validators always.
[[nodiscard]] bool wants_full_poll(const SourceSchedule& schedule, WallTime now);

// Notes an unconditional 200. `same_validators`: it came with those that we hold, so that a
// conditional request would have got a 304; `same_body`: with the content that we know.
void note_full_poll(SourceSchedule& schedule, bool same_validators, bool same_body, WallTime now);

// The wait that publication times teach: half the usual gap between publications, or less where the
// items listed would otherwise be gone before the next poll; longer when nothing has come for a
// while. None: fewer than two different times.
[[nodiscard]] std::optional<config::Duration> learned_interval(std::vector<WallTime> published,
                                                               WallTime now);

}  // namespace tidings::schedule
