#include <string>
#include <string_view>

#include <gtest/gtest.h>

#include "tests/parsers/date/date_support.hpp"

// RFC 822 5, RFC 2822 3.3 and 4.3 (RFC 5322 has the same clauses): each production, then what feeds
// make of it.
namespace tidings {
namespace {

class Rfc2822 : public testing::TestWithParam<DateCase> {};

TEST_P(Rfc2822, IsReadAsTheProductionSays) {
  EXPECT_EQ(read_date(GetParam().text), GetParam().expected);
}

constexpr DateCase kDayOfWeek[] = {
    {"Sun, 10 Mar 2024 09:26:53 +0000", "2024-03-10T09:26:53Z"},
    {"Mon, 11 Mar 2024 09:26:53 +0000", "2024-03-11T09:26:53Z"},
    {"Tue, 12 Mar 2024 09:26:53 +0000", "2024-03-12T09:26:53Z"},
    {"Wed, 13 Mar 2024 09:26:53 +0000", "2024-03-13T09:26:53Z"},
    {"Thu, 14 Mar 2024 09:26:53 +0000", "2024-03-14T09:26:53Z"},
    {"Fri, 15 Mar 2024 09:26:53 +0000", "2024-03-15T09:26:53Z"},
    {"Sat, 16 Mar 2024 09:26:53 +0000", "2024-03-16T09:26:53Z"},
    {"14 Mar 2024 09:26:53 +0000", "2024-03-14T09:26:53Z"},
};
INSTANTIATE_TEST_SUITE_P(Rfc2822_3_3_DayOfWeek, Rfc2822, testing::ValuesIn(kDayOfWeek));

constexpr DateCase kMonthName[] = {
    {"1 Jan 2024 00:00 GMT", "2024-01-01T00:00:00Z"},
    {"1 Feb 2024 00:00 GMT", "2024-02-01T00:00:00Z"},
    {"1 Mar 2024 00:00 GMT", "2024-03-01T00:00:00Z"},
    {"1 Apr 2024 00:00 GMT", "2024-04-01T00:00:00Z"},
    {"1 May 2024 00:00 GMT", "2024-05-01T00:00:00Z"},
    {"1 Jun 2024 00:00 GMT", "2024-06-01T00:00:00Z"},
    {"1 Jul 2024 00:00 GMT", "2024-07-01T00:00:00Z"},
    {"1 Aug 2024 00:00 GMT", "2024-08-01T00:00:00Z"},
    {"1 Sep 2024 00:00 GMT", "2024-09-01T00:00:00Z"},
    {"1 Oct 2024 00:00 GMT", "2024-10-01T00:00:00Z"},
    {"1 Nov 2024 00:00 GMT", "2024-11-01T00:00:00Z"},
    {"1 Dec 2024 00:00 GMT", "2024-12-01T00:00:00Z"},
};
INSTANTIATE_TEST_SUITE_P(Rfc2822_3_3_MonthName, Rfc2822, testing::ValuesIn(kMonthName));

constexpr DateCase kTimeOfDay[] = {
    {"14 Mar 2024 00:00:00 GMT", "2024-03-14T00:00:00Z"},
    {"14 Mar 2024 23:59:59 GMT", "2024-03-14T23:59:59Z"},
    {"14 Mar 2024 23:59:60 GMT", "2024-03-15T00:00:00Z"},
    {"14 Mar 2024 09:26 GMT", "2024-03-14T09:26:00Z"},
    {"14 Mar 2024 9:26 GMT", "2024-03-14T09:26:00Z"},
    {"14 Mar 2024 9:6:3 GMT", "2024-03-14T09:06:03Z"},
    {"14 Mar 2024 24:00 GMT", "2024-03-15T00:00:00Z"},
    {"14 Mar 2024 24:00:01 GMT", "none"},
    {"14 Mar 2024 23:60 GMT", "none"},
    {"14 Mar 2024 23:59:61 GMT", "none"},
    {"14 Mar 2024 09:26:53:12 GMT", "2024-03-14T09:26:53Z"},  // hundredths, as some write them
    {"14 Mar 2024 009:26 GMT", "none"},
    {"14 Mar 2024 09:026 GMT", "none"},
};
INSTANTIATE_TEST_SUITE_P(Rfc2822_3_3_TimeOfDay, Rfc2822, testing::ValuesIn(kTimeOfDay));

constexpr DateCase kZone[] = {
    {"14 Mar 2024 09:26 +0000", "2024-03-14T09:26:00Z"},
    {"14 Mar 2024 09:26 -0000", "2024-03-14T09:26:00Z"},
    {"14 Mar 2024 09:26 +0530", "2024-03-14T09:26:00+05:30"},
    {"14 Mar 2024 09:26 -0330", "2024-03-14T09:26:00-03:30"},
    {"14 Mar 2024 09:26 +1400", "2024-03-14T09:26:00+14:00"},
    {"14 Mar 2024 09:26 -1200", "2024-03-14T09:26:00-12:00"},
    {"14 Mar 2024 09:26 +1559", "2024-03-14T09:26:00+15:59"},
    {"14 Mar 2024 09:26 +1600", "none"},
    {"14 Mar 2024 09:26 +0060", "none"},
    {"14 Mar 2024 09:26 +9999", "none"},
    {"14 Mar 2024 09:26 +00000", "none"},
    {"14 Mar 2024 09:26", "2024-03-14T09:26:00"},
};
INSTANTIATE_TEST_SUITE_P(Rfc2822_3_3_Zone, Rfc2822, testing::ValuesIn(kZone));

constexpr DateCase kWhiteSpaceAndComments[] = {
    {"Thu,14 Mar 2024 09:26:53 +0000", "2024-03-14T09:26:53Z"},
    {"Thu ,  14   Mar\t2024\r\n 09:26:53   +0000", "2024-03-14T09:26:53Z"},
    {"Thu, 14 Mar 2024 09:26:53 +0000 (UTC)", "2024-03-14T09:26:53Z"},
    {"Thu, 14 Mar 2024 09:26:53 +0000 (a (b) c)", "2024-03-14T09:26:53Z"},
    {"(x) Thu, (x) 14 (x) Mar (x) 2024 (x) 09:26:53 (x) +0000", "2024-03-14T09:26:53Z"},
    {"Thu, 14 Mar 2024 09:26:53 +0000 (", "2024-03-14T09:26:53Z"},
    {"Thu, 14 Mar 2024 09:26:53 +0000 )", "2024-03-14T09:26:53Z"},
    {"Thu, 14 Mar 2024 (13 Mar 2023) 09:26:53 GMT", "2024-03-14T09:26:53Z"},
};
INSTANTIATE_TEST_SUITE_P(Rfc2822_3_2_3_Cfws, Rfc2822, testing::ValuesIn(kWhiteSpaceAndComments));

constexpr DateCase kObsoleteYear[] = {
    {"14 Mar 00 09:26 GMT", "2000-03-14T09:26:00Z"},
    {"14 Mar 49 09:26 GMT", "2049-03-14T09:26:00Z"},
    {"14 Mar 50 09:26 GMT", "1950-03-14T09:26:00Z"},
    {"14 Mar 99 09:26 GMT", "1999-03-14T09:26:00Z"},
    {"14 Mar 100 09:26 GMT", "2000-03-14T09:26:00Z"},
    {"14 Mar 124 09:26 GMT", "2024-03-14T09:26:00Z"},
    {"14 Mar 4 09:26 GMT", "none"},
    {"14 Mar 999 09:26 GMT", "none"},
};
INSTANTIATE_TEST_SUITE_P(Rfc2822_4_3_ObsoleteYear, Rfc2822, testing::ValuesIn(kObsoleteYear));

constexpr DateCase kObsoleteZone[] = {
    {"14 Mar 2024 09:26 UT", "2024-03-14T09:26:00Z"},
    {"14 Mar 2024 09:26 GMT", "2024-03-14T09:26:00Z"},
    {"14 Mar 2024 09:26 EST", "2024-03-14T09:26:00-05:00"},
    {"14 Mar 2024 09:26 EDT", "2024-03-14T09:26:00-04:00"},
    {"14 Mar 2024 09:26 CST", "2024-03-14T09:26:00-06:00"},
    {"14 Mar 2024 09:26 CDT", "2024-03-14T09:26:00-05:00"},
    {"14 Mar 2024 09:26 MST", "2024-03-14T09:26:00-07:00"},
    {"14 Mar 2024 09:26 MDT", "2024-03-14T09:26:00-06:00"},
    {"14 Mar 2024 09:26 PST", "2024-03-14T09:26:00-08:00"},
    {"14 Mar 2024 09:26 PDT", "2024-03-14T09:26:00-07:00"},
    {"14 Mar 2024 09:26 Z", "2024-03-14T09:26:00Z"},
    {"14 Mar 2024 09:26 A", "2024-03-14T09:26:00"},
    {"14 Mar 2024 09:26 J", "none"},
    {"14 Mar 2024 09:26 XYZ", "none"},
};
INSTANTIATE_TEST_SUITE_P(Rfc2822_4_3_ObsoleteZone, Rfc2822, testing::ValuesIn(kObsoleteZone));

// What readers' bug lists collect: each of these stands in feeds.
constexpr DateCase kSloppy[] = {
    {"Thursday, 14 March 2024 09:26:53 GMT", "2024-03-14T09:26:53Z"},
    {"Thurs, 14 March 2024 09:26:53 GMT", "2024-03-14T09:26:53Z"},
    {"Tues, 12 Mar 2024 09:26:53 GMT", "2024-03-12T09:26:53Z"},
    {"Weds, 13 Mar 2024 09:26:53 GMT", "2024-03-13T09:26:53Z"},
    {"Thu 14 Mar 2024 09:26:53 GMT", "2024-03-14T09:26:53Z"},
    {"Thu., 14 Mar. 2024 09:26:53 GMT", "2024-03-14T09:26:53Z"},
    {"thu, 14 mar 2024 09:26:53 gmt", "2024-03-14T09:26:53Z"},
    {"THU, 14 MAR 2024 09:26:53 GMT", "2024-03-14T09:26:53Z"},
    {"Thu, 14 Sept 2023 09:26:53 GMT", "2023-09-14T09:26:53Z"},
    {"Thu, 14 Mar 2024, 09:26:53 GMT", "2024-03-14T09:26:53Z"},
    {"Thu, Mar 14 2024 09:26:53 GMT", "2024-03-14T09:26:53Z"},
    {"Thu, March 14, 2024 09:26:53 GMT", "2024-03-14T09:26:53Z"},
    {"Thu, 14-Mar-2024 09:26:53 GMT", "2024-03-14T09:26:53Z"},
    {"Thu, 2024 Mar 14 09:26:53 GMT", "2024-03-14T09:26:53Z"},
    {"Thu, 14 Mar 2024 09:26:53 +00:00", "2024-03-14T09:26:53Z"},
    {"Thu, 14 Mar 2024 09:26:53 +1:00", "2024-03-14T09:26:53+01:00"},
    {"Thu, 14 Mar 2024 09:26:53 +01", "2024-03-14T09:26:53+01:00"},
    {"Thu, 14 Mar 2024 09:26:53 +100", "2024-03-14T09:26:53+01:00"},
    {"Thu, 14 Mar 2024 09:26:53+0100", "2024-03-14T09:26:53+01:00"},
    {"Thu, 14 Mar 2024 09:26:53GMT", "2024-03-14T09:26:53Z"},
    {"Thu, 14 Mar 2024 09:26:53 GMT+1", "2024-03-14T09:26:53+01:00"},
    {"Thu, 14 Mar 2024 09:26:53 GMT-0500", "2024-03-14T09:26:53-05:00"},
    {"Thu, 14 Mar 2024 09:26:53 UTC+05:30", "2024-03-14T09:26:53+05:30"},
    {"Thu, 14 Mar 2024 09:26:53 GMT GMT", "2024-03-14T09:26:53Z"},
    {"Thu, 14 Mar 2024 09:26:53 Europe/Berlin", "2024-03-14T09:26:53+01:00"},
    {"Thu, 14 Mar 2024 9:26:53 AM EST", "2024-03-14T09:26:53-05:00"},
    {"Thu, 14 Mar 2024 09:26:53.123 GMT", "2024-03-14T09:26:53Z"},
    {"Thu, 14 Mar 2024T09:26:53Z", "2024-03-14T09:26:53Z"},
    {"Thu, 14 Mar 2024", "2024-03-14"},
    {"Thu, 14 Mar 2024 GMT", "2024-03-14"},
    {"Thu,, 14 Mar 2024 09:26:53 GMT", "2024-03-14T09:26:53Z"},
    {"\"Thu, 14 Mar 2024 09:26:53 GMT\"", "2024-03-14T09:26:53Z"},
    {"[Thu, 14 Mar 2024 09:26:53 GMT]", "2024-03-14T09:26:53Z"},
};
INSTANTIATE_TEST_SUITE_P(AsFeedsHaveIt, Rfc2822, testing::ValuesIn(kSloppy));

// A publisher's mistake that has several readings is no date.
constexpr DateCase kUnclear[] = {
    {"Thu, 14 Mar", "none"},
    {"Thu, Mar 2024 09:26 14 15", "none"},
    {"Thu, 00 Mar 2024 09:26:53 GMT", "none"},
    {"Thu, 32 Mar 2024 09:26:53 GMT", "none"},
    {"Sun, 31 Apr 2024 09:26:53 GMT", "none"},
    {"Thu, 29 Feb 2023 09:26:53 GMT", "none"},
    {"Thu, 14 Foo 2024 09:26:53 GMT", "none"},
    {"Thu, 14 Mar 20244 09:26:53 GMT", "none"},
    {"Thu, 14 Mar 0000 09:26:53 GMT", "none"},
    {"Thu, -14 Mar 2024 at noon", "none"},
    {"Thu, 14 Mar 2024 09:26:53 +0000 +0100", "none"},
    {"Thu, 14 Mar 2024 09:26:53 GMT EST", "none"},
    {"Thu, 14 Mar 2024 09:26:53 %z", "none"},
    {"Thu, 14 Mar 2024 {time} GMT", "none"},
    {"Thu, 14 Mar 2024 09:26:53 GMT yesterday", "none"},
};
INSTANTIATE_TEST_SUITE_P(ThatSayNothingClear, Rfc2822, testing::ValuesIn(kUnclear));

// As the programs write it that make the feeds.
constexpr DateCase kPrograms[] = {
    {"Thu Mar 14 2024 09:26:53 GMT+0100 (Central European Standard Time)",
     "2024-03-14T09:26:53+01:00"},                                        // JavaScript
    {"Thu, 14 Mar 2024 09:26:53 GMT", "2024-03-14T09:26:53Z"},            // toUTCString
    {"3/14/2024, 9:26:53 AM", "2024-03-14T09:26:53"},                     // toLocaleString
    {"Thu Mar 14 09:26:53 CET 2024", "2024-03-14T09:26:53+01:00"},        // java.util.Date, date(1)
    {"Thu Mar 14 09:26:53 AM CET 2024", "2024-03-14T09:26:53+01:00"},     // date(1) of later years
    {"Mar 14, 2024 9:26:53 AM", "2024-03-14T09:26:53"},                   // java.text.DateFormat
    {"2024-03-14T09:26:53.123456", "2024-03-14T09:26:53"},                // Python's isoformat
    {"2024-03-14 09:26:53.123456+00:00", "2024-03-14T09:26:53Z"},         // and its str
    {"Thu Mar 14 09:26:53 2024", "2024-03-14T09:26:53"},                  // ctime(3)
    {"2024-03-14 09:26:53 +0100", "2024-03-14T09:26:53+01:00"},           // Ruby, git
    {"2024-03-14 09:26:53 UTC", "2024-03-14T09:26:53Z"},                  // Ruby in UTC
    {"2024-03-14 09:26:53.123456789 +0000 UTC", "2024-03-14T09:26:53Z"},  // Go
    {"Thu, 14-Mar-24 09:26:53 UTC", "2024-03-14T09:26:53Z"},              // PHP's COOKIE, RFC 850
    {"2024-03-14T09:26:53+0100", "2024-03-14T09:26:53+01:00"},            // PHP's ISO8601
    {"2024-03-14 09:26:53", "2024-03-14T09:26:53"},                       // SQL
    {"2024-03-14 09:26:53.000", "2024-03-14T09:26:53"},                   // SQL Server
    {"14-MAR-24 09.26.53", "none"},                            // Oracle: dots in the time
    {"20240314T092653Z", "2024-03-14T09:26:53Z"},              // iCalendar
    {"2024-03-14T09:26:53.1234567Z", "2024-03-14T09:26:53Z"},  // .NET's "o"
    {"[14/Mar/2024:09:26:53 +0100]", "none"},                  // Apache's log
};
INSTANTIATE_TEST_SUITE_P(AsProgramsWriteIt, Rfc2822, testing::ValuesIn(kPrograms));

}  // namespace
}  // namespace tidings
