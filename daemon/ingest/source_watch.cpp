#include "daemon/ingest/source_watch.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace tidings::ingest {
namespace {

using state::Outcome;
using state::Reason;

constexpr double kChance = 1e-4;
constexpr std::size_t kFewestPages = 3;
constexpr std::size_t kMostPages = 50;
constexpr int kStalePolls = 2;

constexpr std::array<std::string_view, 4> kNames = {"", "quiet", "frozen", "textless"};

bool is_textless(Reason reason) {
  return reason == Reason::kNoArticle || reason == Reason::kEmptyBody;
}

bool is_text(Reason reason) {
  const Outcome outcome = state::outcome_of(reason);
  return outcome == Outcome::kWritten || outcome == Outcome::kDuplicate ||
         reason == Reason::kUnchanged;
}

}  // namespace

std::string_view name(Alarm alarm) { return kNames[static_cast<std::size_t>(alarm)]; }

std::size_t textless_pages_for_alarm(const PageHistory& history) {
  const double share = (static_cast<double>(history.textless) + 1) /
                       (static_cast<double>(history.textless + history.texts) + 2);
  const double pages = std::ceil(std::log(kChance) / std::log(std::min(share, 0.9)));
  return std::clamp(static_cast<std::size_t>(pages), kFewestPages, kMostPages);
}

SourceWatch::Watched& SourceWatch::find(state::Reader& state, const std::string& source) {
  const auto known = sources_.find(source);
  if (known != sources_.end()) return known->second;
  Watched watched;
  if (const auto days = state.ledger(source, "", "")) {
    for (const state::Ledger& day : *days) {
      watched.history.texts += day.count(Outcome::kWritten) + day.count(Outcome::kDuplicate) +
                               day.count(Reason::kUnchanged);
      watched.history.textless += day.count(Reason::kNoArticle) + day.count(Reason::kEmptyBody);
    }
  }
  if (const auto record = state.source(source); record && *record) {
    const auto* const found = std::ranges::find(kNames, (*record)->alarm);
    if (found != kNames.end()) watched.alarm = static_cast<Alarm>(found - kNames.begin());
    watched.silent = (*record)->quiet;
    if (watched.alarm == Alarm::kFrozen) watched.stale_polls = kStalePolls;
    if (watched.alarm == Alarm::kTextless) watched.run = kMostPages;
  }
  return sources_.emplace(source, watched).first->second;
}

AlarmChange SourceWatch::update(Watched& watched) {
  AlarmChange change{watched.alarm, Alarm::kNone, watched.run};
  if (watched.silent) change.now = Alarm::kQuiet;
  if (watched.silent && watched.stale_polls >= kStalePolls) change.now = Alarm::kFrozen;
  if (watched.run >= textless_pages_for_alarm(watched.history)) change.now = Alarm::kTextless;
  watched.alarm = change.now;
  return change;
}

AlarmChange SourceWatch::polled(state::Reader& state, const PollMessage& poll, bool has_news) {
  Watched& watched = find(state, poll.source->name);
  if (poll.dates_moved) {
    watched.stale_polls = 0;
  } else if (has_news) {
    ++watched.stale_polls;
  }
  watched.silent = poll.silence.has_value();
  return update(watched);
}

std::optional<AlarmChange> SourceWatch::settled(state::Reader& state, const std::string& source,
                                                Reason reason) {
  if (!is_textless(reason) && !is_text(reason)) return std::nullopt;
  Watched& watched = find(state, source);
  if (is_textless(reason)) {
    ++watched.run;
  } else {
    watched.history.textless += static_cast<std::int64_t>(watched.run);
    ++watched.history.texts;
    watched.run = 0;
  }
  return update(watched);
}

Alarm SourceWatch::alarm(state::Reader& state, const std::string& source) {
  return find(state, source).alarm;
}

}  // namespace tidings::ingest
