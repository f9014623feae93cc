#include "parsers/charset/decoder.hpp"

#include <gtest/gtest.h>

#include "parsers/charset/charset.hpp"
#include "parsers/charset/utf8.hpp"

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

std::string utf16(char32_t code_point, bool big_endian) {
  std::string bytes;
  const auto put = [&](char32_t unit) {
    const char high = static_cast<char>(unit >> 8), low = static_cast<char>(unit & 0xFF);
    bytes += big_endian ? high : low;
    bytes += big_endian ? low : high;
  };
  if (code_point < 0x10000) {
    put(code_point);
  } else {
    put(0xD800 + ((code_point - 0x10000) >> 10));
    put(0xDC00 + (code_point & 0x3FF));
  }
  return bytes;
}

TEST(Utf16, WhatwgEncoding14_2_EveryCodePointInEitherOrder) {
  for (const bool big_endian : {false, true}) {
    std::string bytes, text;
    for (char32_t code_point = 1; code_point <= 0x10FFFF; ++code_point) {
      if (code_point == 0xD800) code_point = 0xE000;
      bytes += utf16(code_point, big_endian);
      utf8::append(text, code_point);
    }
    const DecodedBytes decoded = decode(bytes, big_endian ? "UTF-16BE" : "UTF-16LE");
    EXPECT_TRUE(decoded.text == text) << big_endian;
    EXPECT_FALSE(decoded.ill_formed) << big_endian;
  }
}

TEST(Utf16, WhatwgEncoding14_2_EverySurrogateAloneIsOneMark) {
  for (char32_t unit = 0xD800; unit <= 0xDFFF; ++unit) {
    const std::string bytes = utf16('a', true) + utf16(unit, true) + utf16('b', true);
    const DecodedBytes decoded = decode(bytes, "UTF-16BE");
    ASSERT_EQ(decoded.text, "a\uFFFDb");
    ASSERT_TRUE(decoded.ill_formed);
  }
}

TEST(Utf16, ASurrogateBeforeAPairLeavesThePairWhole) {
  const std::string pair = utf16(U'\U0001F600', false);
  EXPECT_EQ(decode(pair.substr(0, 2) + pair, "UTF-16LE").text, "\uFFFD\U0001F600");
  EXPECT_EQ(decode(pair + pair.substr(2), "UTF-16LE").text, "\U0001F600\uFFFD");
}

TEST(Utf16, OnlyTheMarkOfItsOwnOrderIsTakenOff) {
  EXPECT_EQ(decode("\xFE\xFF\0a"sv, "UTF-16BE").text, "a");
  EXPECT_EQ(decode("\xFF\xFE\0a"sv, "UTF-16BE").text, "\uFFFEa");
}

TEST(UserDefined, WhatwgEncoding14_5_TheUpperHalfIsPrivateUse) {
  for (int byte = 0x80; byte < 256; ++byte) {
    std::string expected;
    utf8::append(expected, static_cast<char32_t>(0xF780 + byte - 0x80));
    EXPECT_EQ(decode(std::string(1, static_cast<char>(byte)), "x-user-defined").text, expected);
  }
}

// The same word by the header, by <meta> and by the XML declaration, in each encoding that has it.
struct Word {
  std::string_view encoding;
  std::string_view bytes;
  std::string_view text;
};

class AWord : public testing::TestWithParam<Word> {};

TEST_P(AWord, IsReadByTheHeader) {
  const std::string type = "text/html; charset=" + std::string(GetParam().encoding);
  EXPECT_EQ(decode_html(GetParam().bytes, type).text, GetParam().text);
}

TEST_P(AWord, IsReadByTheLabelInside) {
  const std::string name(GetParam().encoding);
  const std::string meta = "<meta charset=" + name + ">";
  EXPECT_EQ(decode_html(meta + std::string(GetParam().bytes), "").text,
            meta + std::string(GetParam().text));
  const std::string xml = "<?xml encoding='" + name + "'?>";
  EXPECT_EQ(decode_xml(xml + std::string(GetParam().bytes), "").text,
            xml + std::string(GetParam().text));
}

constexpr Word kWords[] = {
    {"windows-1252", "caf\xE9\x97"sv, "café—"},
    {"ISO-8859-15", "c\xBDur \xA4"sv, "cœur €"},
    {"windows-1250", "\x9E\xE1ry"sv, "žáry"},
    {"windows-1251", "\xEC\xE8\xF0"sv, "мир"},
    {"KOI8-U", "\xCD\xA6\xD3\xD4\xCF"sv, "місто"},
    {"windows-1253", "\xED\xDD\xE1"sv, "νέα"},
    {"windows-1254", "\xFE\x65hir"sv, "şehir"},
    {"windows-1255", "\xF2\xE9\xF8"sv, "עיר"},
    {"windows-1256", "\xE3\xCF\xED\xE4\xC9"sv, "مدينة"},
    {"windows-874", "\xA2\xE8\xD2\xC7"sv, "ข่าว"},
    {"windows-1258", "tin t\xE6\xEC\x63"sv, "tin tæ\u0301c"},
    {"macintosh", "caf\x8E"sv, "café"},
    {"GBK", "\xD0\xC2\xCE\xC5"sv, "新闻"},
    {"Big5", "\xB7\x73\xBB\x44"sv, "新聞"},
    {"Shift_JIS", "\x90\x56\x95\xB7"sv, "新聞"},
    {"EUC-JP", "\xBF\xB7\xCA\xB9"sv, "新聞"},
    {"EUC-KR", "\xB4\xBA\xBD\xBA"sv, "뉴스"},
};
INSTANTIATE_TEST_SUITE_P(WhatwgEncoding4_2, AWord, testing::ValuesIn(kWords));

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
