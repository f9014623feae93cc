#include "daemon/schedule/source_schedule.hpp"

#include <algorithm>
#include <cmath>

#include <gtest/gtest.h>

namespace tidings::schedule {
namespace {

using namespace std::chrono_literals;
using config::Duration;
using std::chrono::days;

// A Thursday, 09:00 UTC.
const WallTime kNow = std::chrono::sys_days{std::chrono::year{2026} / 3 / 12} + 9h;

Rhythm fixed(const std::string& name, Duration every) {
  Rhythm rhythm;
  rhythm.name = name;
  rhythm.every = every;
  return rhythm;
}

Rhythm learned(const std::string& name = "source") {
  Rhythm rhythm;
  rhythm.name = name;
  return rhythm;
}

// Publication times, newest first, `count` of them a `gap` apart.
std::vector<WallTime> published(int count, Duration gap, WallTime newest = kNow) {
  std::vector<WallTime> times;
  for (int i = 0; i < count; ++i) times.push_back(newest - gap * i);
  return times;
}

PollHints unchanged() {
  PollHints hints;
  hints.unchanged = true;
  return hints;
}

Duration wait_after_success(const Rhythm& rhythm, const PollHints& hints) {
  SourceSchedule schedule;
  succeeded(schedule, rhythm, hints, kNow);
  return schedule.due - kNow;
}

void fail(SourceSchedule& schedule, const Rhythm& rhythm, WallTime now) {
  static_cast<void>(failed(schedule, rhythm, "dns", std::nullopt, now));
}

TEST(OwnEvery, IsKeptWhateverThePublisherDoesOrSays) {
  PollHints hints;
  hints.max_age = 1h;
  hints.publisher.minutes = 600;
  hints.publisher.skip_hours = {9};
  hints.published = published(20, 5h);
  SourceSchedule schedule;
  succeeded(schedule, fixed("a", 60s), hints, kNow);
  for (int i = 0; i < 20; ++i) {
    const WallTime before = schedule.due;
    succeeded(schedule, fixed("a", 60s), hints, before + 300ms);
    EXPECT_EQ(schedule.due - before, 60s);
  }
}

TEST(OwnEvery, MayBeShorterAndLongerThanTheBoundsOfLearning) {
  EXPECT_LE(wait_after_success(fixed("a", 1s), {}), 1500ms);
  EXPECT_GE(wait_after_success(fixed("a", 240h), {}), 120h);
}

TEST(Phases, SourcesOfOnePaceAreSpreadOverIt) {
  std::vector<int> tenths(10);
  for (int i = 0; i < 1000; ++i) {
    const auto wait = wait_after_success(fixed("source " + std::to_string(i), 1000s), {});
    EXPECT_GE(wait, 500s);
    EXPECT_LE(wait, 1500s);
    ++tenths[static_cast<std::size_t>((wait - 500s) / 100s) % 10];
  }
  for (const int count : tenths) EXPECT_NEAR(count, 100, 50);
}

TEST(Phases, AreTheSameAfterARestart) {
  SourceSchedule first;
  SourceSchedule second;
  succeeded(first, fixed("a", 900s), {}, kNow);
  succeeded(second, fixed("a", 900s), {}, kNow + 100s);
  EXPECT_EQ((second.due - first.due) % 900s, 0s);
}

TEST(Learning, StartsAt15Minutes) {
  const auto wait = wait_after_success(learned(), {});
  EXPECT_GE(wait, 15min / 4);
  EXPECT_LE(wait, 15min * 3 / 2);
}

TEST(Learning, TakesHalfTheUsualGap) {
  EXPECT_EQ(learned_interval(published(20, 1h), kNow), 30min);
  EXPECT_EQ(learned_interval(published(20, 10min), kNow), 5min);
}

TEST(Learning, OneLongNightDoesNotChangeTheUsualGap) {
  auto times = published(10, 20min);
  for (const WallTime time : published(10, 20min, kNow - 13h)) times.push_back(time);
  EXPECT_EQ(learned_interval(times, kNow), 10min);
}

TEST(Learning, ABatchPublishedAtOnceIsOneTime) {
  std::vector<WallTime> times(10, kNow);
  times.insert(times.end(), 10, kNow - 24h);
  EXPECT_EQ(learned_interval(times, kNow), 12h);
}

TEST(Learning, AShortListIsPolledBeforeItsItemsAreGone) {
  const std::vector<WallTime> times = {kNow, kNow - 30min, kNow - 59min, kNow - 60min};
  EXPECT_LE(*learned_interval(times, kNow), 15min);
}

TEST(Learning, NeedsTwoTimesThatCanBeTrue) {
  EXPECT_EQ(learned_interval({}, kNow), std::nullopt);
  EXPECT_EQ(learned_interval({kNow, kNow}, kNow), std::nullopt);
  EXPECT_EQ(learned_interval({kNow, kNow + days(400)}, kNow), std::nullopt);
  EXPECT_EQ(learned_interval({kNow, kNow - days(400)}, kNow), std::nullopt);
}

TEST(Learning, StaysWithinTheBounds) {
  PollHints busy;
  busy.published = published(40, 10s);
  SourceSchedule schedule;
  succeeded(schedule, learned(), busy, kNow);
  EXPECT_EQ(schedule.interval, 5min);
  PollHints rare;
  rare.published = published(3, std::chrono::hours(24 * 20));
  succeeded(schedule, learned(), rare, kNow);
  EXPECT_EQ(schedule.interval, 24h);
}

TEST(Learning, AQuietSourceIsAskedLessOften) {
  SourceSchedule schedule;
  PollHints hints;
  hints.published = published(20, 10min);
  succeeded(schedule, learned(), hints, kNow);
  EXPECT_LE(schedule.due - kNow, 8min);
  const WallTime later = kNow + days(3);
  succeeded(schedule, learned(), unchanged(), later);
  EXPECT_GE(schedule.due - later, 1h);
  hints.published.push_back(later);
  succeeded(schedule, learned(), hints, later);
  EXPECT_LE(schedule.due - later, 8min);
}

TEST(Learning, WithoutDatesItGoesByWhetherThereIsSomethingNew) {
  SourceSchedule schedule;
  for (int i = 0; i < 60; ++i) succeeded(schedule, learned(), unchanged(), kNow);
  EXPECT_EQ(schedule.interval, 24h);
  for (int i = 0; i < 60; ++i) succeeded(schedule, learned(), {}, kNow);
  EXPECT_EQ(schedule.interval, 5min);
}

TEST(Floors, NeverBeforeMaxAgeOrTheOwnPeriodOfThePublisher) {
  PollHints hints;
  hints.published = published(20, 10min);
  hints.max_age = 2h;
  EXPECT_GE(wait_after_success(learned(), hints), 2h);
  hints.publisher.minutes = 180;
  EXPECT_GE(wait_after_success(learned(), hints), 3h);
}

TEST(Floors, Are24HoursAtMost) {
  PollHints hints;
  hints.max_age = std::chrono::hours(24 * 365);
  hints.publisher.minutes = 1'000'000;
  EXPECT_LE(wait_after_success(learned(), hints), 24h);
}

TEST(SkipHours, AreNotPolledIn) {
  PollHints hints;
  hints.publisher.skip_hours = {9, 10, 11};
  EXPECT_EQ(wait_after_success(learned(), hints), 3h);
}

TEST(SkipDays, AreNotPolledOnTogetherWithSkipHours) {
  PollHints hints;
  hints.publisher.skip_days = {4, 5, 6};  // Thursday, Friday, Saturday
  hints.publisher.skip_hours = {0};
  SourceSchedule schedule;
  succeeded(schedule, learned(), hints, kNow);
  EXPECT_EQ(schedule.due, std::chrono::sys_days{std::chrono::year{2026} / 3 / 15} + 1h);
}

TEST(SkipHours, AllOfThemAreNone) {
  PollHints hints;
  for (int hour = 0; hour < 24; ++hour) hints.publisher.skip_hours.push_back(hour);
  EXPECT_LE(wait_after_success(learned(), hints), 30min);
}

TEST(Promise12, AFailingSourceIsRetriedForEverEverSlowerUpTo24Hours) {
  SourceSchedule schedule;
  WallTime now = kNow;
  double expected = 2 * 60;
  for (int i = 0; i < 200; ++i, expected = std::min(expected * 2, 86'400.0)) {
    fail(schedule, fixed("a", 60s), now);
    const double wait = std::chrono::duration<double>(schedule.due - now).count();
    ASSERT_GE(wait, expected * 0.89) << i;
    ASSERT_LE(wait, std::min(86'400.0, expected * 1.11)) << i;
    now = schedule.due;
  }
}

TEST(Promise12, TheFirstSuccessRestoresTheNormalInterval) {
  SourceSchedule schedule;
  for (int i = 0; i < 12; ++i) fail(schedule, fixed("a", 60s), kNow);
  succeeded(schedule, fixed("a", 60s), {}, kNow);
  EXPECT_LE(schedule.due - kNow, 90s);
  EXPECT_EQ(schedule.failures, 0);
}

TEST(Promise12, AnEveryLongerThanADayIsNotShortenedByFailing) {
  SourceSchedule schedule;
  fail(schedule, fixed("a", 72h), kNow);
  EXPECT_GE(schedule.due - kNow, 64h);
}

TEST(Promise25, AFailureWithRetryAtIsNotRetriedBefore) {
  SourceSchedule schedule;
  static_cast<void>(failed(schedule, fixed("a", 60s), "rate", kNow + 5h, kNow));
  EXPECT_GE(schedule.due, kNow + 5h);
}

TEST(Promise34, TheSameErrorIsNewsOnceThenCounted) {
  SourceSchedule schedule;
  EXPECT_TRUE(failed(schedule, learned(), "dns", std::nullopt, kNow));
  EXPECT_FALSE(failed(schedule, learned(), "dns", std::nullopt, kNow));
  EXPECT_FALSE(failed(schedule, learned(), "dns", std::nullopt, kNow));
  EXPECT_EQ(schedule.repeats, 3);
  EXPECT_TRUE(failed(schedule, learned(), "tls", std::nullopt, kNow));
  EXPECT_EQ(schedule.repeats, 1);
  succeeded(schedule, learned(), {}, kNow);
  EXPECT_TRUE(failed(schedule, learned(), "tls", std::nullopt, kNow));
}

TEST(Adopt, ANewSourceIsDueAtOnce) {
  SourceSchedule schedule;
  adopt(schedule, learned(), kNow);
  EXPECT_EQ(schedule.due, kNow);
}

TEST(Promise28, FiftyRestartsMakeNothingDueEarlier) {
  SourceSchedule schedule;
  succeeded(schedule, fixed("a", 900s), {}, kNow);
  const WallTime due = schedule.due;
  for (int i = 0; i < 50; ++i) {
    SourceSchedule restored = schedule;  // as the state gives it back
    adopt(restored, fixed("a", 900s), kNow + i * 12s);
    EXPECT_EQ(restored.due, due);
  }
}

TEST(Promise28, TheWaitAfterFailuresSurvivesARestartToo) {
  SourceSchedule schedule;
  for (int i = 0; i < 5; ++i) fail(schedule, fixed("a", 60s), kNow);
  const WallTime due = schedule.due;
  adopt(schedule, fixed("a", 60s), kNow + 60s);
  EXPECT_EQ(schedule.due, due);
}

TEST(Adopt, AShorterEveryTakesEffectAtOnce) {
  SourceSchedule schedule;
  succeeded(schedule, fixed("a", 24h), {}, kNow);
  adopt(schedule, fixed("a", 60s), kNow);
  EXPECT_LE(schedule.due - kNow, 90s);
}

TEST(Promise24, OneUnconditionalPollASourceAndDay) {
  SourceSchedule schedule;
  EXPECT_TRUE(wants_full_poll(schedule, kNow));
  note_full_poll(schedule, false, false, kNow);
  EXPECT_FALSE(wants_full_poll(schedule, kNow + 23h));
  EXPECT_TRUE(wants_full_poll(schedule, kNow + 24h));
}

TEST(Promise24, DisprovedAnswers304AreCountedAndAtLastNotBelieved) {
  SourceSchedule schedule;
  note_full_poll(schedule, true, true, kNow);
  EXPECT_EQ(schedule.full_polls, 1);
  EXPECT_EQ(schedule.disproved_304, 0);
  note_full_poll(schedule, true, false, kNow);
  note_full_poll(schedule, false, false, kNow);
  EXPECT_EQ(schedule.disproved_304, 1);
  EXPECT_FALSE(wants_full_poll(schedule, kNow));
  note_full_poll(schedule, true, false, kNow);
  EXPECT_TRUE(wants_full_poll(schedule, kNow));
}

TEST(RhythmOf, TheSourcesOwnEveryGoesBeforeTheGlobalOne) {
  config::Source source;
  source.name = "a";
  config::Fetch fetch;
  EXPECT_EQ(rhythm(source, fetch).every, std::nullopt);
  fetch.every = 10min;
  EXPECT_EQ(rhythm(source, fetch).every, 10min);
  source.every = 5min;
  EXPECT_EQ(rhythm(source, fetch).every, 5min);
}

}  // namespace
}  // namespace tidings::schedule
