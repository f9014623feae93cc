#include "parsers/date/date_time.hpp"

#include <gtest/gtest.h>

namespace tidings {
namespace {

DateTime in_offset(int offset_minutes) {
  DateTime value;
  value.year = 2026;
  value.month = 3;
  value.day = 12;
  value.hour = 1;
  value.minute = 30;
  value.offset_minutes = offset_minutes;
  return value;
}

TEST(DateTime, DayIsTheOneOfThePublishersOffset) {
  EXPECT_EQ(in_offset(180).day_text(), "2026-03-12");
}

TEST(DateTime, Rfc3339KeepsANegativeOffset) {
  EXPECT_EQ(in_offset(-210).rfc3339(), "2026-03-12T01:30:00-03:30");
}

TEST(DateTime, Rfc3339OfADayIsTheDayAlone) {
  DateTime value = in_offset(0);
  value.precision = DatePrecision::kDay;
  EXPECT_EQ(value.rfc3339(), "2026-03-12");
}

TEST(DateTime, UnixSecondsTakeTheOffsetOff) {
  EXPECT_EQ(in_offset(60).unix_seconds(), in_offset(0).unix_seconds() - 3600);
}

TEST(DateTime, FromUnixAndBackIsTheSameInstant) {
  for (const std::int64_t seconds : {std::int64_t{-1}, std::int64_t{0}, std::int64_t{1773278760}}) {
    EXPECT_EQ(DateTime::from_unix(seconds).unix_seconds(), seconds);
  }
}

TEST(ValidDate, The29thOfFebruaryNeedsALeapYear) {
  EXPECT_TRUE(is_valid_date(2024, 2, 29));
  EXPECT_FALSE(is_valid_date(2023, 2, 29));
}

}  // namespace
}  // namespace tidings
