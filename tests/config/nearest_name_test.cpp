#include "config/nearest_name.hpp"

#include <array>
#include <string>

#include <gtest/gtest.h>

namespace tidings::config {
namespace {

constexpr std::array<std::string_view, 4> kNames{"corpus", "state", "sources", "site_rules"};

TEST(EditDistance, CountsInsertionsDeletionsReplacementsAndSwaps) {
  EXPECT_EQ(edit_distance("", ""), 0U);
  EXPECT_EQ(edit_distance("", "abc"), 3U);
  EXPECT_EQ(edit_distance("state", "stat"), 1U);
  EXPECT_EQ(edit_distance("state", "stale"), 1U);
  EXPECT_EQ(edit_distance("state", "sttae"), 1U);
  EXPECT_EQ(edit_distance("kitten", "sitting"), 3U);
}

TEST(EditDistance, TakesCapitalsForSmallLetters) { EXPECT_EQ(edit_distance("State", "sTATE"), 0U); }

TEST(NearestName, IsTheOneWithTheFewestDifferences) {
  EXPECT_EQ(nearest_name("corpse", kNames), "corpus");
  EXPECT_EQ(nearest_name("source", kNames), "sources");
  EXPECT_EQ(nearest_name("SITE-RULES", kNames), "site_rules");
}

TEST(NearestName, OfABeginningIsTheOnlyNameThatBeginsSo) {
  EXPECT_EQ(nearest_name("sit", kNames), "site_rules");
  EXPECT_EQ(nearest_name("sou", kNames), "sources");
}

TEST(NearestName, IsNoneWhenMoreThanHalfDiffers) {
  EXPECT_EQ(nearest_name("zzzzzz", kNames), std::nullopt);
  EXPECT_EQ(nearest_name("", kNames), std::nullopt);
  EXPECT_EQ(nearest_name(std::string(1000, 'c'), kNames), std::nullopt);
}

}  // namespace
}  // namespace tidings::config
