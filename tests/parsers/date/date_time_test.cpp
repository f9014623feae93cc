#include "parsers/date/date_time.hpp"

#include <array>
#include <cstdint>
#include <utility>

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

struct Day {
  int year, month, day;
  std::int64_t days;
};

class KnownDay : public testing::TestWithParam<Day> {};

TEST_P(KnownDay, IsSoManyDaysFrom1970) {
  EXPECT_EQ(days_from_civil(GetParam().year, GetParam().month, GetParam().day), GetParam().days);
}

TEST_P(KnownDay, ComesBackFromItsSeconds) {
  for (const std::int64_t second : {0, 1, 43'200, 86'399}) {
    const DateTime date = DateTime::from_unix(GetParam().days * 86'400 + second);
    EXPECT_EQ(date.year, GetParam().year);
    EXPECT_EQ(date.month, GetParam().month);
    EXPECT_EQ(date.day, GetParam().day);
    EXPECT_EQ(date.hour * 3600 + date.minute * 60 + date.second, second);
  }
}

constexpr Day kDays[] = {
    {1970, 1, 1, 0},       {1969, 12, 31, -1},     {2000, 2, 29, 11'016}, {2000, 3, 1, 11'017},
    {1900, 3, 1, -25'508}, {1900, 2, 28, -25'509}, {2024, 2, 29, 19'782}, {2038, 1, 19, 24'855},
    {1700, 1, 1, -98'615}, {2199, 12, 31, 84'005}, {1, 1, 1, -719'162},   {9999, 12, 31, 2'932'896},
};
INSTANTIATE_TEST_SUITE_P(ProlepticGregorian, KnownDay, testing::ValuesIn(kDays));

TEST(ValidDate, MonthsHaveTheirNumberOfDays) {
  constexpr int kLast[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  for (int month = 1; month <= 12; ++month) {
    EXPECT_TRUE(is_valid_date(2023, month, kLast[month - 1])) << month;
    EXPECT_FALSE(is_valid_date(2023, month, kLast[month - 1] + 1)) << month;
    EXPECT_FALSE(is_valid_date(2023, month, 0)) << month;
  }
}

TEST(ValidDate, NumbersOutsideOfACalendarAreNone) {
  constexpr int kHuge = 2'147'483'647;
  for (const auto& [year, month, day] : {std::array{0, 1, 1},
                                         {10'000, 1, 1},
                                         {-1, 1, 1},
                                         {2024, 0, 1},
                                         {2024, 13, 1},
                                         {2024, -1, 1},
                                         {2024, 1, -1},
                                         {2024, 257, 1},
                                         {2024, 1, 257},
                                         {kHuge, 1, 1},
                                         {2024, kHuge, 1},
                                         {2024, 1, kHuge}}) {
    EXPECT_FALSE(is_valid_date(year, month, day)) << year << " " << month << " " << day;
  }
}

TEST(DateTime, Rfc3339_5_6_WritesNumbersInTheirWidth) {
  DateTime value{.year = 987, .month = 1, .day = 2, .hour = 3, .minute = 4, .second = 5};
  value.offset_minutes = 5;
  EXPECT_EQ(value.rfc3339(), "0987-01-02T03:04:05+00:05");
}

TEST(DateTime, Rfc3339OfEachPrecision) {
  DateTime value = in_offset(0);
  for (const auto& [precision, expected] : {std::pair{DatePrecision::kYear, "2026-03-12"},
                                            {DatePrecision::kMonth, "2026-03-12"},
                                            {DatePrecision::kDay, "2026-03-12"},
                                            {DatePrecision::kMinute, "2026-03-12T01:30:00Z"},
                                            {DatePrecision::kSecond, "2026-03-12T01:30:00Z"}}) {
    value.precision = precision;
    EXPECT_EQ(value.rfc3339(), expected);
  }
}

TEST(DateTime, WithoutAnOffsetEndsInItsSecondsAndCountsAsUtc) {
  DateTime value = in_offset(0);
  const std::int64_t utc = value.unix_seconds();
  value.offset_minutes.reset();
  EXPECT_EQ(value.rfc3339(), "2026-03-12T01:30:00");
  EXPECT_EQ(value.unix_seconds(), utc);
}

TEST(DateTime, EveryOffsetIsTheSameInstantWrittenOtherwise) {
  const std::int64_t instant = in_offset(0).unix_seconds();
  for (int offset = -15 * 60; offset <= 15 * 60; offset += 15) {
    DateTime local = DateTime::from_unix(instant + offset * 60);
    local.offset_minutes = offset;
    EXPECT_EQ(local.unix_seconds(), instant) << offset;
  }
}

TEST(ValidDate, The29thOfFebruaryNeedsALeapYear) {
  EXPECT_TRUE(is_valid_date(2024, 2, 29));
  EXPECT_FALSE(is_valid_date(2023, 2, 29));
}

}  // namespace
}  // namespace tidings
