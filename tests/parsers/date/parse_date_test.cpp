#include "parsers/date/parse_date.hpp"

#include <string>
#include <string_view>

#include <gtest/gtest.h>

namespace tidings {
namespace {

std::string read(std::string_view text, const DateOptions& options = {}) {
  const auto date = parse_date(text, options);
  return date ? date->rfc3339() : "none";
}

struct Case {
  std::string_view text;
  std::string_view expected;
};

void expect_all(std::initializer_list<Case> cases, const DateOptions& options = {}) {
  for (const Case& c : cases) EXPECT_EQ(read(c.text, options), c.expected) << c.text;
}

TEST(ParseDate, Rfc2822_3_3_TheStandardForm) {
  expect_all({{"Thu, 14 Mar 2024 09:26:53 +0000", "2024-03-14T09:26:53Z"},
              {"Thu, 14 Mar 2024 09:26:53 -0430", "2024-03-14T09:26:53-04:30"},
              {"14 Mar 2024 09:26:53 +0200", "2024-03-14T09:26:53+02:00"},
              {"Thu, 14 Mar 2024 09:26 +0000", "2024-03-14T09:26:00Z"},
              {"  Fri, 1 Mar 2024 9:26:53 GMT\n", "2024-03-01T09:26:53Z"}});
}

TEST(ParseDate, Rfc2822_4_3_ObsoleteYearsAndZones) {
  expect_all({{"Thu, 14 Mar 24 09:26:53 EST", "2024-03-14T09:26:53-05:00"},
              {"14 Mar 99 09:26:53 PDT", "1999-03-14T09:26:53-07:00"},
              {"14 Mar 104 09:26:53 UT", "2004-03-14T09:26:53Z"},
              {"14 Mar 2024 09:26:53 K", "2024-03-14T09:26:53"},
              {"14 Mar 2024 09:26:53 Z", "2024-03-14T09:26:53Z"}});
}

TEST(ParseDate, Rfc2822_3_2_3_CommentsSayNothing) {
  expect_all({{"Thu, 14 Mar 2024 09:26:53 GMT+0100 (Central European Standard Time)",
               "2024-03-14T09:26:53+01:00"},
              {"Thu (Pi day), 14 Mar 2024 09:26:53 Z", "2024-03-14T09:26:53Z"}});
}

TEST(ParseDate, Rfc850AndAsctime) {
  expect_all({{"Thursday, 14-Mar-24 09:26:53 GMT", "2024-03-14T09:26:53Z"},
              {"Thu Mar 14 09:26:53 2024", "2024-03-14T09:26:53"},
              {"Fri Mar  1 09:26:53 2024", "2024-03-01T09:26:53"},
              {"Thu Mar 14 09:26:53 CET 2024", "2024-03-14T09:26:53+01:00"},
              {"Thu Mar 14 09:26:53 +0530 2024", "2024-03-14T09:26:53+05:30"},
              {"Thu Mar 14 2024 09:26:53 +0530", "2024-03-14T09:26:53+05:30"}});
}

TEST(ParseDate, Rfc3339_5_6_DateAndTime) {
  expect_all({{"2024-03-14T09:26:53Z", "2024-03-14T09:26:53Z"},
              {"2024-03-14t09:26:53z", "2024-03-14T09:26:53Z"},
              {"2024-03-14T09:26:53.58979+05:30", "2024-03-14T09:26:53+05:30"},
              {"2024-03-14 09:26:53Z", "2024-03-14T09:26:53Z"},
              {"2024-03-14 09:26:53 +01:00", "2024-03-14T09:26:53+01:00"},
              {"2024-03-14 09:26:53 +0100", "2024-03-14T09:26:53+01:00"},
              {"2024-03-14 09:26:53 UTC", "2024-03-14T09:26:53Z"},
              {"2024-03-14T09:26:53 GMT", "2024-03-14T09:26:53Z"},
              {"2024-03-14T9:26", "2024-03-14T09:26:00"}});
}

TEST(ParseDate, W3cDtfPartialFormsKeepTheirPrecision) {
  const auto year = parse_date("2024");
  const auto month = parse_date("2024-03");
  const auto day = parse_date("2024-03-14");
  const auto minute = parse_date("2024-03-14T09:26+01:00");
  ASSERT_TRUE(year && month && day && minute);
  EXPECT_EQ(year->precision, DatePrecision::kYear);
  EXPECT_EQ(month->precision, DatePrecision::kMonth);
  EXPECT_EQ(day->precision, DatePrecision::kDay);
  EXPECT_EQ(minute->precision, DatePrecision::kMinute);
  EXPECT_EQ(year->day_text(), "2024-01-01");
  EXPECT_EQ(month->day_text(), "2024-03-01");
}

TEST(ParseDate, FractionsAreKeptAsNanoseconds) {
  const auto date = parse_date("2024-03-14T09:26:53.5897932384626Z");
  ASSERT_TRUE(date);
  EXPECT_EQ(date->nanosecond, 589'793'238);
}

TEST(ParseDate, AMissingOffsetStaysUnknown) {
  const auto local = parse_date("2024-03-14T09:26:53");
  const auto utc = parse_date("2024-03-14T09:26:53Z");
  ASSERT_TRUE(local && utc);
  EXPECT_FALSE(local->offset_minutes.has_value());
  EXPECT_EQ(utc->offset_minutes, 0);
}

TEST(ParseDate, Iso8601_4_1_3_OrdinalAnd_4_1_4_WeekDates) {
  expect_all({{"2024-074", "2024-03-14"},
              {"2024074", "2024-03-14"},
              {"2024-366", "2024-12-31"},
              {"2023-366", "none"},
              {"2024-W11-4", "2024-03-14"},
              {"2024W114", "2024-03-14"},
              {"2020-W53-5", "2021-01-01"},
              {"2024-W01", "2024-01-01"},
              {"2024-W00-1", "none"}});
}

TEST(ParseDate, Iso8601BasicFormat) {
  expect_all({{"20240314", "2024-03-14"},
              {"20240314T0926+0300", "2024-03-14T09:26:00+03:00"},
              {"20240314T092653Z", "2024-03-14T09:26:53Z"},
              {"20240314092653", "2024-03-14T09:26:53"},
              {"202403140926", "2024-03-14T09:26:00"}});
}

TEST(ParseDate, Iso8601WithoutTheCenturyOnlyOnRequest) {
  const DateOptions shorter{.short_iso = true};
  expect_all({{"240314", "2024-03-14"}, {"-2403", "2024-03-01"}, {"-24-03", "2024-03-01"}},
             shorter);
  expect_all({{"24074", "2024-03-14"}, {"991231", "1999-12-31"}, {"991331", "none"}}, shorter);
  expect_all({{"240314", "none"}, {"-24-03", "none"}});
}

TEST(ParseDate, EpochSecondsAndMilliseconds) {
  expect_all({{"1710408413", "2024-03-14T09:26:53Z"},
              {"1710408413589", "2024-03-14T09:26:53Z"},
              {"1710408413.25", "2024-03-14T09:26:53Z"},
              {"17104084", "none"},
              {"171040841358", "none"},
              {"2024031409", "none"}});
}

TEST(ParseDate, HalfDays) {
  expect_all({{"March 14, 2024 9:26 PM", "2024-03-14T21:26:00"},
              {"March 14, 2024, 12:26 a.m.", "2024-03-14T00:26:00"},
              {"March 14, 2024, 12:26 p. m.", "2024-03-14T12:26:00"},
              {"Thu, March 14, 2024 at 09:26 PM EDT", "2024-03-14T21:26:00-04:00"},
              {"14 March 2024 3pm", "2024-03-14T15:00:00"},
              {"14 March 2024 21:26 PM", "2024-03-14T21:26:00"},
              {"14 March 2024 13:26 AM", "none"}});
}

TEST(ParseDate, SloppyEnglish) {
  expect_all({{"Thursday, 14th March 2024", "2024-03-14"},
              {"14 March, 2024", "2024-03-14"},
              {"Mar. 14, 2024", "2024-03-14"},
              {"2024-Mar-14", "2024-03-14"},
              {"14 Mar 2024 GMT", "2024-03-14"},
              {"the 2nd of Sept 2024", "2024-09-02"},
              {"March 2024", "2024-03-01"},
              {"03 Apr 02 1500 GMT", "2002-04-03T15:00:00Z"},
              {"Updated: March 14, 2024 | 09:26", "2024-03-14T09:26:00"},
              {"09:26, 14 March 2024", "2024-03-14T09:26:00"},
              {"THU, 14 MAR 2024 09:26:53 GMT", "2024-03-14T09:26:53Z"},
              {"Thx, 14 Mar 2024 09:26:53 GMT", "2024-03-14T09:26:53Z"}});
}

TEST(ParseDate, AWrongDayNameIsIgnored) {
  expect_all({{"Mon, 14 Mar 2024 09:26:53 GMT", "2024-03-14T09:26:53Z"}});
}

TEST(ParseDate, MonthAndDayNamesOfManyLanguages) {
  expect_all({{"Do, 14 Mär 2024 09:26:53 +0100", "2024-03-14T09:26:53+01:00"},
              {"14. Jänner 2024, 14.30 Uhr", "2024-01-14T14:30:00"},
              {"mar., 05 déc. 2023 16:11:02 +0000", "2023-12-05T16:11:02Z"},
              {"1er février 2024 à 14h30", "2024-02-01T14:30:00"},
              {"1 fevrier 2024", "2024-02-01"},
              {"mar, 05 mar 2024", "2024-03-05"},
              {"14 de marzo de 2024 a las 09:26", "2024-03-14T09:26:00"},
              {"quinta-feira, 14 de março de 2024", "2024-03-14"},
              {"14 марта 2024 г., 09:26", "2024-03-14T09:26:00"},
              {"Чт, 14 мар 2024 09:26:53 +0300", "2024-03-14T09:26:53+03:00"},
              {"14 березня 2024", "2024-03-14"},
              {"2024. március 14.", "2024-03-14"},
              {"2024-július-13T9:15-05:00", "2024-07-13T09:15:00-05:00"},
              {"Κυρ, 11 Ιούλ 2004 12:00:00 EST", "2004-07-11T12:00:00-05:00"},
              {"14 Mart 2024 Perşembe 09:26", "2024-03-14T09:26:00"},
              {"14 مارس 2024", "2024-03-14"},
              {"14 كانون الثاني 2024", "2024-01-14"},
              {"14 tháng 3, 2024", "2024-03-14"},
              {"14 मार्च 2024", "2024-03-14"}});
}

TEST(ParseDate, CjkUnits) {
  expect_all({{"2024年3月14日", "2024-03-14"},
              {"2024年03月14日 09:26", "2024-03-14T09:26:00"},
              {"2024年3月14日(木) 午後3時20分", "2024-03-14T15:20:00"},
              {"2024年3月14日 木曜日 15時20分10秒", "2024-03-14T15:20:10"},
              {"2004년 05월 28일  01:31:15", "2004-05-28T01:31:15"},
              {"2004-05-25 오후 11:23:17", "2004-05-25T23:23:17"},
              {"2024년 3월", "2024-03-01"}});
}

TEST(ParseDate, DigitsOfAnyScript) {
  expect_all({{"١٤ مارس ٢٠٢٤", "2024-03-14"}, {"१४ मार्च २०२४", "2024-03-14"}});
}

TEST(ParseDate, TheBuddhistEraGoesWithThaiMonthsOnly) {
  expect_all({{"14 มีนาคม 2567", "2024-03-14"}, {"14 March 2567", "none"}});
}

TEST(ParseDate, OtherCalendarsAreNoDate) {
  expect_all({{"۱۴۰۲/۱۲/۲۴", "none"}, {"1445-09-04", "none"}});
}

TEST(ParseDate, ANameThatLanguagesReadDifferentlyNeedsTheLanguageOrTheDay) {
  EXPECT_EQ(read("14 listopada 2024", {.language = "pl"}), "2024-11-14");
  EXPECT_EQ(read("14 listopada 2024", {.language = "hr-HR"}), "2024-10-14");
  EXPECT_EQ(read("14 listopada 2024"), "none");
  EXPECT_EQ(read("czwartek, 14 listopada 2024"), "2024-11-14");
}

TEST(ParseDate, NumericDatesOnlyWhereTheOrderIsCertain) {
  expect_all({{"2024/03/14 09:26:53 EDT", "2024-03-14T09:26:53-04:00"},
              {"14/03/2024", "2024-03-14"},
              {"03/14/2024", "2024-03-14"},
              {"03/03/2024", "2024-03-03"},
              {"03/04/2024", "none"},
              {"04-03-2024", "none"},
              {"04.03.2024 09:26", "2024-03-04T09:26:00"},
              {"2024. 3. 14.", "2024-03-14"},
              {"Wed 03/04/2024", "2024-04-03"},
              {"Mon 03/04/2024", "2024-03-04"},
              {"31/31/2024", "none"},
              {"03/04/24", "none"}});
  EXPECT_EQ(read("03/04/2024", {.order = NumericOrder::kDayFirst}), "2024-04-03");
  EXPECT_EQ(read("03/04/2024", {.order = NumericOrder::kMonthFirst}), "2024-03-04");
}

TEST(ParseDate, ZoneNames) {
  expect_all({{"14 Mar 2024 09:26:53 MESZ", "2024-03-14T09:26:53+02:00"},
              {"14 Mar 2024 09:26:53 AEST", "2024-03-14T09:26:53+10:00"},
              {"14 Mar 2024 09:26:53 IST", "2024-03-14T09:26:53+05:30"},
              {"14 Jan 2024 09:26:53 ET", "2024-01-14T09:26:53-05:00"},
              {"14 Jul 2024 09:26:53 ET", "2024-07-14T09:26:53-04:00"},
              {"14 Jan 2024 09:26:53 Europe/Brussels", "2024-01-14T09:26:53+01:00"},
              {"14 Jul 2024 09:26:53 Europe/Brussels", "2024-07-14T09:26:53+02:00"},
              {"14 Jul 2024 09:26:53 Etc/GMT", "2024-07-14T09:26:53Z"},
              {"14 Jul 2024 09:26:53 GMT-01:01", "2024-07-14T09:26:53-01:01"},
              {"14 Jul 2024 09:26:53 UTC+2", "2024-07-14T09:26:53+02:00"}});
}

TEST(ParseDate, AZonesNameMayFollowItsOffset) {
  expect_all({{"14 Mar 2024 09:26:53 +0000 GMT", "2024-03-14T09:26:53Z"},
              {"14 Mar 2024 09:26:53 +0100 CET", "2024-03-14T09:26:53+01:00"},
              {"2024-03-14T09:26:53.5+00:00Z", "2024-03-14T09:26:53Z"},
              {"2024-03-14T09:26:53+01:00[Europe/Paris]", "2024-03-14T09:26:53+01:00"},
              {"2024-03-14T09:26:53Z[UTC]", "2024-03-14T09:26:53Z"},
              {"14 Mar 2024 09:26:53 +0100 GMT", "none"}});
}

TEST(ParseDate, MidnightAtTheEndAndLeapSecondsAreTheNextDay) {
  expect_all({{"Thu, 14 Mar 2024 24:00:00 GMT", "2024-03-15T00:00:00Z"},
              {"2016-12-31T23:59:60Z", "2017-01-01T00:00:00Z"},
              {"2024-03-14T24:00:01Z", "none"}});
}

TEST(ParseDate, WhatDoesNotExistIsNoDate) {
  expect_all({{"Fri, 31 Feb 2024 09:26:53 GMT", "none"},
              {"2023-02-29", "none"},
              {"2024-03-14T25:14:55Z", "none"},
              {"2024-03-14T10:61:55Z", "none"},
              {"2024-03-14T10:14:61Z", "none"},
              {"2024-13-01", "none"},
              {"2024-00-00", "none"},
              {"2024-03-14T09:26:53+16:00", "none"},
              {"14 Mar 2024 09:26:53 +2360", "none"},
              {"0001-01-01T00:00:00Z", "none"},
              {"9999-12-31", "none"}});
}

TEST(ParseDate, WhatIsNoDateIsNoDate) {
  expect_all({{"", "none"},
              {"   ", "none"},
              {"not a date", "none"},
              {"yesterday", "none"},
              {"12", "none"},
              {"09:26:53", "none"},
              {"March", "none"},
              {"March 14", "none"},
              {"Chapter 3, March 14, 2024", "none"},
              {"14 March 2024 and 15 April 2024", "none"},
              {"1.2.3.4", "none"},
              {"12345678901234567890", "none"},
              {"2024-03-14-03-14", "none"},
              {"14 March 2024 7", "none"},
              {"\xFF\xFE\x01", "none"}});
}

TEST(ParseDate, TextOver200BytesIsNoDate) {
  EXPECT_EQ(read("14 March" + std::string(190, ' ') + "2024"), "none");
  EXPECT_EQ(read(std::string(1'000'000, ' ') + "14 March 2024"), "2024-03-14");
  EXPECT_EQ(read(std::string(1'000'000, '1')), "none");
}

}  // namespace
}  // namespace tidings
