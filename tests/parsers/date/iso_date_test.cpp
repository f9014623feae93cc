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
