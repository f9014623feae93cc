#include <string>
#include <string_view>

#include <gtest/gtest.h>

#include "tests/parsers/date/date_support.hpp"

// What stands between the parts of a date: blanks and signs of every script, and those that make it
// none.
namespace tidings {
namespace {

class Blank : public testing::TestWithParam<std::string_view> {};

TEST_P(Blank, SeparatesThePartsOfADate) {
  const std::string blank(GetParam());
  const std::string text = "Thu," + blank + "14" + blank + "March" + blank + "2024" + blank +
                           "9:26" + blank + "PM" + blank + "GMT";
  EXPECT_EQ(read_date(text), "2024-03-14T21:26:00Z");
}

TEST_P(Blank, AroundADateSaysNothing) {
  const std::string blank(GetParam());
  EXPECT_EQ(read_date(blank + "14 March 2024" + blank), "2024-03-14");
}

// CLDR 42 writes U+202F before "PM"; the others come out of HTML and of word processors.
INSTANTIATE_TEST_SUITE_P(Unicode_WhiteSpace, Blank,
                         testing::Values(" ", "  ", "\t", "\r\n", "\v", "\u00A0", "\u2002",
                                         "\u2003", "\u2009", "\u200A", "\u202F", "\u205F", "\u3000",
                                         "\u200B", "\u200E", "\u200F", "\uFEFF", " \u00A0 "));

class NumericSign : public testing::TestWithParam<DateCase> {};

TEST_P(NumericSign, IsReadWhereBothAreTheSame) {
  EXPECT_EQ(read_date(GetParam().text), GetParam().expected);
}

constexpr DateCase kSigns[] = {
    {"2024/03/14", "2024-03-14"},
    {"2024.03.14", "2024-03-14"},
    {"2024–03–14", "2024-03-14"},  // dashes
    {"2024‑03‑14", "2024-03-14"},  // hyphens that do not break
    {"2024−03−14", "2024-03-14"},  // minus signs
    {"２０２４/０３/１４", "2024-03-14"},
    {"２０２４年３月１４日", "2024-03-14"},
    {"２０２４年３月１４日　９：２６", "2024-03-14T09:26:00"},
    {"14/Mar/2024", "2024-03-14"},
    {"14.Mar.2024", "2024-03-14"},
    {"14–Mar–2024", "2024-03-14"},
    {"2024/03-14", "none"},
    {"2024-03/14", "none"},
    {"14.03/2024", "none"},
    {"2024,03,14", "none"},
    {"2024:03:14", "none"},
    {"2024_03_14", "none"},
    {"2024\\03\\14", "none"},
    {"2024~03~14", "none"},
    {"2024 03 14", "none"},
    {"2024+03+14", "none"},
};
INSTANTIATE_TEST_SUITE_P(BetweenNumbers, NumericSign, testing::ValuesIn(kSigns));

constexpr DateCase kClockSigns[] = {
    {"14 March 2024 09：26", "2024-03-14T09:26:00"},
    {"14 March 2024 09：26：53", "2024-03-14T09:26:53"},
    {"14 March 2024، 09:26", "2024-03-14T09:26:00"},
    {"14 March 2024、09:26", "2024-03-14T09:26:00"},
    {"14 March 2024 – 09:26", "2024-03-14T09:26:00"},
    {"14 March 2024 / 09:26", "2024-03-14T09:26:00"},
    {"14 March 2024 @ 09:26", "2024-03-14T09:26:00"},
    {"14 March 2024 09 : 26", "none"},
    {"14 March 2024 09;26", "none"},
    {"14 March 2024 09-26", "none"},
    {"14 March 2024 09.26", "none"},
    {"14 March 2024 09'26", "none"},
};
INSTANTIATE_TEST_SUITE_P(BesideAndWithinAClock, NumericSign, testing::ValuesIn(kClockSigns));

}  // namespace
}  // namespace tidings
