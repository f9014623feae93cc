#include <cstdint>
#include <string>
#include <string_view>

#include <gtest/gtest.h>

#include "tests/parsers/date/date_support.hpp"

// The words that may stand in a date and say nothing, those that say something, and the clocks of
// languages, hour by hour.
namespace tidings {
namespace {

struct Word {
  std::string_view language;
  std::string_view text;
};

class AWordThatSaysNothing : public testing::TestWithParam<Word> {};

TEST_P(AWordThatSaysNothing, LeavesTheDateAsItIs) {
  EXPECT_EQ(read_date(GetParam().text), "2024-03-14");
}

constexpr Word kFillers[] = {
    {"English", "on 14 March 2024"},
    {"English", "the 14th of March 2024"},
    {"English", "March the 14th, 2024"},
    {"English", "Published 14 March 2024"},
    {"English", "Posted: 14 March 2024"},
    {"English", "Updated on 14 March 2024"},
    {"English", "Date 14 March 2024"},
    {"German", "am 14. März 2024"},
    {"German", "den 14. März 2024"},
    {"German", "der 14. März 2024"},
    {"French", "le 14 mars 2024"},
    {"Spanish", "el 14 de marzo de 2024"},
    {"Spanish", "14 de marzo del 2024"},
    {"Italian", "il 14 marzo 2024"},
    {"Portuguese", "em 14 de março de 2024"},
    {"Danish", "den 14. marts 2024"},
    {"Vietnamese", "ngày 14 tháng 3 năm 2024"},
    {"Russian", "14 марта 2024 г."},
    {"Russian", "14 марта 2024 года"},
    {"Ukrainian", "14 березня 2024 р."},
    {"Ukrainian", "14 березня 2024 року"},
};
INSTANTIATE_TEST_SUITE_P(InADate, AWordThatSaysNothing, testing::ValuesIn(kFillers));

class ADayOfTheWeek : public testing::TestWithParam<std::string_view> {};

TEST_P(ADayOfTheWeek, InCjkMayStandInOrOutsideOfParentheses) {
  const std::string name(GetParam());
  EXPECT_EQ(read_date("2024年3月14日" + name), "2024-03-14");
  EXPECT_EQ(read_date("2024年3月14日 " + name + " 09:26"), "2024-03-14T09:26:00");
  EXPECT_EQ(read_date("2024年3月14日(" + name + ")"), "2024-03-14");
  EXPECT_EQ(read_date(name + " 2024年3月14日"), "2024-03-14");
}

INSTANTIATE_TEST_SUITE_P(Names, ADayOfTheWeek,
                         testing::Values("星期一", "星期二", "星期三", "星期四", "星期五", "星期六",
                                         "星期日", "星期天", "周一", "周日", "週一", "週日",
                                         "月曜日", "火曜日", "水曜日", "木曜日", "金曜日", "土曜日",
                                         "日曜日", "월요일", "화요일", "수요일", "목요일", "금요일",
                                         "토요일", "일요일"));

std::string two(int number) { return (number < 10 ? "0" : "") + std::to_string(number); }

struct Clock {
  std::string_view name;
  std::string (*write)(int hour, int minute);
};

class EveryClock : public testing::TestWithParam<Clock> {};

TEST_P(EveryClock, HasEveryHourAndMinute) {
  for (int hour = 0; hour < 24; ++hour) {
    for (const int minute : {0, 1, 9, 10, 30, 59}) {
      const std::string text = GetParam().write(hour, minute);
      EXPECT_EQ(read_date(text), "2024-03-14T" + two(hour) + ":" + two(minute) + ":00") << text;
    }
  }
}

std::string of_12(int hour) { return std::to_string((hour + 11) % 12 + 1); }

constexpr Clock kClocks[] = {
    {"English24", [](int h, int m) { return "14 March 2024 " + two(h) + ":" + two(m); }},
    {"English12",
     [](int h, int m) {
       return "March 14, 2024 " + of_12(h) + ":" + two(m) + (h < 12 ? " AM" : " PM");
     }},
    {"EnglishTight",
     [](int h, int m) {
       return "March 14, 2024 at " + of_12(h) + ":" + two(m) + (h < 12 ? "am" : "pm");
     }},
    {"EnglishDotted",
     [](int h, int m) {
       return "March 14, 2024, " + of_12(h) + ":" + two(m) + (h < 12 ? " a.m." : " p.m.");
     }},
    {"TimeFirst", [](int h, int m) { return two(h) + ":" + two(m) + ", 14 March 2024"; }},
    {"German", [](int h, int m) { return "14. März 2024, " + two(h) + ":" + two(m) + " Uhr"; }},
    {"GermanDotted",
     [](int h, int m) { return "14. März 2024, " + two(h) + "." + two(m) + " Uhr"; }},
    {"French", [](int h, int m) { return "14 mars 2024 à " + two(h) + "h" + two(m); }},
    {"Finnish",
     [](int h, int m) { return "14. maaliskuuta 2024 klo " + std::to_string(h) + "." + two(m); }},
    {"Danish", [](int h, int m) { return "14. marts 2024 kl. " + two(h) + "." + two(m); }},
    {"Greek",
     [](int h, int m) {
       return "14 Μαρτίου 2024 " + of_12(h) + ":" + two(m) + (h < 12 ? " π.μ." : " μ.μ.");
     }},
    {"Arabic",
     [](int h, int m) {
       return "14 مارس 2024 " + of_12(h) + ":" + two(m) + (h < 12 ? " ص" : " م");
     }},
    {"Chinese",
     [](int h, int m) {
       return std::string("2024年3月14日 ") + (h < 12 ? "上午" : "下午") + of_12(h) + "点" +
              std::to_string(m) + "分";
     }},
    {"Japanese",
     [](int h, int m) {
       return "2024年3月14日 " + std::to_string(h) + "時" + std::to_string(m) + "分";
     }},
    {"Korean",
     [](int h, int m) {
       return std::string("2024년 3월 14일 ") + (h < 12 ? "오전 " : "오후 ") + of_12(h) + "시 " +
              std::to_string(m) + "분";
     }},
};
INSTANTIATE_TEST_SUITE_P(OfALanguage, EveryClock, testing::ValuesIn(kClocks),
                         [](const auto& test) { return std::string(test.param.name); });

struct Stated {
  std::string_view text;
  DatePrecision precision;
};

class Precision : public testing::TestWithParam<Stated> {};

TEST_P(Precision, IsWhatTheTextStates) {
  const auto date = parse_date(GetParam().text);
  ASSERT_TRUE(date) << GetParam().text;
  EXPECT_EQ(date->precision, GetParam().precision) << GetParam().text;
}

constexpr Stated kStated[] = {
    {"2024", DatePrecision::kYear},
    {"2024-03", DatePrecision::kMonth},
    {"March 2024", DatePrecision::kMonth},
    {"2024年3月", DatePrecision::kMonth},
    {"2024-03-14", DatePrecision::kDay},
    {"2024-W11", DatePrecision::kDay},
    {"2024-074", DatePrecision::kDay},
    {"14 March 2024", DatePrecision::kDay},
    {"14 March 2024 GMT", DatePrecision::kDay},
    {"14/03/2024", DatePrecision::kDay},
    {"2024-03-14T09:26Z", DatePrecision::kMinute},
    {"14 March 2024 9 am", DatePrecision::kMinute},
    {"14 Mar 2024 0926 GMT", DatePrecision::kMinute},
    {"2024年3月14日9時", DatePrecision::kMinute},
    {"2024-03-14T09:26:53Z", DatePrecision::kSecond},
    {"14 Mar 2024 09:26:53", DatePrecision::kSecond},
    {"2024-03-14T09:26:53.5Z", DatePrecision::kSecond},
    {"1710408413", DatePrecision::kSecond},
};
INSTANTIATE_TEST_SUITE_P(OfATime, Precision, testing::ValuesIn(kStated));

// RFC 9110 5.6.7: the three forms of HTTP, for days of every month.
TEST(HttpDate, Rfc9110_5_6_7_TheThreeFormsAreTheSameInstant) {
  constexpr std::string_view kMonths[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                          "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  for (int month = 1; month <= 12; ++month) {
    const std::string name(kMonths[month - 1]);
    const std::string expected = "1994-" + two(month) + "-06T08:49:37";
    EXPECT_EQ(read_date("Sun, 06 " + name + " 1994 08:49:37 GMT"), expected + "Z");
    EXPECT_EQ(read_date("Sunday, 06-" + name + "-94 08:49:37 GMT"), expected + "Z");
    EXPECT_EQ(read_date("Sun " + name + "  6 08:49:37 1994"), expected);
  }
}

// ISO 8601:1988 5.2: with the century left out, every day of a hundred years.
TEST(ShortIso, EveryDayOf1950To2049IsReadInBothForms) {
  const DateOptions options{.short_iso = true};
  for (std::int64_t day = days_from_civil(1950, 1, 1); day < days_from_civil(2050, 1, 1); ++day) {
    const DateTime date = DateTime::from_unix(day * 86'400);
    const std::string year = two(date.year % 100);
    ASSERT_EQ(read_date(year + two(date.month) + two(date.day), options), date.day_text());
    const auto ordinal = day - days_from_civil(date.year, 1, 1) + 1;
    ASSERT_EQ(read_date(year + std::to_string(1000 + ordinal).substr(1), options), date.day_text());
  }
}

}  // namespace
}  // namespace tidings
