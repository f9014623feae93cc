#include "parsers/robots/path_pattern.hpp"

#include <gtest/gtest.h>

namespace tidings::robots {
namespace {

struct Case {
  std::string_view pattern;
  std::string_view path;
  bool matches;
};

class Matching : public testing::TestWithParam<Case> {};

TEST_P(Matching, ComparesNormalisedOctets) {
  EXPECT_EQ(PathPattern(GetParam().pattern).matches(normalise_path(GetParam().path)),
            GetParam().matches)
      << GetParam().pattern << " " << GetParam().path;
}

INSTANTIATE_TEST_SUITE_P(
    Rfc9309_2_2_2_StartOfThePath, Matching,
    testing::Values(Case{"/", "/", true}, Case{"/", "/a", true}, Case{"/fish", "/fish", true},
                    Case{"/fish", "/fish.html", true}, Case{"/fish", "/fish/salmon?x", true},
                    Case{"/fish", "/Fish", false}, Case{"/fish", "/catfish", false},
                    Case{"/fish/", "/fish", false}, Case{"/a?b=c", "/a?b=cd", true},
                    Case{"fish", "/fish", false}));

INSTANTIATE_TEST_SUITE_P(
    Rfc9309_2_2_2_PercentEncoding, Matching,
    testing::Values(Case{"/~joe", "/%7Ejoe", true}, Case{"/%7Ejoe", "/~joe", true},
                    Case{"/%7ejoe", "/%7Ejoe", true}, Case{"/a%3cd", "/a<d", true},
                    Case{"/a<d", "/a%3Cd", true}, Case{"/a%2fb", "/a%2Fb", true},
                    Case{"/a%2fb", "/a/b", false}, Case{"/a/b", "/a%2Fb", false},
                    Case{"/caf\xC3\xA9", "/caf%c3%a9", true},
                    Case{"/caf%C3%A9", "/caf\xC3\xA9", true}, Case{"/a b", "/a%20b", true},
                    Case{"/100%", "/100%", true}, Case{"/%zz", "/%zz", true},
                    Case{"/%4", "/%4", true}, Case{"/%41", "/A", true}));

INSTANTIATE_TEST_SUITE_P(
    Rfc9309_2_2_3_Wildcards, Matching,
    testing::Values(Case{"/fish*", "/fishheads", true}, Case{"/*.php", "/a/b.php5", true},
                    Case{"/*.php", "/php", false}, Case{"/fish*.php", "/fishheads/cat.php?x", true},
                    Case{"/fish*.php", "/fish.PHP", false}, Case{"*.gif", "/a.gif", true},
                    Case{"*", "/", true}, Case{"/**/b", "/a/b", true}, Case{"/a*", "/a", true},
                    Case{"/a*b*c", "/a-b-c", true}, Case{"/a*b*c", "/a-c-b", false},
                    Case{"/a*b", "/ab", true}, Case{"/*/c", "/a/b/c", true}));

INSTANTIATE_TEST_SUITE_P(Rfc9309_2_2_3_EndOfThePath, Matching,
                         testing::Values(Case{"/$", "/", true}, Case{"/$", "/a", false},
                                         Case{"/a$", "/a", true}, Case{"/a$", "/a?b", false},
                                         Case{"/*.php$", "/a.php", true},
                                         Case{"/*.php$", "/a.php5", false},
                                         Case{"/*.php$", "/a.php.php", true},
                                         Case{"/a*$", "/abc", true}, Case{"/a*b$", "/ab-b", true},
                                         Case{"/a*b$", "/ab-c", false},
                                         Case{"/ab*b$", "/ab", false}, Case{"$", "/", false}));

INSTANTIATE_TEST_SUITE_P(Rfc9309_2_2_3_LiteralStarAndDollar, Matching,
                         testing::Values(Case{"/a-%2A.html", "/a-*.html", true},
                                         Case{"/a-%2a.html", "/a-%2A.html", true},
                                         Case{"/a-%2A.html", "/a-b.html", false},
                                         Case{"/a-%24", "/a-$", true},
                                         Case{"/a-%24$", "/a-$", true},
                                         Case{"/a$b", "/a$b", true},  // not at the end: literal
                                         Case{"/a$b", "/a", false}, Case{"/a*$b", "/ax$bc", true}));

TEST(NormalPath, IsOneThatNormalisingLeavesAlone) {
  for (const char* path : {"/", "/a-b_c.d~e", "/a?b=c&d", "/2024/05/12/x.html"}) {
    EXPECT_TRUE(is_normal_path(path)) << path;
    EXPECT_EQ(normalise_path(path), path);
  }
  for (const char* path : {"/%7E", "/a b", "/*", "/$", "/\xC3\xA9", "/a|b"}) {
    EXPECT_FALSE(is_normal_path(path)) << path;
    EXPECT_NE(normalise_path(path), path);
  }
}

TEST(PathPattern, LengthCountsNormalisedOctetsAndWildcards) {
  EXPECT_EQ(PathPattern("/a*b$").length(), 5U);
  EXPECT_EQ(PathPattern("/%7E").length(), 2U);
  EXPECT_EQ(PathPattern("/\xC3\xA9").length(), 7U);
  EXPECT_EQ(PathPattern("").length(), 0U);
}

TEST(PathPattern, WithManyStarsIsNotTriedAgainAndAgain) {
  std::string pattern = "/";
  for (int i = 0; i < 2000; ++i) pattern += "*a";
  const std::string path = "/" + std::string(3999, 'a');
  EXPECT_TRUE(PathPattern(pattern).matches(path));
  EXPECT_FALSE(PathPattern(pattern + "*b").matches(path));
  EXPECT_FALSE(PathPattern(pattern + "b$").matches(path));
}

}  // namespace
}  // namespace tidings::robots
