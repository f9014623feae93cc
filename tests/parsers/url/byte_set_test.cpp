#include "parsers/url/byte_set.hpp"

#include <gtest/gtest.h>

namespace tidings::url {
namespace {

TEST(ByteSet, HoldsItsMembersAndNothingElse) {
  constexpr ByteSet kSet("a\x7F\xFF");
  for (int c = 0; c < 256; ++c) {
    const bool member = c == 'a' || c == 0x7F || c == 0xFF;
    EXPECT_EQ(kSet.has(static_cast<char>(c)), member) << c;
  }
}

TEST(ByteSet, FindsMembersAndOthersFromAnIndexOn) {
  constexpr ByteSet kSet("/?");
  EXPECT_EQ(kSet.find_in("ab/c?"), 2U);
  EXPECT_EQ(kSet.find_in("ab/c?", 3), 4U);
  EXPECT_EQ(kSet.find_in("abc"), 3U);
  EXPECT_EQ(kSet.find_in(""), 0U);
  EXPECT_EQ(kSet.find_not_in("//?a"), 3U);
  EXPECT_EQ(kSet.find_not_in("//"), 2U);
}

TEST(ByteSet, MadeFromAPredicateHoldsWhatItHoldsFor) {
  constexpr ByteSet kSet = ByteSet::where([](char c) { return c >= '0' && c <= '9'; });
  EXPECT_EQ(kSet.find_not_in("0123456789/"), 10U);
  EXPECT_FALSE(kSet.has('\xB0'));
}

}  // namespace
}  // namespace tidings::url
