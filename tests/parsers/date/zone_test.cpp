#include "parsers/date/zone.hpp"

#include <string>
#include <string_view>

#include <gtest/gtest.h>

namespace tidings::date {
namespace {

DateTime on(int month, int day, int hour = 12) {
  return {.year = 2024, .month = month, .day = day, .hour = hour, .offset_minutes = {}};
}

// The offset as "+HH:MM"; "open": a zone whose offset is not known; "none": no zone.
std::string offset(std::string_view name, const DateTime& local = on(1, 15)) {
  const auto zone = find_zone(name, local);
  if (!zone) return "none";
  if (!zone->offset_minutes) return "open";
  const int minutes = *zone->offset_minutes;
  const int magnitude = minutes < 0 ? -minutes : minutes;
  const auto two = [](int n) { return std::string(n < 10 ? "0" : "") + std::to_string(n); };
  return (minutes < 0 ? "-" : "+") + two(magnitude / 60) + ":" + two(magnitude % 60);
}

struct Case {
  std::string_view name;
  std::string_view expected;
};

class ZoneName : public testing::TestWithParam<Case> {};

TEST_P(ZoneName, HasItsOffset) { EXPECT_EQ(offset(GetParam().name), GetParam().expected); }

constexpr Case kRfc822[] = {{"UT", "+00:00"},  {"GMT", "+00:00"}, {"EST", "-05:00"},
                            {"EDT", "-04:00"}, {"CST", "-06:00"}, {"CDT", "-05:00"},
                            {"MST", "-07:00"}, {"MDT", "-06:00"}, {"PST", "-08:00"},
                            {"PDT", "-07:00"}, {"Z", "+00:00"}};
INSTANTIATE_TEST_SUITE_P(Rfc822_5_1, ZoneName, testing::ValuesIn(kRfc822));

constexpr Case kEurope[] = {{"WET", "+00:00"},  {"WEST", "+01:00"}, {"BST", "+01:00"},
                            {"CET", "+01:00"},  {"CEST", "+02:00"}, {"MEZ", "+01:00"},
                            {"MESZ", "+02:00"}, {"EET", "+02:00"},  {"EEST", "+03:00"},
                            {"MSK", "+03:00"},  {"MSD", "+04:00"},  {"TRT", "+03:00"}};
INSTANTIATE_TEST_SUITE_P(Europe, ZoneName, testing::ValuesIn(kEurope));

constexpr Case kAsiaAfricaAndTheSouth[] = {
    {"IST", "+05:30"},  {"IRST", "+03:30"}, {"NPT", "+05:45"},  {"PKT", "+05:00"},
    {"ICT", "+07:00"},  {"WIB", "+07:00"},  {"WITA", "+08:00"}, {"WIT", "+09:00"},
    {"SGT", "+08:00"},  {"HKT", "+08:00"},  {"JST", "+09:00"},  {"KST", "+09:00"},
    {"SAST", "+02:00"}, {"EAT", "+03:00"},  {"WAT", "+01:00"},  {"CAT", "+02:00"},
    {"AWST", "+08:00"}, {"ACST", "+09:30"}, {"ACDT", "+10:30"}, {"AEST", "+10:00"},
    {"AEDT", "+11:00"}, {"NZST", "+12:00"}, {"NZDT", "+13:00"}};
INSTANTIATE_TEST_SUITE_P(AsiaAfricaAndTheSouth, ZoneName,
                         testing::ValuesIn(kAsiaAfricaAndTheSouth));

constexpr Case kAmericas[] = {{"NST", "-03:30"}, {"NDT", "-02:30"},  {"AST", "-04:00"},
                              {"ADT", "-03:00"}, {"AKST", "-09:00"}, {"AKDT", "-08:00"},
                              {"HST", "-10:00"}, {"BRT", "-03:00"},  {"BRST", "-02:00"},
                              {"ART", "-03:00"}, {"CLT", "-04:00"},  {"CLST", "-03:00"},
                              {"COT", "-05:00"}, {"PET", "-05:00"},  {"VET", "-04:00"}};
INSTANTIATE_TEST_SUITE_P(Americas, ZoneName, testing::ValuesIn(kAmericas));

TEST(FindZone, NamesHaveNoCase) {
  EXPECT_EQ(offset("gmt"), "+00:00");
  EXPECT_EQ(offset("Cest"), "+02:00");
  EXPECT_EQ(offset("zulu"), "+00:00");
}

// RFC 2822 4.3: the letters were defined with the wrong sign, so they say nothing.
TEST(FindZone, Rfc2822_4_3_MilitaryLettersLeaveTheOffsetOpen) {
  for (char letter = 'A'; letter <= 'Y'; ++letter) {
    const std::string name(1, letter);
    EXPECT_EQ(offset(name), letter == 'J' ? "none" : "open") << name;
  }
}

TEST(FindZone, ARegionsTimeFollowsItsSummerTime) {
  struct Region {
    std::string_view name;
    std::string_view winter;
    std::string_view summer;
  };
  for (const Region& region :
       {Region{"ET", "-05:00", "-04:00"}, Region{"CT", "-06:00", "-05:00"},
        Region{"MT", "-07:00", "-06:00"}, Region{"PT", "-08:00", "-07:00"},
        Region{"AKT", "-09:00", "-08:00"}, Region{"HT", "-10:00", "-10:00"},
        Region{"Europe/Brussels", "+01:00", "+02:00"}, Region{"Asia/Tehran", "+03:30", "+03:30"},
        Region{"Australia/Sydney", "+11:00", "+10:00"},
        Region{"Australia/Lord_Howe", "+11:00", "+10:30"},
        Region{"America/Sao_Paulo", "-03:00", "-03:00"},
        Region{"Asia/Kathmandu", "+05:45", "+05:45"}}) {
    EXPECT_EQ(offset(region.name, on(1, 15)), region.winter) << region.name;
    EXPECT_EQ(offset(region.name, on(7, 15)), region.summer) << region.name;
  }
}

TEST(FindZone, SummerTimeBeginsAndEndsAtItsHour) {
  EXPECT_EQ(offset("Europe/Berlin", on(3, 31, 1)), "+01:00");
  EXPECT_EQ(offset("Europe/Berlin", on(3, 31, 3)), "+02:00");
  EXPECT_EQ(offset("Europe/Berlin", on(10, 27, 1)), "+02:00");
  EXPECT_EQ(offset("Europe/Berlin", on(10, 27, 3)), "+01:00");
}

TEST(FindZone, WhatIsNoZoneIsNone) {
  for (const std::string_view name :
       {"", "J", "XYZ", "Friday", "Europe/Atlantis", "Europe/", "/", "GMTX", "CE", "ES T",
        "\xC3\xA9", "America/New York", "0123456789012345678901234567890123456789/"}) {
    EXPECT_EQ(offset(name), "none") << name;
  }
}

}  // namespace
}  // namespace tidings::date
