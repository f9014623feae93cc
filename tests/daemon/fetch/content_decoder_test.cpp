#include "daemon/fetch/content_decoder.hpp"

#include <gtest/gtest.h>

#include "tests/support/compress.hpp"

namespace tidings::fetch {
namespace {

using test::brotli;
using test::gzip;
using test::raw_deflate;
using test::zlib_deflate;
using test::zstd;

constexpr std::size_t kMuch = 10'000'000;

struct Decoded {
  DecodeStatus status;
  std::string text;
};

Decoded decode(const std::string& coding, const std::string& bytes, std::size_t piece = 7,
               std::size_t limit = kMuch, bool unwrap = false) {
  ContentDecoder decoder(coding, limit, unwrap);
  Decoded result{DecodeStatus::kGood, {}};
  for (std::size_t at = 0; at < bytes.size(); at += piece) {
    result.status = decoder.write(std::string_view(bytes).substr(at, piece), result.text);
    if (result.status != DecodeStatus::kGood) return result;
  }
  result.status = decoder.finish();
  return result;
}

std::string sample() {
  std::string text;
  for (int i = 0; i < 3000; ++i) text += "line " + std::to_string(i * 7919) + "\n";
  return text;
}

struct Named {
  const char* coding;
  std::string (*compress)(std::string_view);
};
void PrintTo(const Named& c, std::ostream* out) { *out << c.coding; }

class EveryCoding : public testing::TestWithParam<Named> {};

TEST_P(EveryCoding, IsUndoneWhateverThePieces) {
  const std::string packed = GetParam().compress(sample());
  for (const std::size_t piece : {std::size_t{1}, std::size_t{10}, packed.size()}) {
    const Decoded result = decode(GetParam().coding, packed, piece);
    EXPECT_EQ(result.status, DecodeStatus::kGood);
    EXPECT_EQ(result.text, sample());
  }
}

TEST_P(EveryCoding, TruncatedIsToldAtTheEnd) {
  const std::string packed = GetParam().compress(sample());
  EXPECT_EQ(decode(GetParam().coding, packed.substr(0, packed.size() / 2)).status,
            DecodeStatus::kTruncated);
}

TEST_P(EveryCoding, DamagedIsToldOrGivesAnotherText) {
  std::string packed = GetParam().compress(sample());
  for (std::size_t i = packed.size() / 3; i < packed.size() / 3 + 40; ++i) packed[i] = '\xaa';
  const Decoded result = decode(GetParam().coding, packed);
  EXPECT_NE(result.status, DecodeStatus::kTooLarge);
  EXPECT_NE(result.text, sample());
}

TEST_P(EveryCoding, AnEmptyBodyIsFine) {
  const Decoded result = decode(GetParam().coding, "");
  EXPECT_EQ(result.status, DecodeStatus::kGood);
}

TEST_P(EveryCoding, Promise18ABombEndsAtTheLimit) {
  const std::string bomb = GetParam().compress(std::string(50'000'000, 'x'));
  const Decoded result = decode(GetParam().coding, bomb, 16'384, 1'000'000);
  EXPECT_EQ(result.status, DecodeStatus::kTooLarge);
  EXPECT_EQ(result.text.size(), 1'000'000U);
  EXPECT_LE(result.text.capacity(), 2'000'000U);
}

TEST_P(EveryCoding, ABodyOfExactlyTheLimitIsTaken) {
  const std::string packed = GetParam().compress(sample());
  EXPECT_EQ(decode(GetParam().coding, packed, 100, sample().size()).status, DecodeStatus::kGood);
  EXPECT_EQ(decode(GetParam().coding, packed, 100, sample().size() - 1).status,
            DecodeStatus::kTooLarge);
}

INSTANTIATE_TEST_SUITE_P(Table, EveryCoding,
                         testing::Values(Named{"gzip", gzip}, Named{"X-GZIP", gzip},
                                         Named{"deflate", zlib_deflate},
                                         Named{"deflate", raw_deflate}, Named{"br", brotli},
                                         Named{"zstd", zstd}));

TEST(ContentDecoder, TakesGzipOfSeveralMembers) {
  const Decoded result = decode("gzip", gzip("one ") + gzip("two ") + gzip("three"), 1);
  EXPECT_EQ(result.status, DecodeStatus::kGood);
  EXPECT_EQ(result.text, "one two three");
}

TEST(ContentDecoder, ATruncatedSecondMemberIsTruncated) {
  const std::string second = gzip(sample());
  EXPECT_EQ(decode("gzip", gzip("one ") + second.substr(0, 40)).status, DecodeStatus::kTruncated);
}

TEST(ContentDecoder, IgnoresWhatFollowsTheLastMember) {
  for (const std::string& junk :
       {std::string("junk"), std::string(3, '\0'), std::string("\x1fx")}) {
    const Decoded result = decode("gzip", gzip("text") + junk);
    EXPECT_EQ(result.status, DecodeStatus::kGood);
    EXPECT_EQ(result.text, "text");
  }
}

TEST(ContentDecoder, TakesPlainTextThatIsCalledGzip) {
  EXPECT_EQ(decode("gzip", "<html>plain").text, "<html>plain");
}

TEST(ContentDecoder, UndoesCodingsInReverseOrder) {
  const Decoded result = decode("deflate, gzip", gzip(zlib_deflate("text")));
  EXPECT_EQ(result.status, DecodeStatus::kGood);
  EXPECT_EQ(result.text, "text");
}

TEST(ContentDecoder, ABombInABombEndsAtTheLimit) {
  const std::string bomb = gzip(gzip(std::string(50'000'000, 'x')));
  EXPECT_EQ(decode("gzip, gzip", bomb, 16, 100'000).status, DecodeStatus::kTooLarge);
}

TEST(ContentDecoder, RefusesUnknownAndTooManyCodings) {
  EXPECT_EQ(decode("compress", "x").status, DecodeStatus::kUnknownCoding);
  EXPECT_EQ(decode("gzip,gzip,gzip,gzip", "x").status, DecodeStatus::kUnknownCoding);
}

TEST(ContentDecoder, IdentityIsNoCoding) {
  EXPECT_EQ(decode("identity", "text").text, "text");
  EXPECT_EQ(decode("", "text", 1, 3).status, DecodeStatus::kTooLarge);
}

TEST(ContentDecoder, UnwrapsASitemapThatIsAGzipFile) {
  EXPECT_EQ(decode("", gzip("<urlset/>"), 1, kMuch, true).text, "<urlset/>");
  EXPECT_EQ(decode("gzip", gzip(gzip("<urlset/>")), 1, kMuch, true).text, "<urlset/>");
  EXPECT_EQ(decode("gzip", gzip("<urlset/>"), 1, kMuch, true).text, "<urlset/>");
}

}  // namespace
}  // namespace tidings::fetch
