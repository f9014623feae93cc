#include "daemon/schedule/quiet.hpp"

#include <gtest/gtest.h>

namespace tidings::schedule {
namespace {

using namespace std::chrono_literals;

const WallTime kNow{std::chrono::milliseconds{1'780'000'000'000}};

std::vector<WallTime> every(std::chrono::hours gap, int count) {
  std::vector<WallTime> times;
  for (int i = 0; i < count; ++i) times.push_back(kNow - i * gap);
  return times;
}

TEST(UsualGap, IsTheLongestPauseOfTheListing) {
  auto times = every(1h, 10);
  times.push_back(kNow - 9h - 14h);  // a night
  EXPECT_EQ(usual_gap(times, kNow), config::Duration(14h));
}

TEST(UsualGap, IsNotKnownFromAHandfulOfItems) {
  EXPECT_EQ(usual_gap(every(1h, 4), kNow), std::nullopt);
}

TEST(UsualGap, DoesNotCountTheSameTimeTwice) {
  EXPECT_EQ(usual_gap(std::vector(10, kNow), kNow), std::nullopt);
}

TEST(UsualGap, LeavesTimesOfTheFutureOut) {
  auto times = every(1h, 6);
  times.push_back(kNow + 1000h);
  EXPECT_EQ(usual_gap(times, kNow), config::Duration(1h));
}

TEST(Quiet, ASourceIsQuietAfterTwiceItsLongestPause) {
  EXPECT_FALSE(is_quiet(kNow - 28h, 14h, kNow));
  EXPECT_TRUE(is_quiet(kNow - 29h, 14h, kNow));
}

TEST(Quiet, ABusySourceMayPauseForSixHours) {
  EXPECT_FALSE(is_quiet(kNow - 6h, 5min, kNow));
  EXPECT_TRUE(is_quiet(kNow - 7h, 5min, kNow));
}

TEST(Quiet, ASourceThatNeverListedAnythingIsNotQuiet) {
  EXPECT_FALSE(is_quiet(WallTime{}, 1h, kNow));
}

}  // namespace
}  // namespace tidings::schedule
