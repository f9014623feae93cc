#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include <gtest/gtest.h>

#include "tests/parsers/date/date_support.hpp"

// What must hold of every text: a date that exists or none, in linear time, never a wrong one.
namespace tidings {
namespace {

std::string two(int number) { return (number < 10 ? "0" : "") + std::to_string(number); }

// The forms that write the same numbers, each in its own order.
struct Form {
  std::string_view name;
  std::string (*write)(const DateTime& date);
};

constexpr std::array<std::string_view, 12> kMonths{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                   "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

std::string month_name(int month) {
  return std::string(kMonths.at(static_cast<std::size_t>(month) - 1));
}

std::string clock(const DateTime& d) {
  return two(d.hour) + ":" + two(d.minute) + ":" + two(d.second);
}

constexpr Form kForms[] = {
    {"Rfc3339",
     [](const DateTime& d) {
       return std::to_string(d.year) + "-" + two(d.month) + "-" + two(d.day) + "T" + clock(d) + "Z";
     }},
    {"Basic",
     [](const DateTime& d) {
       return std::to_string(d.year) + two(d.month) + two(d.day) + "T" + two(d.hour) +
              two(d.minute) + two(d.second) + "Z";
     }},
    {"Rfc2822",
     [](const DateTime& d) {
       return two(d.day) + " " + month_name(d.month) + " " + std::to_string(d.year) + " " +
              clock(d) + " GMT";
     }},
    {"Asctime",
     [](const DateTime& d) {
       return month_name(d.month) + " " + std::to_string(d.day) + " " + clock(d) + " UTC " +
              std::to_string(d.year);
     }},
    {"Slashes",
     [](const DateTime& d) {
       return std::to_string(d.year) + "/" + two(d.month) + "/" + two(d.day) + " " + clock(d) +
              " +0000";
     }},
    {"Cjk",
     [](const DateTime& d) {
       return std::to_string(d.year) + "年" + std::to_string(d.month) + "月" +
              std::to_string(d.day) + "日 " + clock(d) + " GMT";
     }},
};

class EveryForm : public testing::TestWithParam<Form> {
 protected:
  static std::string form(const DateTime& date) { return GetParam().write(date); }
  static DateTime noon(int year, int month, int day) {
    return {.year = year, .month = month, .day = day, .hour = 12, .offset_minutes = 0};
  }
};

TEST_P(EveryForm, HasEveryDayOfALeapYearAndOfAnother) {
  for (const int year : {2023, 2024}) {
    for (int month = 1; month <= 12; ++month) {
      for (int day = 1; day <= 31; ++day) {
        const DateTime date = noon(year, month, day);
        const auto read = parse_date(form(date));
        EXPECT_EQ(read.has_value(), is_valid_date(year, month, day)) << form(date);
        if (read) {
          EXPECT_EQ(read->day_text(), date.day_text()) << form(date);
        }
      }
    }
  }
}

TEST_P(EveryForm, HasNoHourMinuteOrSecondBeyondTheClock) {
  for (int value = 0; value < 100; ++value) {
    DateTime date = noon(2024, 3, 14);
    date.hour = value;
    EXPECT_EQ(parse_date(form(date)).has_value(), value <= 24) << form(date);
    date = noon(2024, 3, 14);
    date.minute = value;
    EXPECT_EQ(parse_date(form(date)).has_value(), value <= 59) << form(date);
    date = noon(2024, 3, 14);
    date.second = value;
    EXPECT_EQ(parse_date(form(date)).has_value(), value <= 60) << form(date);
  }
}

TEST_P(EveryForm, HasTheYears1700To2199) {
  for (int year = 1600; year < 2300; ++year) {
    const auto read = parse_date(form(noon(year, 6, 15)));
    EXPECT_EQ(read.has_value(), year >= 1700 && year <= 2199) << year;
    if (read) {
      EXPECT_EQ(read->year, year);
    }
  }
}

TEST_P(EveryForm, HasMidnightAtTheEndOfEveryMonth) {
  for (int month = 1; month <= 12; ++month) {
    for (const int year : {2023, 2024}) {
      int last = 31;
      while (!is_valid_date(year, month, last)) --last;
      DateTime date = noon(year, month, last);
      date.hour = 24;
      const auto read = parse_date(form(date));
      ASSERT_TRUE(read) << form(date);
      EXPECT_EQ(read->unix_seconds(), (days_from_civil(year, month, last) + 1) * 86'400);
      EXPECT_EQ(read->hour, 0);
    }
  }
}

TEST_P(EveryForm, HasALeapSecondAsTheSecondAfterIt) {
  for (const auto& [year, month, day] :
       {std::array{2016, 12, 31}, std::array{2015, 6, 30}, std::array{2024, 2, 29}}) {
    DateTime date = noon(year, month, day);
    date.hour = 23;
    date.minute = 59;
    date.second = 60;
    const auto read = parse_date(form(date));
    ASSERT_TRUE(read) << form(date);
    EXPECT_EQ(read->unix_seconds(), (days_from_civil(year, month, day) + 1) * 86'400);
  }
}

INSTANTIATE_TEST_SUITE_P(OfADate, EveryForm, testing::ValuesIn(kForms),
                         [](const auto& test) { return std::string(test.param.name); });

constexpr std::array<std::string_view, 7> kDays{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};

std::string weekday_of(int year, int month, int day) {
  const auto index = static_cast<std::size_t>((days_from_civil(year, month, day) % 7 + 11) % 7);
  return std::string(kDays.at(index));
}

// The heart of "never a wrong date": whatever the reader makes of two numbers, it is what was
// meant.
TEST(NumericDates, WithTheDaysNameAreWhatWasMeantOrNone) {
  int read = 0;
  for (int month = 1; month <= 12; ++month) {
    for (int day = 1; day <= 31; ++day) {
      if (!is_valid_date(2024, month, day)) continue;
      const std::string name = weekday_of(2024, month, day);
      const DateTime meant{.year = 2024, .month = month, .day = day, .offset_minutes = {}};
      for (const auto& [first, second] : {std::pair{day, month}, std::pair{month, day}}) {
        const auto date = parse_date(name + " " + two(first) + "/" + two(second) + "/2024");
        if (!date) continue;
        ++read;
        ASSERT_EQ(date->day_text(), meant.day_text());
      }
    }
  }
  EXPECT_GT(read, 600);  // of 732
}

TEST(NumericDates, WithoutADaysNameAreReadWhereOnlyOneOrderExists) {
  for (int first = 1; first <= 31; ++first) {
    for (int second = 1; second <= 31; ++second) {
      const auto date = parse_date(two(first) + "/" + two(second) + "/2024");
      const bool day_first = is_valid_date(2024, second, first);
      const bool month_first = is_valid_date(2024, first, second);
      const bool certain = day_first != month_first || (day_first && first == second);
      ASSERT_EQ(date.has_value(), certain) << first << "/" << second;
    }
  }
}

TEST(NumericDates, WithTheCallersOrderAreReadWhereverTheyExist) {
  for (int month = 1; month <= 12; ++month) {
    for (int day = 1; day <= 31; ++day) {
      if (!is_valid_date(2024, month, day)) continue;
      const DateTime meant{.year = 2024, .month = month, .day = day, .offset_minutes = {}};
      const auto day_first =
          parse_date(two(day) + "/" + two(month) + "/2024", {.order = NumericOrder::kDayFirst});
      const auto month_first =
          parse_date(two(month) + "/" + two(day) + "/2024", {.order = NumericOrder::kMonthFirst});
      ASSERT_TRUE(day_first && month_first);
      ASSERT_EQ(day_first->day_text(), meant.day_text());
      ASSERT_EQ(month_first->day_text(), meant.day_text());
    }
  }
}

// Pieces of dates in any row: the result may be none, but is never a day that does not exist.
std::string jumble(std::uint32_t seed) {
  constexpr std::string_view kPieces[] = {"14", "2024", "3",  "03", "Mar", "Thu", ",",   "/",
                                          "-",  ":",    "09", "26", "T",   "Z",   "GMT", "+0100",
                                          "PM", "年",   "月", "日", "(",   ")",   ".",   "am",
                                          "of", "31",   "0",  "99", "EST", "Uhr", "h",   "W11"};
  std::string text;
  for (int i = 0; i < 9; ++i) {
    seed = seed * 1'664'525 + 1'013'904'223;
    text += kPieces[(seed >> 16) % std::size(kPieces)];
    if ((seed >> 24) % 2 == 0) text += ' ';
  }
  return text;
}

TEST(Jumble, IsADateThatExistsOrNone) {
  int read = 0;
  for (std::uint32_t seed = 0; seed < 100'000; ++seed) {
    const auto date = parse_date(jumble(seed));
    if (!date) continue;
    ++read;
    ASSERT_TRUE(is_valid_date(date->year, date->month, date->day)) << jumble(seed);
    ASSERT_TRUE(date->year >= 1700 && date->year <= 2199) << jumble(seed);
    ASSERT_TRUE(date->hour <= 23 && date->minute <= 59 && date->second <= 59) << jumble(seed);
  }
  EXPECT_GT(read, 20);
}

TEST(Jumble, ThatIsADateIsWrittenAsTheSameDate) {
  for (std::uint32_t seed = 0; seed < 100'000; ++seed) {
    const auto date = parse_date(jumble(seed));
    if (!date) continue;
    const auto again = parse_date(date->rfc3339());
    ASSERT_TRUE(again) << jumble(seed);
    ASSERT_EQ(again->rfc3339(), date->rfc3339()) << jumble(seed);
  }
}

// Every way in which a byte can be lost on the way: the day is the same or another number of it.
TEST(DamagedDates, WithoutOneOfTheirBytesExistOrAreNone) {
  for (const std::string_view whole :
       {"Thu, 14 Mar 2024 09:26:53 +0100", "2024-03-14T09:26:53+01:00", "14. März 2024, 09:26 Uhr",
        "2024年3月14日 午後3時20分", "Thu Mar 14 09:26:53 CET 2024"}) {
    for (std::size_t at = 0; at < whole.size(); ++at) {
      std::string text(whole);
      text.erase(at, 1);
      const auto date = parse_date(text);
      if (date) {
        EXPECT_TRUE(is_valid_date(date->year, date->month, date->day)) << text;
      }
    }
  }
}

TEST(HostileDates, EndAtTheLimitsOfTheHeader) {
  EXPECT_EQ(read_date("14 March 2024" + std::string(300, ' ')), "2024-03-14");
  EXPECT_EQ(read_date("14 March" + std::string(188, ' ') + "2024"), "2024-03-14");  // 200 bytes
  EXPECT_EQ(read_date("14 March" + std::string(189, ' ') + "2024"), "none");
  EXPECT_EQ(read_date(std::string(100, '(') + "14 March 2024"), "none");
  EXPECT_EQ(read_date(std::string(100, ')') + "14 March 2024"), "2024-03-14");
  EXPECT_EQ(read_date("14 March 2024 (" + std::string(100, '(')), "2024-03-14");
}

TEST(HostileDates, NumbersOfAnyLengthAreNoYears) {
  for (std::size_t digits = 5; digits < 60; ++digits) {
    EXPECT_EQ(read_date("14 March " + std::string(digits, '9')), "none") << digits;
    EXPECT_EQ(read_date(std::string(digits, '0') + "14 March 2024"), "none") << digits;
  }
}

TEST(HostileDates, BytesThatAreNoTextAreNoDate) {
  using namespace std::string_view_literals;
  for (const std::string_view text :
       {"14\xFFMarch 2024"sv, "14 M\xC3rch 2024"sv, "\xE5\xB9"sv, "2024\xE5\xB9\xB4\xE6"sv,
        "14 March 2024 \xF0\x9F\x98\x80"sv, "\xED\xA0\x80 2024"sv}) {
    EXPECT_EQ(read_date(text), "none") << text;
  }
}

TEST(HostileDates, ANulByteIsABlank) {
  EXPECT_EQ(read_date(std::string_view("14\0March\0"
                                       "2024",
                                       13)),
            "2024-03-14");
}

}  // namespace
}  // namespace tidings
