#include "parsers/charset/decoder.hpp"

#include <gtest/gtest.h>

#include "parsers/charset/charset.hpp"

namespace tidings::charset {
namespace {

using namespace std::string_view_literals;

struct Case {
  std::string_view encoding;
  std::string_view bytes;
  std::string_view text;
};

class Decoding : public testing::TestWithParam<Case> {};

TEST_P(Decoding, GivesTheTextOfTheIndex) {
  EXPECT_EQ(decode(GetParam().bytes, GetParam().encoding).text, GetParam().text);
}

const Case kWhatwgEncoding9SingleByteDecoding[] = {
    {"windows-1252", "\x80\x93x\x94\x81\xE9"sv, "€“x”\xC2\x81é"},
    {"windows-1251", "\xCF\xF0\xE8\xE2\xE5\xF2"sv, "Привет"},
    {"KOI8-R", "\xF0\xD2\xC9\xD7\xC5\xD4"sv, "Привет"},
    {"KOI8-U", "\xA4\xA7\xAE\xBE"sv, "єїўЎ"},
    {"IBM866", "\x8F\xE0\xA8\xA2\xA5\xE2"sv, "Привет"},
    {"x-mac-cyrillic", "\x8F\xF0\xE8\xA2\xFF"sv, "ПриҐ€"},
    {"ISO-8859-2", "\xA1\xE8"sv, "Ąč"},
    {"windows-1250", "\xA5\xE8"sv, "Ąč"},
    {"ISO-8859-15", "\xA4\xBD"sv, "€œ"},
    {"ISO-8859-16", "\xAA\xDE\xE4"sv, "ȘȚä"},
    {"windows-1253", "\xC1\xE1"sv, "Αα"},
    {"ISO-8859-7", "\xA4\xC1"sv, "€Α"},
    {"windows-1255", "\xF9\xCA"sv, "ש\u05BA"},
    {"ISO-8859-8-I", "\xF9"sv, "ש"},
    {"windows-1256", "\xE3\x81"sv, "مپ"},
    {"windows-1257", "\xE8"sv, "č"},
    {"windows-1258", "\xD0\xFE"sv, "Đ₫"},
    {"windows-874", "\xA1\xE0"sv, "กเ"},
    {"macintosh", "\x8E\xDB"sv, "é€"},
    {"ISO-8859-13", "\xE8"sv, "č"},
    {"ISO-8859-10", "\xA2"sv, "Ē"},
    {"ISO-8859-14", "\xD0"sv, "Ŵ"},
    {"x-user-defined", "a\x80\xFF"sv, "a\uF780\uF7FF"},
};

INSTANTIATE_TEST_SUITE_P(WhatwgEncoding9_SingleByte, Decoding,
                         testing::ValuesIn(kWhatwgEncoding9SingleByteDecoding));

const Case kWhatwgEncoding9BytesWithoutAMeaningDecoding[] = {
    {"windows-1253", "\xAA\xD2"sv, "\uFFFD\uFFFD"},
    {"windows-874", "\xDB\xFF"sv, "\uFFFD\uFFFD"},
    {"ISO-8859-6",
     "a\xA1"
     "b"sv,
     "a\uFFFDb"},
};

INSTANTIATE_TEST_SUITE_P(WhatwgEncoding9_BytesWithoutAMeaning, Decoding,
                         testing::ValuesIn(kWhatwgEncoding9BytesWithoutAMeaningDecoding));

const Case kWhatwgEncoding10To13MultiByteDecoding[] = {
    {"GBK", "\xD6\xD0\xCE\xC4"sv, "中文"},
    {"gb18030", "\xD6\xD0\x81\x30\x84\x36"sv, "中¥"},
    {"Big5", "\xA4\xA4\xA4\xE5"sv, "中文"},
    {"EUC-JP", "\xC6\xFC\xCB\xDC"sv, "日本"},
    {"Shift_JIS", "\x93\xFA\x96\x7B\xB1"sv, "日本ｱ"},
    {"Shift_JIS", "\\~"sv, "\\~"},
    {"Shift_JIS", "\x81\x60\x87\x40"sv, "～①"},
    {"ISO-2022-JP", "a\x1B$BF|K\\\x1B(Bb"sv, "a日本b"},
    {"EUC-KR", "\xB3\xE2\x8C\x63"sv, "년똠"},
};

INSTANTIATE_TEST_SUITE_P(WhatwgEncoding10To13_MultiByte, Decoding,
                         testing::ValuesIn(kWhatwgEncoding10To13MultiByteDecoding));

const Case kWhatwgEncoding14Utf16Decoding[] = {
    {"UTF-16LE", "a\0\xE9\0"sv, "aé"},
    {"UTF-16BE", "\0a\0\xE9"sv, "aé"},
    {"UTF-16LE", "\x3D\xD8\x00\xDE"sv, "😀"},
    {"UTF-16BE", "\xFE\xFF\0a"sv, "a"},
    {"UTF-16LE",
     "\x3D\xD8"
     "a\0"sv,
     "\uFFFDa"},  // lone lead surrogate
    {"UTF-16LE",
     "\x00\xDE"
     "a\0"sv,
     "\uFFFDa"},                        // lone trail surrogate
    {"UTF-16LE", "a\0b"sv, "a\uFFFD"},  // odd length
    {"UTF-16LE", "\x3D\xD8"sv, "\uFFFD"},
    {"UTF-16LE", ""sv, ""},
};

INSTANTIATE_TEST_SUITE_P(WhatwgEncoding14_Utf16, Decoding,
                         testing::ValuesIn(kWhatwgEncoding14Utf16Decoding));

const Case kWhatwgEncoding8Utf8Decoding[] = {
    {"UTF-8", "\xEF\xBB\xBFé"sv, "é"},
    {"UTF-8", "a\xE2\x82z"sv, "a\uFFFDz"},
};

INSTANTIATE_TEST_SUITE_P(WhatwgEncoding8_Utf8, Decoding,
                         testing::ValuesIn(kWhatwgEncoding8Utf8Decoding));

const Case kWhatwgEncoding141ReplacementDecoding[] = {
    {"replacement", "abc"sv, "\uFFFD"},
    {"replacement", ""sv, ""},
};

INSTANTIATE_TEST_SUITE_P(WhatwgEncoding14_1_Replacement, Decoding,
                         testing::ValuesIn(kWhatwgEncoding141ReplacementDecoding));

TEST(Decoding, SaysWhetherBytesWereIllFormed) {
  EXPECT_TRUE(decode("\xAA", "windows-1253").ill_formed);
  EXPECT_FALSE(decode("\xC1", "windows-1253").ill_formed);
  EXPECT_TRUE(decode("\xD6", "GBK").ill_formed);
  EXPECT_FALSE(decode("\xD6\xD0", "GBK").ill_formed);
  EXPECT_TRUE(decode("\xFF", "UTF-8").ill_formed);
}

TEST(Decoding, OfLongMultiByteTextCrossesBuffersWithoutLoss) {
  std::string bytes, text;
  for (int i = 0; i < 5000; ++i) {
    bytes += "a\x94\x39\xDA\x33";  // four bytes for a code point above U+FFFF
    text += "a\U0001F4A9";
  }
  EXPECT_TRUE(decode(bytes, "gb18030").text == text);
}

TEST(IsSingleByte, TellsTheKindsApart) {
  for (const char* name : {"windows-1252", "KOI8-U", "ISO-8859-16", "x-user-defined"}) {
    EXPECT_TRUE(is_single_byte(name)) << name;
  }
  for (const char* name : {"UTF-8", "UTF-16LE", "GBK", "EUC-JP", "replacement", "", "none"}) {
    EXPECT_FALSE(is_single_byte(name)) << name;
  }
}

}  // namespace
}  // namespace tidings::charset
