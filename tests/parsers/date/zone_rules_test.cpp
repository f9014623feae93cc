#include <string>
#include <string_view>

#include <gtest/gtest.h>

#include "parsers/date/zone.hpp"
#include "tests/parsers/date/date_support.hpp"

// Zones of the IANA database by the rules of the day, and the ways to write an offset.
namespace tidings {
namespace {

struct Region {
  std::string_view name;
  std::string_view january;
  std::string_view july;
};

class IanaZone : public testing::TestWithParam<Region> {};

TEST_P(IanaZone, HasTheOffsetOfTheDay) {
  const std::string zone(GetParam().name);
  EXPECT_EQ(read_date("15 Jan 2024 12:00 " + zone),
            "2024-01-15T12:00:00" + std::string(GetParam().january));
  EXPECT_EQ(read_date("15 Jul 2024 12:00 " + zone),
            "2024-07-15T12:00:00" + std::string(GetParam().july));
}

constexpr Region kRegions[] = {
    {"Europe/London", "Z", "+01:00"},
    {"Europe/Dublin", "Z", "+01:00"},
    {"Europe/Lisbon", "Z", "+01:00"},
    {"Europe/Paris", "+01:00", "+02:00"},
    {"Europe/Kiev", "+02:00", "+03:00"},
    {"Europe/Istanbul", "+03:00", "+03:00"},
    {"Europe/Moscow", "+03:00", "+03:00"},
    {"Africa/Johannesburg", "+02:00", "+02:00"},
    {"Africa/Lagos", "+01:00", "+01:00"},
    {"Asia/Jerusalem", "+02:00", "+03:00"},
    {"Asia/Dubai", "+04:00", "+04:00"},
    {"Asia/Kolkata", "+05:30", "+05:30"},
    {"Asia/Calcutta", "+05:30", "+05:30"},
    {"Asia/Dhaka", "+06:00", "+06:00"},
    {"Asia/Shanghai", "+08:00", "+08:00"},
    {"Asia/Tokyo", "+09:00", "+09:00"},
    {"Australia/Adelaide", "+10:30", "+09:30"},
    {"Australia/Brisbane", "+10:00", "+10:00"},
    {"Pacific/Auckland", "+13:00", "+12:00"},
    {"Pacific/Chatham", "+13:45", "+12:45"},
    {"America/New_York", "-05:00", "-04:00"},
    {"America/Phoenix", "-07:00", "-07:00"},
    {"America/Los_Angeles", "-08:00", "-07:00"},
    {"America/St_Johns", "-03:30", "-02:30"},
    {"America/Santiago", "-03:00", "-04:00"},
    {"America/Argentina/Buenos_Aires", "-03:00", "-03:00"},
    {"US/Eastern", "-05:00", "-04:00"},
    {"Etc/UTC", "Z", "Z"},
    {"Etc/GMT", "Z", "Z"},
};
INSTANTIATE_TEST_SUITE_P(Cldr, IanaZone, testing::ValuesIn(kRegions));

class Offset : public testing::TestWithParam<DateCase> {};

TEST_P(Offset, IsRead) {
  EXPECT_EQ(read_date("14 Mar 2024 09:26 " + std::string(GetParam().text)), GetParam().expected);
}

// POSIX turns the sign round in the names of Etc, nowhere else.
constexpr DateCase kEtc[] = {
    {"Etc/GMT+5", "2024-03-14T09:26:00-05:00"},
    {"Etc/GMT-5", "2024-03-14T09:26:00+05:00"},
    {"etc/gmt+5", "none"},
    {"GMT+5", "2024-03-14T09:26:00+05:00"},
    {"UTC-5", "2024-03-14T09:26:00-05:00"},
    {"UT+5", "2024-03-14T09:26:00+05:00"},
    {"Z+5", "2024-03-14T09:26:00+05:00"},
    {"EST+5", "none"},
};
INSTANTIATE_TEST_SUITE_P(Posix_8_3_Tz, Offset, testing::ValuesIn(kEtc));

constexpr DateCase kWritten[] = {
    {"GMT+0530", "2024-03-14T09:26:00+05:30"},
    {"GMT+05:30", "2024-03-14T09:26:00+05:30"},
    {"GMT+5:30", "2024-03-14T09:26:00+05:30"},
    {"GMT +0530", "2024-03-14T09:26:00+05:30"},
    {"GMT + 0530", "none"},
    {"GMT+16", "none"},
    {"GMT+12345", "none"},
    {"+05:30 (IST)", "2024-03-14T09:26:00+05:30"},
    {"+0530 IST", "2024-03-14T09:26:00+05:30"},
    {"+0530 EST", "none"},
    {"+0100 Europe/London", "2024-03-14T09:26:00+01:00"},  // the number is what was meant
    {"+0100 [Europe/Paris]", "2024-03-14T09:26:00+01:00"},
    {"Z[Europe/Paris]", "2024-03-14T09:26:00Z"},
    {"Z UTC", "2024-03-14T09:26:00Z"},
    {"UTC EST", "none"},
    {"EST EST", "none"},
    {"−0330", "2024-03-14T09:26:00-03:30"},  // a minus sign
    {"–0330", "2024-03-14T09:26:00-03:30"},  // a dash
    {"+٠٣٣٠", "2024-03-14T09:26:00+03:30"},
    {"+", "none"},
    {"+-0330", "none"},
};
INSTANTIATE_TEST_SUITE_P(AsWritten, Offset, testing::ValuesIn(kWritten));

TEST(SummerTime, OfAnHourThatIsSkippedOrComesTwiceIsOneOfTheTwo) {
  for (const std::string_view text :
       {"31 Mar 2024 02:30 Europe/Berlin", "27 Oct 2024 02:30 Europe/Berlin"}) {
    const auto date = parse_date(text);
    ASSERT_TRUE(date) << text;
    EXPECT_TRUE(date->offset_minutes == 60 || date->offset_minutes == 120) << text;
    EXPECT_EQ(date->hour, 2) << text;
  }
}

TEST(SummerTime, FollowsTheRulesOfItsYear) {
  EXPECT_EQ(read_date("15 Jul 2010 12:00 Europe/Moscow"), "2010-07-15T12:00:00+04:00");
  EXPECT_EQ(read_date("15 Jul 2013 12:00 Europe/Moscow"), "2013-07-15T12:00:00+04:00");
  EXPECT_EQ(read_date("15 Jan 2010 12:00 Europe/Moscow"), "2010-01-15T12:00:00+03:00");
  EXPECT_EQ(read_date("20 Mar 2006 12:00 America/New_York"), "2006-03-20T12:00:00-05:00");
  EXPECT_EQ(read_date("20 Mar 2007 12:00 America/New_York"), "2007-03-20T12:00:00-04:00");
}

TEST(FindZone, NamesOverFortyBytesAreNone) {
  EXPECT_FALSE(date::find_zone("America/" + std::string(33, 'a'), DateTime{}));
}

// ICU makes a zone of any "GMT+5"; only names of the database may come through a slash.
TEST(FindZone, ANameOfTheDatabaseMustBeThere) {
  for (const std::string_view name : {"GMT/5", "Europe/Berlin/", "/Europe/Berlin", "Mars/Base",
                                      "Europe//Berlin", "a/b", "../../etc/passwd"}) {
    EXPECT_FALSE(date::find_zone(name, DateTime{})) << name;
  }
}

}  // namespace
}  // namespace tidings
