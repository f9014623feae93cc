#include "parsers/date/iso_date.hpp"

#include <string>
#include <string_view>

#include <gtest/gtest.h>

#include "parsers/date/parse_date.hpp"

namespace tidings::date {
namespace {

// RFC 3339, "bad" for a form that is one of these and names no instant, "other" for other forms.
std::string iso(std::string_view text, bool short_forms = false) {
  bool matched = false;
  const auto date = parse_iso_date(text, short_forms, matched);
  if (!matched) return "other";
  return date ? date->rfc3339() : "bad";
}

struct Case {
  std::string_view text;
  std::string_view expected;
};

class IsoForm : public testing::TestWithParam<Case> {};

TEST_P(IsoForm, IsRead) { EXPECT_EQ(iso(GetParam().text), GetParam().expected); }

// RFC 3339 5.8, the examples of the standard.
constexpr Case kRfc3339Examples[] = {
    {"1985-04-12T23:20:50.52Z", "1985-04-12T23:20:50Z"},
    {"1996-12-19T16:39:57-08:00", "1996-12-19T16:39:57-08:00"},
    {"1990-12-31T23:59:60Z", "1991-01-01T00:00:00Z"},
    {"1990-12-31T15:59:60-08:00", "1990-12-31T16:00:00-08:00"},
    {"1937-01-01T12:00:27.87+00:20", "1937-01-01T12:00:27+00:20"},
};
INSTANTIATE_TEST_SUITE_P(Rfc3339_5_8_Examples, IsoForm, testing::ValuesIn(kRfc3339Examples));

// W3C Date and Time Formats, the examples of the note.
constexpr Case kW3cExamples[] = {
    {"1997", "1997-01-01"},
    {"1997-07", "1997-07-01"},
    {"1997-07-16", "1997-07-16"},
    {"1997-07-16T19:20+01:00", "1997-07-16T19:20:00+01:00"},
    {"1997-07-16T19:20:30+01:00", "1997-07-16T19:20:30+01:00"},
    {"1997-07-16T19:20:30.45+01:00", "1997-07-16T19:20:30+01:00"},
};
INSTANTIATE_TEST_SUITE_P(W3cDtf_Examples, IsoForm, testing::ValuesIn(kW3cExamples));

// ISO 8601:2004 4.1.3 and 4.1.4: years of 52 and 53 weeks, weeks that begin in the year before.
constexpr Case kWeeks[] = {
    {"2008-W01-1", "2007-12-31"}, {"2009-W01-1", "2008-12-29"}, {"2009-W53-7", "2010-01-03"},
    {"2010-W01-1", "2010-01-04"}, {"2004-W53-6", "2005-01-01"}, {"2016-W52-7", "2017-01-01"},
    {"2016-W54-1", "bad"},        {"2016-W10-8", "bad"},        {"2016-W10-0", "bad"},
    {"2016-W1-1", "other"},       {"2000-366", "2000-12-31"},   {"1900-366", "bad"},
    {"1900-365", "1900-12-31"},   {"2000-000", "bad"},          {"2000-367", "bad"},
    {"1981-095", "1981-04-05"},   {"1981095", "1981-04-05"},
};
INSTANTIATE_TEST_SUITE_P(Iso8601_4_1_WeeksAndDays, IsoForm, testing::ValuesIn(kWeeks));

constexpr Case kOffsets[] = {
    {"2024-03-14T09:26Z", "2024-03-14T09:26:00Z"},
    {"2024-03-14T09:26-00:00", "2024-03-14T09:26:00Z"},
    {"2024-03-14T09:26+14:00", "2024-03-14T09:26:00+14:00"},
    {"2024-03-14T09:26-12:00", "2024-03-14T09:26:00-12:00"},
    {"2024-03-14T09:26+15:59", "2024-03-14T09:26:00+15:59"},
    {"2024-03-14T09:26+16:00", "bad"},
    {"2024-03-14T09:26+01:60", "bad"},
    {"2024-03-14T09:26+1", "2024-03-14T09:26:00+01:00"},
    {"2024-03-14T09:26+01", "2024-03-14T09:26:00+01:00"},
    {"2024-03-14T09:26+0130", "2024-03-14T09:26:00+01:30"},
    {"2024-03-14T09:26+013", "other"},
    {"2024-03-14T09:26+", "other"},
    {"2024-03-14T09:26 Z", "2024-03-14T09:26:00Z"},
    {"2024-03-14T09:26ZZ", "other"},
    {"2024-03-14Z", "2024-03-14"},
    {"2024-03-14+01:00", "2024-03-14"},
};
INSTANTIATE_TEST_SUITE_P(Iso8601_4_2_5_Offsets, IsoForm, testing::ValuesIn(kOffsets));

constexpr Case kOtherForms[] = {
    {"", "other"},
    {"24-03-14", "other"},
    {"2024/03/14", "other"},
    {"2024-3-14x", "other"},
    {"2024-03-14T", "other"},
    {"2024-03-14TZ", "other"},
    {"2024-03T09", "other"},
    {"2024T09:26", "other"},
    {"202403", "other"},
    {"2024-03-", "other"},
    {"2024-003-01", "other"},
    {"20240314T", "other"},
    {"2024-03-14T9", "other"},
    {"2024-03-14T09:2", "other"},
    {"2024-03-14T09:26:5", "other"},
    {"2024-W", "other"},
    {"2024-", "other"},
    {"2024-03-14T09:26:53.Z", "other"},
};
INSTANTIATE_TEST_SUITE_P(WhatIsAnotherForm, IsoForm, testing::ValuesIn(kOtherForms));

constexpr Case kRanges[] = {
    {"1700-01-01", "1700-01-01"},
    {"1699-12-31", "bad"},
    {"2199-12-31", "2199-12-31"},
    {"2200-01-01", "bad"},
    {"0000-01-01", "bad"},
    {"2024-02-29", "2024-02-29"},
    {"2023-02-29", "bad"},
    {"2000-02-29", "2000-02-29"},
    {"1900-02-29", "bad"},
    {"2024-04-31", "bad"},
    {"2024-12-32", "bad"},
    {"2024-13-01", "bad"},
    {"2024-00-10", "bad"},
    {"2024-01-00", "bad"},
    {"2024-12-31T24:00Z", "2025-01-01T00:00:00Z"},
    {"2024-12-31T24:01Z", "bad"},
    {"2024-12-31T23:60Z", "bad"},
    {"2024-12-31T23:59:61Z", "bad"},
};
INSTANTIATE_TEST_SUITE_P(Rfc3339_5_7_Ranges, IsoForm, testing::ValuesIn(kRanges));

// RFC 3339 5.6, the grammar: one fault in each.
constexpr Case kGrammar[] = {
    {"2024-03-14T09:26:53Z", "2024-03-14T09:26:53Z"},
    {"2024-03-14T09:26:53.0Z", "2024-03-14T09:26:53Z"},
    {"2024-03-14t09:26:53z", "2024-03-14T09:26:53Z"},
    {"+2024-03-14T09:26:53Z", "other"},
    {"02024-03-14T09:26:53Z", "other"},
    {"2024--03-14T09:26:53Z", "other"},
    {"2024-03--14T09:26:53Z", "other"},
    {"2024-0314T09:26:53Z", "other"},
    {"202403-14T09:26:53Z", "other"},
    {"2024-03-014T09:26:53Z", "other"},
    {"2024-03-14TT09:26:53Z", "other"},
    {"2024-03-14_09:26:53Z", "other"},
    {"2024-03-14T09:26:53ZZ", "other"},
    {"2024-03-14T09:26:53Z+00:00", "other"},
    {"2024-03-14T09:26:53+0:00", "2024-03-14T09:26:53Z"},
    {"2024-03-14T09:26:53+00:0", "other"},
    {"2024-03-14T09:26:53+00:000", "other"},
    {"2024-03-14T09:26:53+00:00:00", "other"},
    {"2024-03-14T09:26:53++00:00", "other"},
    {"2024-03-14T09:26:53 00:00", "other"},
    {"2024-03-14T09:26:053Z", "other"},
    {"2024-03-14T09:026:53Z", "other"},
    {"2024-03-14T009:26:53Z", "other"},
    {"2024-03-14T09:26:53..5Z", "other"},
    {"2024-03-14T09:26:5 3Z", "other"},
    {"2024-03-14T-09:26:53Z", "other"},
    {"2024-03-14T09::26Z", "other"},
    {"2024-03-14T:09:26Z", "other"},
};
INSTANTIATE_TEST_SUITE_P(Rfc3339_5_6_Grammar, IsoForm, testing::ValuesIn(kGrammar));

// W3C-DTF: a part may be left out at the end only; here, as in ISO 8601, the minutes too.
constexpr Case kLevels[] = {
    {"2024", "2024-01-01"},
    {"2024-03", "2024-03-01"},
    {"2024-03-14", "2024-03-14"},
    {"2024-03-14T09:26Z", "2024-03-14T09:26:00Z"},
    {"2024-03-14T09:26:53Z", "2024-03-14T09:26:53Z"},
    {"2024Z", "other"},
    {"2024-03Z", "other"},
    {"2024-03T09:26Z", "other"},
    {"2024-03-14T09Z", "2024-03-14T09:00:00Z"},
    {"2024-13", "bad"},
    {"2024-00", "bad"},
    {"1699", "bad"},
    {"2200", "bad"},
};
INSTANTIATE_TEST_SUITE_P(W3cDtf_Levels, IsoForm, testing::ValuesIn(kLevels));

struct Part {
  std::string_view written;
  std::string_view read;
};

// Every date form before every time form before every zone: they do not depend on each other.
TEST(IsoParts, Iso8601_4_3_AnyDateGoesWithAnyTimeAndAnyZone) {
  constexpr std::string_view kDates[] = {"2024-03-14", "2024-3-14", "20240314",
                                         "2024-074",   "2024074",   "2024-W11-4"};
  constexpr std::string_view kBetween[] = {"T", "t", " ", "  "};
  constexpr Part kTimes[] = {
      {"09:26:53", "T09:26:53"},   {"9:26:53", "T09:26:53"}, {"09:26", "T09:26:00"},
      {"092653", "T09:26:53"},     {"0926", "T09:26:00"},    {"09:26:53.5", "T09:26:53"},
      {"09:26:53,5", "T09:26:53"},
  };
  constexpr Part kZones[] = {
      {"", ""},
      {"Z", "Z"},
      {"z", "Z"},
      {"+01:00", "+01:00"},
      {" +01:00", "+01:00"},
      {"-0330", "-03:30"},
      {"+01", "+01:00"},
      {"+1", "+01:00"},
  };
  for (const std::string_view day : kDates) {
    for (const std::string_view between : kBetween) {
      for (const Part& time : kTimes) {
        for (const Part& zone : kZones) {
          const std::string text = std::string(day) + std::string(between) +
                                   std::string(time.written) + std::string(zone.written);
          ASSERT_EQ(iso(text), "2024-03-14" + std::string(time.read) + std::string(zone.read))
              << text;
        }
      }
    }
  }
}

TEST(IsoParts, EveryDayOf400YearsHasItsOrdinalAndItsWeek) {
  for (std::int64_t day = days_from_civil(1800, 1, 1); day < days_from_civil(2200, 1, 1); ++day) {
    const DateTime date = DateTime::from_unix(day * 86'400);
    const auto ordinal = day - days_from_civil(date.year, 1, 1) + 1;
    const std::string number = std::to_string(1000 + ordinal).substr(1);
    ASSERT_EQ(iso(std::to_string(date.year) + "-" + number), date.day_text());
    // The week is that of its Thursday.
    const std::int64_t thursday = day + 3 - ((day + 3) % 7 + 7) % 7;
    const DateTime year_of_week = DateTime::from_unix(thursday * 86'400);
    const auto week = (thursday - days_from_civil(year_of_week.year, 1, 1)) / 7 + 1;
    const std::string text = std::to_string(year_of_week.year) + "-W" + (week < 10 ? "0" : "") +
                             std::to_string(week) + "-" + std::to_string(day - thursday + 4);
    if (year_of_week.year < 1800 || year_of_week.year > 2199) continue;
    ASSERT_EQ(iso(text), date.day_text()) << text;
  }
}

TEST(EveryMonth, WithoutADayIsItsFirstAndKnowsItsPrecision) {
  for (int year = 1700; year <= 2199; ++year) {
    for (int month = 1; month <= 12; ++month) {
      const std::string text =
          std::to_string(year) + (month < 10 ? "-0" : "-") + std::to_string(month);
      const auto date = parse_date(text);
      ASSERT_TRUE(date) << text;
      ASSERT_EQ(date->precision, DatePrecision::kMonth) << text;
      ASSERT_EQ(date->day_text(), text + "-01");
    }
  }
}

TEST(ShortIso, Iso8601_1988_5_2_TheCenturyMayBeLeftOutOnRequest) {
  for (const Case& c :
       {Case{"850412", "1985-04-12"}, Case{"-8504", "1985-04-01"}, Case{"-85-04", "1985-04-01"},
        Case{"85102", "1985-04-12"}, Case{"490101", "2049-01-01"}, Case{"500101", "1950-01-01"},
        Case{"-85-", "other"}, Case{"-850", "other"}}) {
    EXPECT_EQ(iso(c.text, /*short_forms=*/true), c.expected) << c.text;
  }
}

TEST(FractionOfASecond, IsReadToTheNanosecondAfterEitherSign) {
  const auto nanoseconds = [](std::string_view text) {
    const auto date = parse_date(text);
    return date ? date->nanosecond : -1;
  };
  EXPECT_EQ(nanoseconds("2024-03-14T09:26:53.1Z"), 100'000'000);
  EXPECT_EQ(nanoseconds("2024-03-14T09:26:53,1Z"), 100'000'000);
  EXPECT_EQ(nanoseconds("2024-03-14T09:26:53.000000001Z"), 1);
  EXPECT_EQ(nanoseconds("2024-03-14T09:26:53.0000000009Z"), 0);
  EXPECT_EQ(nanoseconds("2024-03-14T09:26:53." + std::string(100, '9') + "Z"), 999'999'999);
}

TEST(EveryDay, OfFiveCenturiesReadsBackAsItself) {
  std::int64_t day = days_from_civil(1700, 1, 1);
  for (; day <= days_from_civil(2199, 12, 31); ++day) {
    const std::string text = DateTime::from_unix(day * 86'400).day_text();
    const auto date = parse_date(text);
    ASSERT_TRUE(date) << text;
    ASSERT_EQ(days_from_civil(date->year, date->month, date->day), day) << text;
  }
}

TEST(EveryMinuteOfAnOffset, ReadsBackAsItself) {
  for (int minutes = -15 * 60 - 59; minutes <= 15 * 60 + 59; ++minutes) {
    DateTime date = DateTime::from_unix(1'710'408'413);
    date.offset_minutes = minutes;
    const auto again = parse_date(date.rfc3339());
    ASSERT_TRUE(again) << date.rfc3339();
    ASSERT_EQ(again->offset_minutes, minutes) << date.rfc3339();
    ASSERT_EQ(again->unix_seconds(), date.unix_seconds()) << date.rfc3339();
  }
}

TEST(CheckedOffset, IsWithin16Hours) {
  EXPECT_EQ(checked_offset(false, 5, 30), 330);
  EXPECT_EQ(checked_offset(true, 5, 30), -330);
  EXPECT_EQ(checked_offset(false, 16, 0), std::nullopt);
  EXPECT_EQ(checked_offset(false, 1, 60), std::nullopt);
  EXPECT_EQ(checked_offset(false, -1, 0), std::nullopt);
}

}  // namespace
}  // namespace tidings::date
