#include "parsers/robots/path_pattern.hpp"

#include <string>
#include <vector>

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

const Case kRfc9309222StartOfThePathMatching[] = {
    {"/", "/", true},
    {"/", "/a", true},
    {"/fish", "/fish", true},
    {"/fish", "/fish.html", true},
    {"/fish", "/fish/salmon?x", true},
    {"/fish", "/Fish", false},
    {"/fish", "/catfish", false},
    {"/fish/", "/fish", false},
    {"/a?b=c", "/a?b=cd", true},
    {"fish", "/fish", false},
};

INSTANTIATE_TEST_SUITE_P(Rfc9309_2_2_2_StartOfThePath, Matching,
                         testing::ValuesIn(kRfc9309222StartOfThePathMatching));

const Case kRfc9309222PercentEncodingMatching[] = {
    {"/~joe", "/%7Ejoe", true},
    {"/%7Ejoe", "/~joe", true},
    {"/%7ejoe", "/%7Ejoe", true},
    {"/a%3cd", "/a<d", true},
    {"/a<d", "/a%3Cd", true},
    {"/a%2fb", "/a%2Fb", true},
    {"/a%2fb", "/a/b", false},
    {"/a/b", "/a%2Fb", false},
    {"/caf\xC3\xA9", "/caf%c3%a9", true},
    {"/caf%C3%A9", "/caf\xC3\xA9", true},
    {"/a b", "/a%20b", true},
    {"/100%", "/100%", true},
    {"/%zz", "/%zz", true},
    {"/%4", "/%4", true},
    {"/%41", "/A", true},
};

INSTANTIATE_TEST_SUITE_P(Rfc9309_2_2_2_PercentEncoding, Matching,
                         testing::ValuesIn(kRfc9309222PercentEncodingMatching));

const Case kRfc9309223WildcardsMatching[] = {
    {"/fish*", "/fishheads", true},
    {"/*.php", "/a/b.php5", true},
    {"/*.php", "/php", false},
    {"/fish*.php", "/fishheads/cat.php?x", true},
    {"/fish*.php", "/fish.PHP", false},
    {"*.gif", "/a.gif", true},
    {"*", "/", true},
    {"/**/b", "/a/b", true},
    {"/a*", "/a", true},
    {"/a*b*c", "/a-b-c", true},
    {"/a*b*c", "/a-c-b", false},
    {"/a*b", "/ab", true},
    {"/*/c", "/a/b/c", true},
};

INSTANTIATE_TEST_SUITE_P(Rfc9309_2_2_3_Wildcards, Matching,
                         testing::ValuesIn(kRfc9309223WildcardsMatching));

const Case kRfc9309223EndOfThePathMatching[] = {
    {"/$", "/", true},
    {"/$", "/a", false},
    {"/a$", "/a", true},
    {"/a$", "/a?b", false},
    {"/*.php$", "/a.php", true},
    {"/*.php$", "/a.php5", false},
    {"/*.php$", "/a.php.php", true},
    {"/a*$", "/abc", true},
    {"/a*b$", "/ab-b", true},
    {"/a*b$", "/ab-c", false},
    {"/ab*b$", "/ab", false},
    {"$", "/", false},
};

INSTANTIATE_TEST_SUITE_P(Rfc9309_2_2_3_EndOfThePath, Matching,
                         testing::ValuesIn(kRfc9309223EndOfThePathMatching));

const Case kRfc9309223LiteralStarAndDollarMatching[] = {
    {"/a-%2A.html", "/a-*.html", true},
    {"/a-%2a.html", "/a-%2A.html", true},
    {"/a-%2A.html", "/a-b.html", false},
    {"/a-%24", "/a-$", true},
    {"/a-%24$", "/a-$", true},
    {"/a$b", "/a$b", true},  // not at the end: literal
    {"/a$b", "/a", false},
    {"/a*$b", "/ax$bc", true},
};

INSTANTIATE_TEST_SUITE_P(Rfc9309_2_2_3_LiteralStarAndDollar, Matching,
                         testing::ValuesIn(kRfc9309223LiteralStarAndDollarMatching));

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

// What RFC 9309 2.2.3 says, without any thought of speed.
bool reference_match(std::string_view pattern, std::string_view path) {
  if (pattern.empty()) return true;
  if (pattern == "$") return path.empty();
  if (pattern[0] == '*') {
    for (std::size_t skip = 0; skip <= path.size(); ++skip) {
      if (reference_match(pattern.substr(1), path.substr(skip))) return true;
    }
    return false;
  }
  return !path.empty() && path[0] == pattern[0] &&
         reference_match(pattern.substr(1), path.substr(1));
}

// All words over `letters` of up to `length` letters.
std::vector<std::string> words(std::string_view letters, std::size_t length) {
  std::vector<std::string> all{""};
  for (std::size_t i = 0, level_end = 1; i < level_end; ++i) {
    if (all[i].size() == length) break;
    for (const char letter : letters) all.push_back(all[i] + letter);
    level_end = all.size();
  }
  return all;
}

TEST(Rfc9309_2_2_3, AllShortPatternsMatchAsTheReferenceDoes) {
  const auto paths = words("ab", 5);
  for (const std::string& body : words("ab*", 5)) {
    for (const char* end : {"", "$"}) {
      const std::string text = "/" + body + end;
      const PathPattern pattern(text);
      for (const std::string& rest : paths) {
        const std::string path = "/" + rest;
        ASSERT_EQ(pattern.matches(path), reference_match(text, path)) << text << " " << path;
      }
    }
  }
}

TEST(Rfc9309_2_2_2, NormalisingTwiceChangesNothingMore) {
  for (const std::string& path : words("a%4*", 5)) {
    const std::string once = normalise_path("/" + path);
    EXPECT_EQ(normalise_path(once), once) << path;
  }
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
