#include "parsers/url/percent.hpp"

#include <gtest/gtest.h>

namespace tidings::url {
namespace {

std::string encoded(std::string_view text, EncodeSet set) {
  std::string out;
  append_encoded(out, text, set);
  return out;
}

// WHATWG URL 1.3: which printable ASCII each set encodes.
struct SetCase {
  EncodeSet set;
  std::string_view encoded_bytes;
};

class EncodeSets : public testing::TestWithParam<SetCase> {};

TEST_P(EncodeSets, HoldExactlyThesePrintableBytes) {
  for (char c = 0x20; c < 0x7F; ++c) {
    const bool expected = GetParam().encoded_bytes.find(c) != std::string_view::npos;
    EXPECT_EQ(is_encoded(c, GetParam().set), expected) << c;
  }
}

TEST_P(EncodeSets, HoldAllControlsAndAllThatIsNotAscii) {
  for (int c = 0; c < 256; ++c) {
    const bool printable = c >= 0x20 && c <= 0x7E;
    EXPECT_TRUE(printable || is_encoded(static_cast<char>(c), GetParam().set)) << c;
  }
}

const SetCase kWhatwgUrl13EncodeSets[] = {
    {EncodeSet::kFragment, " \"<>`"},
    {EncodeSet::kQuery, " \"#<>'"},
    {EncodeSet::kPath, " \"#<>?`{}"},
    {EncodeSet::kUserinfo, " \"#<>?`{}/:;=@[\\]^|"},
};

INSTANTIATE_TEST_SUITE_P(WhatwgUrl1_3, EncodeSets, testing::ValuesIn(kWhatwgUrl13EncodeSets));

TEST(PercentEncode, WritesUtf8BytesWithUpperCaseHex) {
  EXPECT_EQ(encoded("a\xC3\xA9z", EncodeSet::kPath), "a%C3%A9z");
}

TEST(PercentEncode, LeavesExistingEscapesAlone) {
  EXPECT_EQ(encoded("%7e%", EncodeSet::kPath), "%7e%");
}

TEST(PercentDecode, TurnsEscapesOfEitherCaseIntoBytes) {
  EXPECT_EQ(percent_decode("%c3%A9+%2B"), "\xC3\xA9++");
}

TEST(PercentDecode, LeavesAPercentSignWithoutTwoHexDigits) {
  for (const char* text : {"%", "%4", "%zz", "100%", "%%"}) EXPECT_EQ(percent_decode(text), text);
}

TEST(PercentDecode, LeavesAnEscapeThatTheEndCutsOff) {
  EXPECT_EQ(percent_decode("%41%4"), "A%4");
  EXPECT_EQ(percent_decode("%41%"), "A%");
}

TEST(PercentDecode, DecodesOnceOnly) { EXPECT_EQ(percent_decode("%2541"), "%41"); }

TEST(PercentDecode, MayGiveBytesThatAreNoUtf8OrNul) {
  EXPECT_EQ(percent_decode("%FF%00%C3"), std::string("\xFF\0\xC3", 3));
}

// WHATWG URL 1.3: each set takes in the one before it, and what it encodes is decoded to what it
// was.
TEST(EncodeSets, WhatwgUrl1_3_AreNestedButForThatOfQueries) {
  for (int c = 0; c < 256; ++c) {
    const char byte = static_cast<char>(c);
    const bool path = is_encoded(byte, EncodeSet::kPath);
    EXPECT_LE(is_encoded(byte, EncodeSet::kFragment), path) << c;
    EXPECT_LE(path, is_encoded(byte, EncodeSet::kUserinfo)) << c;
    if (byte != '\'') {  // the special-query set's own
      EXPECT_LE(is_encoded(byte, EncodeSet::kQuery), path) << c;
    }
  }
}

TEST(PercentEncode, WhatwgUrl1_3_EveryByteButThePercentSignIsDecodedToItself) {
  std::string every;
  for (int c = 0; c < 256; ++c) {
    if (c != '%') every += static_cast<char>(c);
  }
  for (const EncodeSet set :
       {EncodeSet::kFragment, EncodeSet::kQuery, EncodeSet::kPath, EncodeSet::kUserinfo}) {
    const std::string once = encoded(every, set);
    EXPECT_EQ(percent_decode(once), every);
    EXPECT_EQ(encoded(once, set), once);  // nothing of an escape is in any set
  }
}

TEST(PercentEncode, AppendsToWhatIsThere) {
  std::string out = "a b";
  append_encoded(out, " c", EncodeSet::kPath);
  EXPECT_EQ(out, "a b%20c");
}

TEST(HexValue, IsThatOfTheDigitsInEitherCase) {
  for (int c = 0; c < 256; ++c) {
    const std::size_t at = std::string_view("0123456789ABCDEFabcdef").find(static_cast<char>(c));
    const int expected =
        at == std::string_view::npos ? -1 : static_cast<int>(at < 16 ? at : at - 6);
    EXPECT_EQ(hex_value(static_cast<char>(c)), expected) << c;
  }
}

}  // namespace
}  // namespace tidings::url
