#include "parsers/date/date_tokens.hpp"

#include <string>
#include <string_view>

#include <gtest/gtest.h>

namespace tidings::date {
namespace {

using enum TokenKind;

std::string_view name_of(TokenKind kind) {
  switch (kind) {
    case kNumber:
      return "number";
    case kName:
      return "name";
    case kWord:
      return "word";
    case kFiller:
      return "filler";
    case kMonthPrefix:
      return "month-prefix";
    case kAm:
      return "am";
    case kPm:
      return "pm";
    case kYearUnit:
      return "year";
    case kMonthUnit:
      return "month";
    case kDayUnit:
      return "day";
    case kHourUnit:
      return "hour";
    case kMinuteUnit:
      return "minute";
    case kSecondUnit:
      return "second";
    case kPlus:
      return "+";
    case kMinus:
      return "-";
    case kColon:
      return ":";
    case kComma:
      return ",";
    case kDot:
      return ".";
    case kSlash:
      return "/";
  }
  return "?";
}

// The kinds in a row, "_" before one that follows a blank.
std::string kinds(std::string_view text) {
  Tokens tokens(text);
  if (!tokens.ok()) return "bad";
  std::string result;
  for (const Token& token : tokens.all()) {
    if (!result.empty()) result += ' ';
    if (token.after_space) result += '_';
    result += name_of(token.kind);
  }
  return result;
}

struct Case {
  std::string_view name;
  std::string_view text;
  std::string_view expected;
};

class TokenKinds : public testing::TestWithParam<Case> {};

TEST_P(TokenKinds, AreThoseOfTheText) { EXPECT_EQ(kinds(GetParam().text), GetParam().expected); }

constexpr Case kCases[] = {
    {"NumbersAndSigns", "2024-03/14 09:26+01.5,",
     "number - number / number _number : number + number . number ,"},
    {"NamesAndZones", "Thu 14 March EST", "name _number _name _word"},
    {"OrdinalEndings", "1st 2nd 3rd 4th 1er",
     "number filler _number filler _number filler _number filler _number filler"},
    {"HalfDays", "am PM a.m. P.M. p. m.", "am _pm _am _pm _pm"},
    {"GreekHalfDays", "π.μ. μ.μ. πμ", "am _pm _am"},
    {"ArabicHalfDays", "ص مساء", "am _pm"},
    {"ALetterIsNoHalfDay", "p. max", "word . _word"},
    {"CjkUnits", "2024年3月14日15時20分10秒",
     "number year number month number day number hour number minute number second"},
    {"KoreanUnits", "2024년 3월 14일 3시 20분",
     "number year _number month _number day _number hour _number minute"},
    {"CjkDays", "3月14日(木)", "number month number day"},
    {"CjkHalfDays", "午後3時", "pm number hour"},
    {"GermanHours", "14 Uhr", "number _hour"},
    {"VietnameseMonths", "tháng 3", "month-prefix _number"},
    {"HyphensWithinWords", "segunda-feira America/New_York o'clock", "name _word _filler"},
    {"AHyphenBeforeANumberIsASign", "Mar-14", "name - number"},
    {"NamesOfTwoWords", "كانون الثاني", "name"},
    {"AsciiWordsAreNotJoined", "new year", "word _word"},
    {"AllDashesAreOne", "1-2‐3‑4–5—6−7",
     "number - number - number - number - number - number - number"},
    {"FullWidthAndArabicSigns", "1：2،3、4", "number : number , number , number"},
    {"CommentsAreLeftOut", "1 (two (three) 4) 5", "number _number"},
    {"FullWidthParentheses", "1（2）3", "number _number"},
    {"AClosingParenthesisAlone", "1) 2", "number _number"},
    {"AnUnclosedComment", "1 (2 3", "number"},
    {"SignsThatSayNothing", "1 | 2 · 3 • 4 [5] \"6\"",
     "number _number _number _number _number _number"},
    {"NoBreakAndZeroWidthSpaces", "1\u00A02\u200B3\uFEFF", "number _number _number"},
    {"OtherSigns", "1 & 2", "bad"},
    {"Nothing", "", ""},
};

INSTANTIATE_TEST_SUITE_P(Texts, TokenKinds, testing::ValuesIn(kCases),
                         [](const auto& test) { return std::string(test.param.name); });

TEST(Tokens, NumbersOfAllScriptsHaveTheirValue) {
  for (const std::string_view text : {"1937", "١٩٣٧", "۱۹۳۷", "१९३७", "১৯৩৭", "１９３７", "๑๙๓๗"}) {
    Tokens tokens(text);
    ASSERT_EQ(tokens.all().size(), 1U) << text;
    EXPECT_EQ(tokens.all()[0].value, 1937) << text;
    EXPECT_EQ(tokens.all()[0].digits, 4) << text;
  }
}

TEST(Tokens, LeadingZerosCountAsDigits) {
  Tokens tokens("0007");
  EXPECT_EQ(tokens.all()[0].value, 7);
  EXPECT_EQ(tokens.all()[0].digits, 4);
}

TEST(Tokens, NumbersEndAt18Digits) {
  EXPECT_TRUE(Tokens(std::string(18, '9')).ok());
  EXPECT_FALSE(Tokens(std::string(19, '9')).ok());
}

TEST(Tokens, NoMoreThanTheCapacityAreTaken) {
  std::string text;
  for (std::size_t i = 0; i < Tokens::kCapacity; ++i) text += "1 ";
  EXPECT_TRUE(Tokens(text).ok());
  EXPECT_FALSE(Tokens(text + "1").ok());
}

TEST(Tokens, AWordOver64BytesIsNoName) {
  Tokens tokens(std::string(70, 'm'));
  EXPECT_EQ(tokens.all()[0].kind, kWord);
}

TEST(Tokens, IllFormedUtf8IsNoDate) { EXPECT_FALSE(Tokens("\xFF\xFE").ok()); }

}  // namespace
}  // namespace tidings::date
