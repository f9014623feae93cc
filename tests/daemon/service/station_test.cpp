#include "daemon/service/station.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace tidings::service {
namespace {

using namespace std::chrono_literals;
using testing::HasSubstr;

constexpr WallTime kNow{std::chrono::sys_days{std::chrono::year{2026} / 3 / 12}};

TEST(ClockTrouble, NoneWhereTheClockMayBeRight) {
  EXPECT_EQ(clock_trouble(kNow, std::nullopt), "");
  EXPECT_EQ(clock_trouble(kNow, kNow - 24h), "");
  EXPECT_EQ(clock_trouble(kNow, kNow + 1h), "");  // the clock was set back a little
}

TEST(ClockTrouble, AClockFromBeforeTheProgramIsWrong) {
  EXPECT_THAT(clock_trouble(WallTime{}, std::nullopt), HasSubstr("before this program was made"));
}

TEST(ClockTrouble, AClockFromBeforeTheNewestDocumentIsWrong) {
  EXPECT_THAT(clock_trouble(kNow, kNow + 48h), HasSubstr("before the newest document"));
}

}  // namespace
}  // namespace tidings::service
