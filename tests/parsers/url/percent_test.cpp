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

}  // namespace
}  // namespace tidings::url
