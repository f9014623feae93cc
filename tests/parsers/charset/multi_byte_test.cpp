#include <string>
#include <string_view>

#include <gtest/gtest.h>

#include "parsers/charset/decoder.hpp"
#include "parsers/charset/utf8.hpp"

// The decoders of several bytes a character, state by state (WHATWG Encoding 10 to 13).
namespace tidings::charset {
namespace {

using namespace std::string_view_literals;

struct Case {
  std::string_view name;
  std::string_view bytes;
  std::string_view text;
};

std::string name_of(const testing::TestParamInfo<Case>& test) {
  return std::string(test.param.name);
}

class Gb18030 : public testing::TestWithParam<Case> {};

TEST_P(Gb18030, IsDecodedAsTheStatesSay) {
  EXPECT_EQ(decode(GetParam().bytes, "gb18030").text, GetParam().text);
}

TEST_P(Gb18030, IsTheDecoderOfGbkToo) {
  EXPECT_EQ(decode(GetParam().bytes, "GBK").text, GetParam().text);
}

constexpr Case kGb18030[] = {
    {"Ascii", "a\x7F"sv, "a\x7F"sv},
    {"EuroByItself", "\x80"sv, "€"},
    {"EuroOfTwoBytes", "\xA2\xE3"sv, "€"},
    {"FirstOfTwoBytes", "\x81\x40"sv, "丂"},
    {"LastOfGb2312", "\xF7\xFE"sv, "齄"},
    {"SecondByteBelow0x7F", "\x81\x7E"sv, "亊"},
    {"FirstOfFourBytes", "\x81\x30\x81\x30"sv, "\u0080"},
    {"LastBelowTheSupplementaryPlanes", "\x84\x31\xA4\x37"sv, "\uFFFD"},
    {"FirstSupplementary", "\x90\x30\x81\x30"sv, "\U00010000"},
    {"LastCodePoint", "\xE3\x32\x9A\x35"sv, "\U0010FFFF"},
    {"AnEmoji", "\x94\x39\xFC\x36"sv, "\U0001F600"},
    {"AByteThatBeginsNothing",
     "\xFF"
     "a"sv,
     "\uFFFDa"},
    {"AnAsciiByteInSecondPlaceIsReadAgain", "\x81 a"sv, "\uFFFD a"},
    {"AHighByteInSecondPlaceIsNot",
     "\x81\xFF"
     "a"sv,
     "\uFFFDa"},
    {"DelInSecondPlaceIsReadAgain", "\x81\x7F"sv, "\uFFFD\x7F"},
    {"TheEndAfterOneByte", "a\x81"sv, "a\uFFFD"},
    {"TheEndAfterTwoBytesOfFour", "a\x81\x30"sv, "a\uFFFD"},
    {"TheEndAfterThreeBytesOfFour", "a\x81\x30\x81"sv, "a\uFFFD"},
};
INSTANTIATE_TEST_SUITE_P(WhatwgEncoding10_2_1, Gb18030, testing::ValuesIn(kGb18030), name_of);

class Big5 : public testing::TestWithParam<Case> {};

TEST_P(Big5, IsDecodedAsTheStatesSay) {
  EXPECT_EQ(decode(GetParam().bytes, "Big5").text, GetParam().text);
}

constexpr Case kBig5[] = {
    {"FirstOfTheCommon", "\xA4\x40"sv, "一"},
    {"LastOfTheCommon", "\xC6\x7E"sv, "籲"},
    {"FirstOfTheLessCommon", "\xC9\x40"sv, "乂"},
    {"OfHongKong", "\x87\x40"sv, "䏰"},
    {"OfHongKongBeyondTheBmp", "\x88\x66\x87\x45"sv, "\u00CA\U00027267"},
    {"EWithCircumflexAndMacron", "\x88\x62"sv, "\u00CA\u0304"},
    {"EWithCircumflexAndCaron", "\x88\x64"sv, "\u00CA\u030C"},
    {"SmallEWithCircumflexAndMacron", "\x88\xA3"sv, "\u00EA\u0304"},
    {"SmallEWithCircumflexAndCaron", "\x88\xA5"sv, "\u00EA\u030C"},
    {"AnAsciiByteInSecondPlaceIsReadAgain", "\xA4<p>"sv, "\uFFFD<p>"},
    {"AHighByteInSecondPlaceIsNot",
     "\xA4\x80"
     "a"sv,
     "\uFFFDa"},
    {"ABytePairWithoutACharacter", "\x81\x40"sv, "\uFFFD@"},
    {"BytesThatBeginNothing", "\x80\xFF"sv, "\uFFFD\uFFFD"},
    {"TheEndAfterOneByte", "a\xA4"sv, "a\uFFFD"},
};
INSTANTIATE_TEST_SUITE_P(WhatwgEncoding11_1_1, Big5, testing::ValuesIn(kBig5), name_of);

class EucJp : public testing::TestWithParam<Case> {};

TEST_P(EucJp, IsDecodedAsTheStatesSay) {
  EXPECT_EQ(decode(GetParam().bytes, "EUC-JP").text, GetParam().text);
}

constexpr Case kEucJp[] = {
    {"Hiragana", "\xA4\xA2\xA4\xF3"sv, "あん"},
    {"Katakana", "\xA5\xCB\xA5\xE5\xA1\xBC\xA5\xB9"sv, "ニュース"},
    {"HalfWidthKatakana", "\x8E\xB1\x8E\xDF"sv, "ｱﾟ"},
    {"OfJisX0212", "\x8F\xA2\xAF\x8F\xB0\xA1"sv, "˘丂"},
    {"OfNecRow13", "\xAD\xA1"sv, "①"},
    {"FullWidthTilde", "\xA1\xC1"sv, "～"},
    {"FullWidthHyphen", "\xA1\xDD"sv, "－"},
    {"ParallelLines", "\xA1\xC2"sv, "∥"},
    {"AnAsciiByteInSecondPlaceIsReadAgain", "\xA4<p>"sv, "\uFFFD<p>"},
    {"AnAsciiByteAfterTheShiftToKatakana",
     "\x8E"
     "A"sv,
     "\uFFFDA"},
    {"AByteThatBeginsNothing",
     "\x80"
     "a"sv,
     "\uFFFDa"},
    {"TheEndAfterOneByte", "a\xA4"sv, "a\uFFFD"},
    {"TheEndAfterTwoBytesOfThree", "a\x8F\xA2"sv, "a\uFFFD"},
};
INSTANTIATE_TEST_SUITE_P(WhatwgEncoding12_1_1, EucJp, testing::ValuesIn(kEucJp), name_of);

class Iso2022Jp : public testing::TestWithParam<Case> {};

TEST_P(Iso2022Jp, IsDecodedAsTheStatesSay) {
  EXPECT_EQ(decode(GetParam().bytes, "ISO-2022-JP").text, GetParam().text);
}

constexpr Case kIso2022Jp[] = {
    {"Ascii", "a\\~"sv, "a\\~"},
    {"Roman", "\x1B(J\\~\x1B(B\\~"sv, "¥‾\\~"},
    {"Katakana", "\x1B(I1_\x1B(B1"sv, "ｱﾟ1"},
    {"JisX0208Of1978", "\x1B$@F|K\\\x1B(B"sv, "日本"},
    {"JisX0208Of1983", "\x1B$BF|K\\\x1B(B"sv, "日本"},
    {"BackToRoman", "\x1B$BF|\x1B(J\\"sv, "日¥"},
    {"AHighByte",
     "a\x80\xFF"
     "b"sv,
     "a\uFFFD\uFFFDb"},
    {"TheEndAfterOneByte", "\x1B$BF"sv, "\uFFFD"},
};
INSTANTIATE_TEST_SUITE_P(WhatwgEncoding12_2_1, Iso2022Jp, testing::ValuesIn(kIso2022Jp), name_of);

class ShiftJis : public testing::TestWithParam<Case> {};

TEST_P(ShiftJis, IsDecodedAsTheStatesSay) {
  EXPECT_EQ(decode(GetParam().bytes, "Shift_JIS").text, GetParam().text);
}

constexpr Case kShiftJis[] = {
    {"AsciiHasABackslashAndATilde", "\\~"sv, "\\~"},
    {"HalfWidthKatakana", "\xA1\xDF"sv, "｡ﾟ"},
    {"Hiragana", "\x82\xA0\x82\xF1"sv, "あん"},
    {"ASecondByteThatIsABackslash", "\x83\x5C\x95\x5C"sv, "ソ表"},
    {"OfNecRow13", "\x87\x40"sv, "①"},
    {"OfIbm", "\xFA\x40"sv, "ⅰ"},
    {"FullWidthTilde", "\x81\x60"sv, "～"},
    {"FullWidthHyphen", "\x81\x7C"sv, "－"},
    {"FullWidthBackslash", "\x81\x5F"sv, "＼"},
    {"FirstOfTheUsersOwn", "\xF0\x40"sv, "\uE000"},
    {"LastOfTheUsersOwn", "\xF9\xFC"sv, "\uE757"},
    {"TheByte0x80", "\x80"sv, "\u0080"},
    {"BytesThatBeginNothing", "\xA0\xFD\xFE\xFF"sv, "\uFFFD\uFFFD\uFFFD\uFFFD"},
    {"AnAsciiByteInSecondPlaceIsReadAgain", "\x82<p>"sv, "\uFFFD<p>"},
    {"ABytePairWithoutACharacter", "\x85\x40"sv, "\uFFFD@"},
    {"TheEndAfterOneByte", "a\x82"sv, "a\uFFFD"},
};
INSTANTIATE_TEST_SUITE_P(WhatwgEncoding12_3_1, ShiftJis, testing::ValuesIn(kShiftJis), name_of);

class EucKr : public testing::TestWithParam<Case> {};

TEST_P(EucKr, IsDecodedAsTheStatesSay) {
  EXPECT_EQ(decode(GetParam().bytes, "EUC-KR").text, GetParam().text);
}

constexpr Case kEucKr[] = {
    {"FirstSyllable", "\xB0\xA1"sv, "가"},
    {"LastSyllableOfKsX1001", "\xC8\xFE"sv, "힝"},
    {"FirstOfTheExtension", "\x81\x41"sv, "갂"},
    {"LastOfTheExtension", "\xC6\x52"sv, "힣"},
    {"FirstIdeograph", "\xCA\xA1"sv, "伽"},
    {"TheEuro", "\xA2\xE6"sv, "€"},
    {"AnAsciiByteInSecondPlaceIsReadAgain", "\xB0<p>"sv, "\uFFFD<p>"},
    {"BytesThatBeginNothing", "\x80\xFF"sv, "\uFFFD\uFFFD"},
    {"TheEndAfterOneByte", "a\xB0"sv, "a\uFFFD"},
};
INSTANTIATE_TEST_SUITE_P(WhatwgEncoding13_1_1, EucKr, testing::ValuesIn(kEucKr), name_of);

class MultiByte : public testing::TestWithParam<std::string_view> {};

std::string title(const testing::TestParamInfo<std::string_view>& test) {
  std::string name(test.param);
  std::erase_if(name, [](char c) { return c == '-' || c == '_'; });
  return name;
}

// No pair of bytes may swallow mark-up: what follows a fault is read.
TEST_P(MultiByte, NoPairOfBytesSwallowsWhatFollowsIt) {
  for (int first = 0x80; first < 256; ++first) {
    for (int second = 0x80; second < 256; ++second) {
      const std::string bytes{static_cast<char>(first), static_cast<char>(second)};
      const std::string text = decode(bytes + "\n<p>", GetParam()).text;
      ASSERT_TRUE(text.ends_with("<p>")) << first << " " << second;
      ASSERT_TRUE(utf8::is_valid(text)) << first << " " << second;
    }
  }
}

TEST_P(MultiByte, AnAsciiByteIsNeverLostBehindAFault) {
  for (int first = 0x80; first < 256; ++first) {
    for (const char second : {'<', '"', '&', '>', '\n', ' '}) {
      const std::string text =
          decode(std::string{static_cast<char>(first), second}, GetParam()).text;
      ASSERT_EQ(text.back(), second) << first;
    }
  }
}

TEST_P(MultiByte, AsciiIsAsciiAtAnyLength) {
  std::string ascii;
  for (int c = 0; c < 128; ++c) {
    if (c != 0x0E && c != 0x0F && c != 0x1B) ascii += static_cast<char>(c);  // ISO-2022-JP's own
  }
  for (int i = 0; i < 7; ++i) ascii += ascii;
  EXPECT_EQ(decode(ascii, GetParam()).text, ascii);
  EXPECT_FALSE(decode(ascii, GetParam()).ill_formed);
}

// The buffer between ICU and us holds 4,096 units: a character may not be torn at its end.
TEST_P(MultiByte, NoCharacterIsTornWhereABufferEnds) {
  constexpr std::string_view kTwo = "\xB0\xA1\xB0\xA1";
  const std::string two = decode(kTwo, GetParam()).text;
  for (std::size_t before = 4'090; before < 4'100; ++before) {
    const std::string text(before, 'a');
    EXPECT_EQ(decode(text + std::string(kTwo), GetParam()).text, text + two) << before;
  }
}

// Bytes that come in two halves: nothing of the first may depend on the second but a mark at its
// end.
TEST_P(MultiByte, EveryStartOfATextGivesAStartOfItsCharacters) {
  std::string bytes;
  for (int i = 0; i < 20; ++i) bytes += i % 3 == 0 ? "a" : "\xB0\xA1";
  const std::string whole = decode(bytes, GetParam()).text;
  for (std::size_t size = 0; size <= bytes.size(); ++size) {
    std::string start = decode(bytes.substr(0, size), GetParam()).text;
    if (start.ends_with("\uFFFD")) start.resize(start.size() - 3);
    EXPECT_TRUE(whole.starts_with(start)) << size;
  }
}

INSTANTIATE_TEST_SUITE_P(WhatwgEncoding10To13, MultiByte,
                         testing::Values("GBK", "gb18030", "Big5", "EUC-JP", "Shift_JIS", "EUC-KR"),
                         title);

TEST(BufferEnd, WhatIcuHasNotOfBig5IsRightThere) {
  for (std::size_t before = 4'090; before < 4'100; ++before) {
    const std::string text(before, 'a');
    EXPECT_EQ(decode(text + "\x88\xA5z", "Big5").text, text + "\u00EA\u030Cz") << before;
    EXPECT_EQ(decode(text + "\x81@z", "Big5").text, text + "\uFFFD@z") << before;
    EXPECT_EQ(decode(text + "\xA4 z", "Big5").text, text + "\uFFFD z") << before;
  }
}

TEST(BufferEnd, NoSupplementaryCharacterIsTornThere) {
  for (std::size_t before = 4'090; before < 4'100; ++before) {
    const std::string text(before, 'a');
    EXPECT_EQ(decode(text + "\x94\x39\xFC\x36z", "gb18030").text, text + "\U0001F600z") << before;
  }
}

}  // namespace
}  // namespace tidings::charset
