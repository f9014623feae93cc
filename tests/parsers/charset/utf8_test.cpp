#include "parsers/charset/utf8.hpp"

#include <gtest/gtest.h>

namespace tidings::utf8 {
namespace {

constexpr std::string_view kMark = "\xEF\xBF\xBD";

struct Case {
  std::string_view bytes;
  int marks;  // how many U+FFFD replace them
};

class IllFormed : public testing::TestWithParam<Case> {};

TEST_P(IllFormed, MaximalSubpartsBecomeOneMarkEach) {
  std::string expected = "a";
  for (int i = 0; i < GetParam().marks; ++i) expected.append(kMark);
  expected += "b";
  EXPECT_EQ(repair("a" + std::string(GetParam().bytes) + "b"), expected);
}

TEST_P(IllFormed, ScanStopsWhereTheyBegin) {
  const std::string text = "a\xC3\xA9" + std::string(GetParam().bytes) + "b";
  const Scan found = scan(text);
  EXPECT_EQ(found.valid_bytes, 3U);
  EXPECT_TRUE(found.multi_byte);
  EXPECT_FALSE(is_valid(text));
}

INSTANTIATE_TEST_SUITE_P(Unicode3_9, IllFormed,
                         testing::Values(Case{"\x80", 1}, Case{"\xBF\xBF", 2}, Case{"\xC0\x80", 2},
                                         Case{"\xC1\xBF", 2}, Case{"\xC3", 1},
                                         Case{"\xE0\x80\x80", 3},                       // overlong
                                         Case{"\xE0\x9F\xBF", 3}, Case{"\xE2\x82", 1},  // cut off
                                         Case{"\xED\xA0\x80", 3},                       // surrogate
                                         Case{"\xF0\x80\x80\x80", 4},                   // overlong
                                         Case{"\xF0\x9F\x98", 1},                       // cut off
                                         Case{"\xF1\x80\xE1\x80\xC2", 3},
                                         Case{"\xF4\x90\x80\x80", 4},  // above U+10FFFF
                                         Case{"\xF5\x80", 2}, Case{"\xFE\xFF", 2}));

TEST(Utf8, AcceptsTheFirstAndLastOfEachLength) {
  for (const char* text :
       {"\x7F", "\xC2\x80", "\xDF\xBF", "\xE0\xA0\x80", "\xED\x9F\xBF", "\xEE\x80\x80",
        "\xEF\xBF\xBF", "\xF0\x90\x80\x80", "\xF4\x8F\xBF\xBF"}) {
    EXPECT_TRUE(is_valid(text));
    EXPECT_EQ(repair(text), text);
  }
}

TEST(Utf8, AppendWritesWhatScanAccepts) {
  for (const char32_t code_point :
       {U'\x7F', U'\x80', U'\x7FF', U'\x800', U'\xFFFF', U'\x10000', U'\x10FFFF'}) {
    std::string text;
    append(text, code_point);
    EXPECT_TRUE(is_valid(text)) << static_cast<std::uint32_t>(code_point);
  }
}

TEST(Utf8, DecodeReadsWhatAppendWrites) {
  for (const char32_t code_point :
       {U'\x01', U'\x7F', U'\x80', U'\x7FF', U'\x800', U'\xFFFF', U'\x10000', U'\x10FFFF'}) {
    std::string text;
    append(text, code_point);
    EXPECT_EQ(decode(text), code_point);
  }
}

TEST(Utf8, AppendReplacesSurrogatesAndWhatIsTooLarge) {
  for (const char32_t code_point : {char32_t{0xD800}, char32_t{0xDFFF}, char32_t{0x110000}}) {
    std::string text;
    append(text, code_point);
    EXPECT_EQ(text, kMark);
  }
}

TEST(Utf8, AsciiPrefixIsRightAtEveryLengthAndPlace) {
  for (std::size_t length = 0; length < 80; ++length) {
    std::string text(length, 'a');
    EXPECT_EQ(ascii_prefix(text), length);
    for (std::size_t at = 0; at < length; ++at) {
      text[at] = '\xC3';
      EXPECT_EQ(ascii_prefix(text), at);
      text[at] = 'a';
    }
  }
}

TEST(Utf8, ABadByteIsFoundAtEveryPlace) {
  std::string text;
  for (int i = 0; i < 20; ++i) text += "ab\xC3\xA9\xE2\x82\xAC";
  for (std::size_t at = 0; at < text.size(); ++at) {
    std::string broken = text;
    broken[at] = '\xFF';
    EXPECT_FALSE(is_valid(broken)) << at;
    EXPECT_TRUE(is_valid(repair(broken))) << at;
  }
}

TEST(Utf8, PlainAsciiHasNoMultiByteSequence) {
  EXPECT_FALSE(scan("plain").multi_byte);
  EXPECT_FALSE(scan("").multi_byte);
}

}  // namespace
}  // namespace tidings::utf8
