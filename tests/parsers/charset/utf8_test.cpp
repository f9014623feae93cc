#include "parsers/charset/utf8.hpp"

#include <algorithm>

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

const Case kUnicode39IllFormed[] = {
    {"\x80", 1},
    {"\xBF\xBF", 2},
    {"\xC0\x80", 2},
    {"\xC1\xBF", 2},
    {"\xC3", 1},
    {"\xE0\x80\x80", 3},  // overlong
    {"\xE0\x9F\xBF", 3},
    {"\xE2\x82", 1},          // cut off
    {"\xED\xA0\x80", 3},      // surrogate
    {"\xF0\x80\x80\x80", 4},  // overlong
    {"\xF0\x9F\x98", 1},      // cut off
    {"\xF1\x80\xE1\x80\xC2", 3},
    {"\xF4\x90\x80\x80", 4},  // above U+10FFFF
    {"\xF5\x80", 2},
    {"\xFE\xFF", 2},
};

INSTANTIATE_TEST_SUITE_P(Unicode3_9, IllFormed, testing::ValuesIn(kUnicode39IllFormed));

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

// Unicode table 3-7, written out once more: the well-formed sequence at the start of `bytes`.
std::size_t reference_length(const unsigned char* b) {
  const auto tail = [](unsigned char byte) { return byte >= 0x80 && byte <= 0xBF; };
  if (b[0] <= 0x7F) return 1;
  if (b[0] >= 0xC2 && b[0] <= 0xDF) return tail(b[1]) ? 2 : 0;
  if (b[0] == 0xE0) return b[1] >= 0xA0 && b[1] <= 0xBF && tail(b[2]) ? 3 : 0;
  if (b[0] == 0xED) return b[1] >= 0x80 && b[1] <= 0x9F && tail(b[2]) ? 3 : 0;
  if (b[0] >= 0xE1 && b[0] <= 0xEF) return tail(b[1]) && tail(b[2]) ? 3 : 0;
  if (b[0] == 0xF0) return b[1] >= 0x90 && b[1] <= 0xBF && tail(b[2]) && tail(b[3]) ? 4 : 0;
  if (b[0] >= 0xF1 && b[0] <= 0xF3) return tail(b[1]) && tail(b[2]) && tail(b[3]) ? 4 : 0;
  if (b[0] == 0xF4) return b[1] >= 0x80 && b[1] <= 0x8F && tail(b[2]) && tail(b[3]) ? 4 : 0;
  return 0;
}

TEST(Utf8, AllSequencesOfBoundaryBytesAreReadAsTheTableSays) {
  constexpr unsigned char kSecond[] = {0x00, 0x41, 0x7F, 0x80, 0x8F, 0x90,
                                       0x9F, 0xA0, 0xBF, 0xC0, 0xFF};
  for (unsigned lead = 0; lead < 256; ++lead) {
    for (const unsigned char second : kSecond) {
      for (const unsigned char third : kSecond) {
        for (const unsigned char fourth : kSecond) {
          const unsigned char bytes[] = {static_cast<unsigned char>(lead), second, third, fourth};
          const std::string_view text(reinterpret_cast<const char*>(bytes), 4);
          const std::size_t expected = reference_length(bytes);
          const Sequence found = next(text);
          ASSERT_EQ(found.valid ? found.length : 0, expected);
          ASSERT_EQ(is_valid(text.substr(0, std::max<std::size_t>(expected, 1))), expected > 0);
          ASSERT_TRUE(is_valid(repair(text)));
        }
      }
    }
  }
}

TEST(Utf8, EveryCodePointIsWrittenAndReadBack) {
  for (char32_t code_point = 0; code_point <= 0x10FFFF; ++code_point) {
    if (code_point == 0xD800) code_point = 0xE000;
    std::string text;
    append(text, code_point);
    ASSERT_TRUE(is_valid(text));
    ASSERT_EQ(decode(text), code_point);
  }
}

// RFC 3629 3: the ranges of the table, by the first and last code point of each row.
struct Row {
  char32_t first;
  char32_t last;
  std::size_t length;
};

class Rfc3629Row : public testing::TestWithParam<Row> {};

TEST_P(Rfc3629Row, IsWrittenInItsNumberOfBytes) {
  for (const char32_t code_point : {GetParam().first, GetParam().last}) {
    std::string text;
    append(text, code_point);
    EXPECT_EQ(text.size(), GetParam().length);
    EXPECT_EQ(next(text).length, GetParam().length);
  }
}

TEST_P(Rfc3629Row, IsNotReadWhereAByteIsMissing) {
  std::string text;
  append(text, GetParam().last);
  for (std::size_t size = 1; size < text.size(); ++size) {
    const Sequence cut = next(std::string_view(text).substr(0, size));
    EXPECT_FALSE(cut.valid);
    EXPECT_EQ(cut.length, size);  // all of it is one maximal subpart
    EXPECT_EQ(repair(text.substr(0, size)), kMark);
    EXPECT_EQ(repair(text.substr(0, size) + "a"), std::string(kMark) + "a");
  }
}

constexpr Row kRows[] = {
    {0x00, 0x7F, 1},       {0x80, 0x7FF, 2},      {0x800, 0xFFF, 3},
    {0x1000, 0xCFFF, 3},   {0xD000, 0xD7FF, 3},   {0xE000, 0xFFFF, 3},
    {0x10000, 0x3FFFF, 4}, {0x40000, 0xFFFFF, 4}, {0x100000, 0x10FFFF, 4},
};
INSTANTIATE_TEST_SUITE_P(Rfc3629_3, Rfc3629Row, testing::ValuesIn(kRows));

// The words of eight bytes that scan() reads begin anywhere: text of every mixture at every place.
TEST(Utf8, ScanIsTheSumOfItsSequencesAtEveryOffset) {
  std::string text;
  for (int i = 0; i < 30; ++i) text += i % 7 == 0 ? "\u00E9" : i % 11 == 0 ? "\U0001F600" : "abc";
  for (std::size_t at = 0; at < text.size(); ++at) {
    const std::string_view rest = std::string_view(text).substr(at);
    std::size_t valid = 0;
    bool multi_byte = false;
    while (valid < rest.size()) {
      const Sequence sequence = next(rest.substr(valid));
      if (!sequence.valid) break;
      multi_byte = multi_byte || sequence.length > 1;
      valid += sequence.length;
    }
    const Scan found = scan(rest);
    EXPECT_EQ(found.valid_bytes, valid) << at;
    EXPECT_EQ(found.multi_byte, multi_byte) << at;
  }
}

TEST(Utf8, RepairOfWhatIsRepairedChangesNothing) {
  for (unsigned seed = 1; seed < 300; ++seed) {
    std::string bytes;
    for (unsigned i = 0; i < 50; ++i) bytes += static_cast<char>((seed * 7919 + i * i * 31) >> 3);
    const std::string once = repair(bytes);
    EXPECT_TRUE(is_valid(once));
    EXPECT_EQ(repair(once), once);
  }
}

TEST(Utf8, ANulByteIsACharacterLikeAnother) {
  const std::string_view text("a\0\xC3\xA9", 4);
  EXPECT_EQ(scan(text).valid_bytes, 4U);
  EXPECT_EQ(repair(text), text);
}

TEST(Utf8, PlainAsciiHasNoMultiByteSequence) {
  EXPECT_FALSE(scan("plain").multi_byte);
  EXPECT_FALSE(scan("").multi_byte);
}

}  // namespace
}  // namespace tidings::utf8
