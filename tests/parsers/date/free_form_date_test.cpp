#include <array>
#include <string>
#include <string_view>

#include <gtest/gtest.h>

#include "parsers/date/parse_date.hpp"

// Dates with words, and numeric ones that are not ISO 8601's.
namespace tidings {
namespace {

std::string read(std::string_view text, const DateOptions& options = {}) {
  const auto date = parse_date(text, options);
  return date ? date->rfc3339() : "none";
}

constexpr std::array<std::string_view, 12> kMonths{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                   "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
constexpr std::array<std::string_view, 7> kDays{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};

std::string two(int number) { return (number < 10 ? "0" : "") + std::to_string(number); }

// RFC 5322 3.3.
std::string rfc5322(const DateTime& date) {
  const auto weekday =
      static_cast<std::size_t>((days_from_civil(date.year, date.month, date.day) % 7 + 11) % 7);
  const int offset = date.offset_minutes.value_or(0);
  const int magnitude = offset < 0 ? -offset : offset;
  return std::string(kDays[weekday]) + ", " + std::to_string(date.day) + " " +
         std::string(kMonths[static_cast<std::size_t>(date.month) - 1]) + " " +
         std::to_string(date.year) + " " + two(date.hour) + ":" + two(date.minute) + ":" +
         two(date.second) + " " + (offset < 0 ? "-" : "+") + two(magnitude / 60) +
         two(magnitude % 60);
}

TEST(Rfc5322_3_3, EveryDayOfACenturyReadsBackAsItself) {
  for (std::int64_t day = days_from_civil(1950, 1, 1); day < days_from_civil(2050, 1, 1); ++day) {
    DateTime date = DateTime::from_unix(day * 86'400 + (day + 100'000) % 86'400);
    date.offset_minutes = static_cast<int>((day + 100'000) % 1440) - 720;
    const auto again = parse_date(rfc5322(date));
    ASSERT_TRUE(again) << rfc5322(date);
    ASSERT_EQ(again->rfc3339(), date.rfc3339()) << rfc5322(date);
  }
}

TEST(Rfc2822_4_3, TwoAndThreeDigitYears) {
  for (int year = 0; year <= 99; ++year) {
    const std::string expected = std::to_string(year < 50 ? 2000 + year : 1900 + year);
    EXPECT_EQ(read("14 Mar " + two(year) + " 09:26 GMT").substr(0, 4), expected) << year;
  }
  EXPECT_EQ(read("14 Mar 100 09:26 GMT").substr(0, 4), "2000");
  EXPECT_EQ(read("14 Mar 126 09:26 GMT").substr(0, 4), "2026");
}

struct Case {
  std::string_view name;
  std::string_view text;
  std::string_view expected;
};

class Form : public testing::TestWithParam<Case> {};

TEST_P(Form, IsRead) { EXPECT_EQ(read(GetParam().text), GetParam().expected); }

constexpr Case kClock[] = {
    {"Midnight12Am", "14 March 2024 12:00 AM", "2024-03-14T00:00:00"},
    {"Noon12Pm", "14 March 2024 12:00 PM", "2024-03-14T12:00:00"},
    {"OneMinuteToNoon", "14 March 2024 11:59 am", "2024-03-14T11:59:00"},
    {"HourAlone", "14 March 2024 9 am", "2024-03-14T09:00:00"},
    {"HalfDayFirst", "2024年3月14日 下午3時20分", "2024-03-14T15:20:00"},
    {"MorningInChinese", "2024年3月14日 上午9时5分", "2024-03-14T09:05:00"},
    {"KoreanMorning", "2024년 3월 14일 오전 9시 5분", "2024-03-14T09:05:00"},
    {"SecondsWithFraction", "14 Mar 2024 09:26:53.123 GMT", "2024-03-14T09:26:53Z"},
    {"GermanDots", "14.3.2024, 9.26 Uhr", "2024-03-14T09:26:00"},
    {"FrenchHours", "14 mars 2024 à 9h", "2024-03-14T09:00:00"},
    {"FrenchHoursAndMinutes", "14 mars 2024 9 h 05", "none"},
    {"TimeBeforeTheDate", "09:26 14 March 2024", "2024-03-14T09:26:00"},
    {"Hour24", "14 March 2024 24:00", "2024-03-15T00:00:00"},
    {"Hour25", "14 March 2024 25:00", "none"},
    {"Minute60", "14 March 2024 10:60", "none"},
    {"Second61", "14 March 2024 10:00:61", "none"},
    {"TwoTimes", "14 March 2024 10:00 11:00", "none"},
    {"CompactTimeOutOfRange", "14 Mar 2024 2561 GMT", "none"},
};
INSTANTIATE_TEST_SUITE_P(Clock, Form, testing::ValuesIn(kClock),
                         [](const auto& test) { return std::string(test.param.name); });

constexpr Case kOrder[] = {
    {"DayMonthYear", "14 March 2024", "2024-03-14"},
    {"MonthDayYear", "March 14 2024", "2024-03-14"},
    {"YearMonthDay", "2024 March 14", "2024-03-14"},
    {"YearDayMonth", "2024 14 March", "2024-03-14"},
    {"DayAtTheEnd", "March 2024 14", "2024-03-14"},
    {"DayMonthYearTight", "14-Mar-2024", "2024-03-14"},
    {"DayMonthYearSlashes", "14/Mar/2024", "2024-03-14"},
    {"ApacheLog", "14/Mar/2024 09:26:53 +0100", "2024-03-14T09:26:53+01:00"},
    {"Day32", "32 March 2024", "none"},
    {"Day0", "0 March 2024", "none"},
    {"Day30February", "30 February 2024", "none"},
    {"TwoMonths", "14 March April 2024", "none"},
    {"TwoYears", "14 March 2024 2025", "none"},
    {"MonthAndYear", "March 2024", "2024-03-01"},
    {"MonthAndTwoDigits", "March 24", "none"},
    {"DayMonthNoYear", "14 March", "none"},
    {"FiveDigitYear", "14 March 20240", "none"},
};
INSTANTIATE_TEST_SUITE_P(Order, Form, testing::ValuesIn(kOrder),
                         [](const auto& test) { return std::string(test.param.name); });

constexpr Case kNumeric[] = {
    {"OnlyDayFirstExists", "31/12/2024", "2024-12-31"},
    {"OnlyMonthFirstExists", "12/31/2024", "2024-12-31"},
    {"NeitherExists", "13/13/2024", "none"},
    {"SameEitherWay", "5/5/2024", "2024-05-05"},
    {"DotsAreDayFirst", "3.4.2024", "2024-04-03"},
    {"DotsWhereOnlyMonthFirstExists", "3.14.2024", "2024-03-14"},
    {"DashesWithTheYearLast", "31-12-2024", "2024-12-31"},
    {"YearFirstSlashes", "2024/3/4", "2024-03-04"},
    {"YearFirstDots", "2024.03.04", "2024-03-04"},
    {"YearFirstIsNeverDayMonth", "2024/14/03", "none"},
    {"MixedSigns", "03/14-2024", "none"},
    {"TwoNumbers", "03/2024", "none"},
    {"FourNumbers", "03/14/2024/1", "none"},
    {"ThreeDigits", "003/14/2024", "none"},
    {"TwoDigitYear", "31/12/24", "none"},
    {"LeapDay", "29/02/2024", "2024-02-29"},
    {"NoLeapDay", "29/02/2023", "none"},
    {"WithATime", "31/12/2024 23:59", "2024-12-31T23:59:00"},
    {"WithAHalfDay", "12/31/2024 11:59 PM", "2024-12-31T23:59:00"},
};
INSTANTIATE_TEST_SUITE_P(Numeric, Form, testing::ValuesIn(kNumeric),
                         [](const auto& test) { return std::string(test.param.name); });

constexpr Case kAround[] = {
    {"PublishedColon", "Published: 14 March 2024", "2024-03-14"},
    {"PostedOn", "Posted on March 14, 2024", "2024-03-14"},
    {"UpdatedAt", "Updated 14 March 2024 at 09:26", "2024-03-14T09:26:00"},
    {"OtherWordsBefore", "Written 14 March 2024", "none"},
    {"OtherWordsBehind", "14 March 2024 by Ann", "none"},
    {"DayInParentheses", "2024-03-14 (Thu)", "2024-03-14"},
    {"DayNameBehind", "14 March 2024 Thursday", "2024-03-14"},
    {"UnknownDayNameBeforeAComma", "Dydd, 14 Mar 2024 09:26:53 GMT", "2024-03-14T09:26:53Z"},
    {"SpanishDe", "14 de marzo de 2024", "2024-03-14"},
    {"SpanishDel", "14 de marzo del 2024", "2024-03-14"},
    {"PortugueseAs", "14 de março de 2024 às 09:26", "2024-03-14T09:26:00"},
    {"ItalianAlleOre", "14 marzo 2024 alle ore 09:26", "2024-03-14T09:26:00"},
    {"DanishKl", "14. marts 2024 kl. 09:26", "2024-03-14T09:26:00"},
    {"FinnishKlo", "14. maaliskuuta 2024 klo 09:26", "2024-03-14T09:26:00"},
    {"DutchOm", "donderdag 14 maart 2024 09:26 u", "2024-03-14T09:26:00"},
    {"RussianYear", "14 марта 2024 года в 09:26", "2024-03-14T09:26:00"},
    {"UkrainianYear", "14 березня 2024 року, 09:26", "2024-03-14T09:26:00"},
    {"VietnameseWords", "Thứ Năm, ngày 14 tháng 3 năm 2024", "2024-03-14"},
};
INSTANTIATE_TEST_SUITE_P(WordsAround, Form, testing::ValuesIn(kAround),
                         [](const auto& test) { return std::string(test.param.name); });

// Before or behind the hour, in each language's way; 12 is the one to get wrong.
constexpr Case kHalfDays[] = {
    {"EnglishNoon", "14 March 2024 12 pm", "2024-03-14T12:00:00"},
    {"EnglishMidnight", "14 March 2024 12 am", "2024-03-14T00:00:00"},
    {"WithDots", "14 March 2024 1:05 p.m.", "2024-03-14T13:05:00"},
    {"WithBlanks", "14 March 2024 1:05 p. m.", "2024-03-14T13:05:00"},
    {"Tight", "14 March 2024 1:05pm", "2024-03-14T13:05:00"},
    {"WithSeconds", "14 March 2024 1:05:09 PM", "2024-03-14T13:05:09"},
    {"BeforeAZone", "14 March 2024 1:05 PM, EST", "2024-03-14T13:05:00-05:00"},
    {"GreekMorning", "14 Μαρτίου 2024 12:05 π.μ.", "2024-03-14T00:05:00"},
    {"ArabicAfternoon", "14 مارس 2024 1:05 م", "2024-03-14T13:05:00"},
    {"ArabicAfternoonInFull", "14 مارس 2024 1:05 مساء", "2024-03-14T13:05:00"},
    {"ChineseEvening", "2024年3月14日 晚上8:05", "2024-03-14T20:05:00"},
    {"ChineseEarly", "2024年3月14日 早上8:05", "2024-03-14T08:05:00"},
    {"JapaneseNoon", "2024年3月14日 午後0時5分", "2024-03-14T12:05:00"},
    {"KoreanNoon", "2024년 3월 14일 오후 12시 5분", "2024-03-14T12:05:00"},
    {"KoreanMidnight", "2024년 3월 14일 오전 12시 5분", "2024-03-14T00:05:00"},
    {"AnHourOver12InTheAfternoon", "14 March 2024 13:05 PM", "2024-03-14T13:05:00"},
    {"AnHourOver12InTheMorning", "14 March 2024 13:05 AM", "none"},
    {"TwoHalfDays", "14 March 2024 1:05 AM PM", "none"},
    {"AHalfDayWithoutAnHour", "14 March 2024 PM", "none"},
};
INSTANTIATE_TEST_SUITE_P(HalfDays, Form, testing::ValuesIn(kHalfDays),
                         [](const auto& test) { return std::string(test.param.name); });

constexpr Case kUnits[] = {
    {"DayAndMonthBeforeTheYear", "3月14日 2024", "2024-03-14"},
    {"MonthAndYear", "2024年3月", "2024-03-01"},
    {"MonthYearAndALooseDay", "2024年3月 14", "2024-03-14"},
    {"ALooseDayOfThreeDigits", "2024年3月 257", "none"},
    {"TwoLooseDays", "2024年3月 14 15", "none"},
    {"AYearOfTwoDigits", "24年3月14日", "none"},
    {"ADayOfThreeDigits", "2024年3月014日", "none"},
    {"Hour25", "2024年3月14日25時", "none"},
    {"HoursMinutesSeconds", "2024年3月14日 9時5分7秒", "2024-03-14T09:05:07"},
    {"HoursWithoutMinutes", "2024年3月14日 9時", "2024-03-14T09:00:00"},
    {"FrenchSeconds", "14 mars 2024 9h05min07s", "2024-03-14T09:05:07"},
    {"RussianHour", "14 марта 2024 г. 9 ч", "2024-03-14T09:00:00"},
    {"VietnameseMonth", "14 tháng 3 năm 2024", "2024-03-14"},
    {"VietnameseShort", "14 thg 3, 2024", "2024-03-14"},
    {"VietnameseMonth13", "14 tháng 13 năm 2024", "none"},
    {"AMonthTwice", "14 March 2024年3月", "none"},
};
INSTANTIATE_TEST_SUITE_P(Units, Form, testing::ValuesIn(kUnits),
                         [](const auto& test) { return std::string(test.param.name); });

constexpr Case kLeftOver[] = {
    {"ACommaAtTheEnd", "14 March 2024,", "2024-03-14"},
    {"ADotAtTheEnd", "14 March 2024.", "2024-03-14"},
    {"ADashAround", "- 14 March 2024 -", "2024-03-14"},
    {"ABar", "14 March 2024 | 09:26", "2024-03-14T09:26:00"},
    {"ABullet", "14 March 2024 • 09:26", "2024-03-14T09:26:00"},
    {"ASemicolon", "14 March 2024; 09:26", "2024-03-14T09:26:00"},
    {"AColonBehindAWord", "Date: 14 March 2024", "2024-03-14"},
    {"AColonBehindANumber", "14 March 2024 :", "none"},
    {"AColonAtTheStart", ": 14 March 2024", "none"},
    {"APlus", "14 March 2024 +", "none"},
    {"ANumber", "14 March 2024 5", "none"},
    {"APercentSign", "14 March 2024 100%", "none"},
    {"AnEmoji", "14 March 2024 😀", "none"},
    {"AnEqualsSign", "date=14 March 2024", "none"},
    {"AHashTag", "#14 March 2024", "none"},
};
INSTANTIATE_TEST_SUITE_P(LeftOver, Form, testing::ValuesIn(kLeftOver),
                         [](const auto& test) { return std::string(test.param.name); });

constexpr Case kEpoch[] = {
    {"Seconds", "1710408413", "2024-03-14T09:26:53Z"},
    {"Milliseconds", "1710408413000", "2024-03-14T09:26:53Z"},
    {"FractionOfASecond", "1710408413.999", "2024-03-14T09:26:53Z"},
    {"AFractionOfNothing", "1710408413.", "2024-03-14T09:26:53Z"},
    {"NineDigits", "171040841", "none"},
    {"ElevenDigits", "17104084131", "none"},
    {"Microseconds", "1710408413000000", "none"},
    {"Negative", "-1710408413", "none"},
    {"WithASign", "+1710408413", "none"},
    {"WithAnExponent", "1.710408413e9", "none"},
    {"WithAWord", "1710408413 s", "none"},
    {"TooLate", "2000000000", "none"},
    {"TooEarly", "0000000001", "none"},
};
INSTANTIATE_TEST_SUITE_P(Epoch, Form, testing::ValuesIn(kEpoch),
                         [](const auto& test) { return std::string(test.param.name); });

TEST(Language, DecidesOnlyWhatTheTextLeavesOpen) {
  EXPECT_EQ(read("14 March 2024", {.language = "de"}), "2024-03-14");
  EXPECT_EQ(read("14 listopada 2024", {.language = "en"}), "none");
  EXPECT_EQ(read("14 listopada 2024", {.language = "pl-PL"}), "2024-11-14");
}

TEST(Order, IsUsedOnlyWhereBothExist) {
  EXPECT_EQ(read("31/12/2024", {.order = NumericOrder::kMonthFirst}), "2024-12-31");
  EXPECT_EQ(read("12/31/2024", {.order = NumericOrder::kDayFirst}), "2024-12-31");
  EXPECT_EQ(read("Mon 03/04/2024", {.order = NumericOrder::kDayFirst}), "2024-04-03");
}

TEST(Epoch, Seconds10DigitsAndMilliseconds13) {
  EXPECT_EQ(read("1000000000"), "2001-09-09T01:46:40Z");
  EXPECT_EQ(read("1999999999"), "2033-05-18T03:33:19Z");
  EXPECT_EQ(read("0999999999"), "none");
  EXPECT_EQ(parse_date("1710408413589")->nanosecond, 589'000'000);
  EXPECT_EQ(read("1710408413.x"), "none");
}

}  // namespace
}  // namespace tidings
