#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>

#include <gtest/gtest.h>

#include "tests/parsers/date/date_support.hpp"

// ISO 8601 4.1.3 and 4.1.4, day by day: ordinal and week dates of every year that a feed may name,
// and the days and times that the standard does not have.
namespace tidings {
namespace {

std::string padded(std::int64_t number, std::size_t digits) {
  std::string text = std::to_string(number);
  return std::string(digits - std::min(digits, text.size()), '0') + text;
}

// 1: Monday .. 7: Sunday.
std::int64_t weekday_of(std::int64_t day) { return ((day + 3) % 7 + 7) % 7 + 1; }

TEST(OrdinalDate, OfEveryDayIsTheDay) {
  for (const int year : {1700, 1900, 2000, 2023, 2024, 2199}) {
    const std::int64_t first = days_from_civil(year, 1, 1);
    const std::int64_t next = days_from_civil(year + 1, 1, 1);
    for (std::int64_t day = first; day < next; ++day) {
      const std::string ordinal = padded(day - first + 1, 3);
      const std::string expected = DateTime::from_unix(day * 86'400).day_text();
      ASSERT_EQ(read_date(std::to_string(year) + "-" + ordinal), expected);
      ASSERT_EQ(read_date(std::to_string(year) + ordinal), expected);
    }
    EXPECT_EQ(read_date(std::to_string(year) + "-" + padded(next - first + 1, 3)), "none") << year;
  }
}

TEST(WeekDate, OfEveryDayIsTheDay) {
  for (std::int64_t day = days_from_civil(1995, 1, 1); day < days_from_civil(2035, 1, 1); ++day) {
    const std::int64_t thursday = day - weekday_of(day) + 4;  // it tells the year of the week
    const int year = DateTime::from_unix(thursday * 86'400).year;
    const std::int64_t week = (thursday - days_from_civil(year, 1, 1)) / 7 + 1;
    const std::string weekday = std::to_string(weekday_of(day));
    const std::string expected = DateTime::from_unix(day * 86'400).day_text();
    ASSERT_EQ(read_date(std::to_string(year) + "-W" + padded(week, 2) + "-" + weekday), expected);
    ASSERT_EQ(read_date(std::to_string(year) + "W" + padded(week, 2) + weekday), expected);
  }
}

TEST(WeekDate, OfAWeekAloneIsItsMonday) {
  EXPECT_EQ(read_date("2024-W11"), "2024-03-11");
  EXPECT_EQ(read_date("2024W11"), "2024-03-11");
}

// A year has 53 weeks if its first or its last day is a Thursday.
TEST(WeekDate, OfWeek53ExistsInLongYearsOnly) {
  for (int year = 1700; year < 2200; ++year) {
    const bool is_long = weekday_of(days_from_civil(year, 1, 1)) == 4 ||
                         weekday_of(days_from_civil(year, 12, 31)) == 4;
    ASSERT_EQ(read_date(std::to_string(year) + "-W53-1") != "none", is_long) << year;
    ASSERT_EQ(read_date(std::to_string(year) + "W534") != "none", is_long) << year;
  }
}

class NoIsoDate : public testing::TestWithParam<std::string_view> {};

TEST_P(NoIsoDate, IsNone) { EXPECT_EQ(read_date(GetParam()), "none"); }

INSTANTIATE_TEST_SUITE_P(Iso8601_4_1, NoIsoDate,
                         testing::Values("2024-W00", "2024-W11-", "2024-W11-0", "2024-W11-8",
                                         "2024-W11-44", "2024-W111-4", "2024-w11-4", "2024-000",
                                         "2024-367", "2024-0740", "2024-W11-4-1"));
INSTANTIATE_TEST_SUITE_P(Iso8601_4_2_3_EndOfDay, NoIsoDate,
                         testing::Values("2024-03-14T24:00:00.5Z", "2024-03-14T24:00:00,001Z",
                                         "2024-03-14T24:00:00.000000001", "2024-03-14T24:01Z",
                                         "20240314T240001Z"));
INSTANTIATE_TEST_SUITE_P(Iso8601_4_4_Intervals, NoIsoDate,
                         testing::Values("2024-03-14/2024-03-15", "2024-03-14/P1D", "P1D",
                                         "R5/2024-03-14/P1D", "2024-03-14--03-15"));

TEST(EndOfDay, Iso8601_4_2_3_MayHaveAFractionOfNothing) {
  EXPECT_EQ(read_date("2024-03-14T24:00:00.000Z"), "2024-03-15T00:00:00Z");
}

TEST(WeekDate, MayHaveATimeAndAnOffset) {
  EXPECT_EQ(read_date("2024-W11-4T09:26:53+01:00"), "2024-03-14T09:26:53+01:00");
  EXPECT_EQ(read_date("2024W114T0926Z"), "2024-03-14T09:26:00Z");
}

TEST(OrdinalDate, MayHaveATimeAndAnOffset) {
  EXPECT_EQ(read_date("2024-074T09:26:53+01:00"), "2024-03-14T09:26:53+01:00");
  EXPECT_EQ(read_date("2024074T0926Z"), "2024-03-14T09:26:00Z");
}

}  // namespace
}  // namespace tidings
