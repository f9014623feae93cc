#include <string>
#include <string_view>

#include <gtest/gtest.h>

#include "parsers/robots/robots.hpp"

// The examples of RFC 9309 and of the documentation that it grew out of.
namespace tidings::robots {
namespace {

struct Case {
  std::string_view token;
  std::string_view path;
  bool allowed;
};

void expect_all(std::string_view file, std::initializer_list<Case> cases) {
  const Rules rules = Rules::parse(file);
  for (const Case& c : cases) {
    EXPECT_EQ(rules.verdict(c.token, c.path).allowed, c.allowed) << c.token << " " << c.path;
  }
}

// RFC 9309 5.1.
TEST(Rfc9309_5_1_SimpleExample, GroupsAreChosenByTheToken) {
  constexpr std::string_view kFile =
      "User-Agent: *\nDisallow: *.gif$\nDisallow: /example/\nAllow: /publications/\n\n"
      "User-Agent: foobot\nDisallow:/\nAllow:/example/page.html\nAllow:/example/allowed.gif\n\n"
      "User-Agent: barbot\nUser-Agent: bazbot\nDisallow: /example/page.html\n\n"
      "User-Agent: quxbot\n";
  expect_all(kFile, {{"anybot", "/", true},
                     {"anybot", "/a.gif", false},
                     {"anybot", "/a.gif?x", true},
                     {"anybot", "/example/page.html", false},
                     {"anybot", "/publications/a", true},
                     {"anybot", "/publications/a.gif", true},
                     {"foobot", "/", false},
                     {"foobot", "/example/page.html", true},
                     {"foobot", "/example/allowed.gif", true},
                     {"foobot", "/example/other.gif", false},
                     {"foobot", "/publications/a", false},
                     {"barbot", "/example/page.html", false},
                     {"barbot", "/example/", true},
                     {"barbot", "/a.gif", true},
                     {"bazbot", "/example/page.html", false},
                     {"quxbot", "/example/page.html", true},
                     {"quxbot", "/a.gif", true}});
}

// RFC 9309 5.2.
TEST(Rfc9309_5_2_LongestMatch, IsMostSpecific) {
  expect_all("User-Agent: foobot\nAllow: /example/page/\nDisallow: /example/page/disallowed.gif\n",
             {{"foobot", "/example/page/", true},
              {"foobot", "/example/page/allowed.gif", true},
              {"foobot", "/example/page/disallowed.gif", false},
              {"foobot", "/other", true}});
}

// RFC 9309 2.2.2, the table of encodings.
TEST(Rfc9309_2_2_2_Encodings, PathsAreComparedOctetByOctetOnceDecoded) {
  struct Row {
    std::string_view rule;
    std::string_view path;
  };
  for (const Row& row :
       {Row{"/foo/bar?baz=quz", "/foo/bar?baz=quz"},
        Row{"/foo/bar?baz=https://foo.bar", "/foo/bar?baz=https://foo.bar"},
        Row{"/foo/bar/\u30C4", "/foo/bar/%E3%83%84"},
        Row{"/foo/bar/%E3%83%84", "/foo/bar/%E3%83%84"},
        Row{"/foo/bar/%e3%83%84", "/foo/bar/\u30C4"}, Row{"/foo/bar/%62%61%7A", "/foo/bar/baz"},
        Row{"/foo/bar/baz", "/foo/bar/%62%61%7a"}}) {
    const std::string file = "User-agent: *\nDisallow: " + std::string(row.rule);
    EXPECT_FALSE(Rules::parse(file).verdict("bot", row.path).allowed) << row.rule;
    EXPECT_TRUE(Rules::parse(file).verdict("bot", "/foo/ba").allowed) << row.rule;
  }
}

TEST(Rfc9309_2_2_2_Encodings, AnEscapedReservedCharacterIsAnother) {
  expect_all("User-agent: *\nDisallow: /a%2Fb\nDisallow: /c%3Fd\n", {{"bot", "/a%2fb", false},
                                                                     {"bot", "/a/b", true},
                                                                     {"bot", "/c%3fd", false},
                                                                     {"bot", "/c?d", true}});
}

// RFC 9309 2.2.3.
TEST(Rfc9309_2_2_3_SpecialCharacters, HashEndsARuleDollarAPathStarIsAnything) {
  expect_all("User-agent: *\nAllow: /this/is/ok # comment\nDisallow: /this\n",
             {{"bot", "/this/is/ok", true}, {"bot", "/this/is", false}});
  expect_all("User-agent: *\nAllow: /this/path/exactly$\nDisallow: /\n",
             {{"bot", "/this/path/exactly", true}, {"bot", "/this/path/exactly/not", false}});
  expect_all("User-agent: *\nAllow: /this/*/exactly\nDisallow: /\n",
             {{"bot", "/this/path/exactly", true},
              {"bot", "/this/long/path/exactly", true},
              {"bot", "/this//exactly", true},
              {"bot", "/this/exactly", false}});
}

TEST(Rfc9309_2_2_3_SpecialCharacters, EscapedTheyAreThemselves) {
  expect_all("User-agent: *\nDisallow: /a%2A\nDisallow: /b%24\n", {{"bot", "/a*", false},
                                                                   {"bot", "/ax", true},
                                                                   {"bot", "/b$", false},
                                                                   {"bot", "/b$c", false},
                                                                   {"bot", "/b", true}});
}

struct Match {
  std::string_view pattern;
  std::string_view path;
  bool matches;
};

class PathMatch : public testing::TestWithParam<Match> {};

TEST_P(PathMatch, IsAsDocumented) {
  const std::string file = "User-agent: *\nDisallow: " + std::string(GetParam().pattern);
  EXPECT_NE(Rules::parse(file).verdict("bot", GetParam().path).allowed, GetParam().matches)
      << GetParam().pattern << " " << GetParam().path;
}

// "URL matching based on path values" of Google's documentation.
constexpr Match kDocumented[] = {
    {"/", "/", true},
    {"/", "/anything?x", true},
    {"/*", "/anything", true},
    {"/$", "/", true},
    {"/$", "/a", false},
    {"/fish", "/fish", true},
    {"/fish", "/fish.html", true},
    {"/fish", "/fish/salmon.html", true},
    {"/fish", "/fishheads", true},
    {"/fish", "/fish.php?id=anything", true},
    {"/fish", "/Fish.asp", false},
    {"/fish", "/catfish", false},
    {"/fish", "/?id=fish", false},
    {"/fish", "/desert/fish", false},
    {"/fish*", "/fish.html", true},
    {"/fish*", "/desert/fish", false},
    {"/fish/", "/fish/", true},
    {"/fish/", "/fish/?id=anything", true},
    {"/fish/", "/fish/salmon.htm", true},
    {"/fish/", "/fish", false},
    {"/fish/", "/fish.html", false},
    {"/fish/", "/animals/fish/", false},
    {"/*.php", "/index.php", true},
    {"/*.php", "/folder/filename.php?parameters", true},
    {"/*.php", "/filename.php/", true},
    {"/*.php", "/", false},
    {"/*.php", "/windows.PHP", false},
    {"/*.php$", "/filename.php", true},
    {"/*.php$", "/folder/filename.php", true},
    {"/*.php$", "/filename.php?parameters", false},
    {"/*.php$", "/filename.php/", false},
    {"/*.php$", "/filename.php5", false},
    {"/fish*.php", "/fish.php", true},
    {"/fish*.php", "/fishheads/catfish.php?parameters", true},
    {"/fish*.php", "/Fish.PHP", false},
};
INSTANTIATE_TEST_SUITE_P(Documented, PathMatch, testing::ValuesIn(kDocumented));

constexpr Match kOwn[] = {
    {"*", "/a", true},
    {"*a", "/ba", true},
    {"a", "/a", false},
    {"//a", "/a", false},
    {"/**a", "/bca", true},
    {"/*a*b*c$", "/xaxbxc", true},
    {"/*a*b*c$", "/xaxcxb", false},
    {"/a*$", "/ab", true},
    {"/*$", "/", true},
    {"/a$b", "/a$b", true},
    {"/a$b", "/a", false},
    {"/a$$", "/a$", true},
    {"/*?", "/a?b", true},
    {"/*?", "/a", false},
    {"/a*ab$", "/aab", true},
    {"/a*ab$", "/ab", false},
    {"/%", "/%25", true},
    {"/%zz", "/%zz", true},
    {"/a b", "/a%20b", true},
};
INSTANTIATE_TEST_SUITE_P(Corners, PathMatch, testing::ValuesIn(kOwn));

// "Order of precedence for rules" of the same documentation.
TEST(OrderOfPrecedence, LongerFirstThenAllow) {
  expect_all("User-agent: *\nAllow: /p\nDisallow: /\n", {{"bot", "/page", true}});
  expect_all("User-agent: *\nAllow: /folder\nDisallow: /folder\n", {{"bot", "/folder/page", true}});
  expect_all("User-agent: *\nAllow: /page\nDisallow: /*.htm\n", {{"bot", "/page.htm", false}});
  expect_all("User-agent: *\nAllow: /page\nDisallow: /*.ph\n", {{"bot", "/page.php5", true}});
  expect_all("User-agent: *\nAllow: /$\nDisallow: /\n",
             {{"bot", "/", true}, {"bot", "/page.htm", false}});
}

// "Order of precedence for user agents".
TEST(OrderOfPrecedence, OneGroupOnlyTheMostSpecific) {
  constexpr std::string_view kFile =
      "user-agent: newsbot\ndisallow: /fish\n\nuser-agent: *\ndisallow: /carrots\n\n"
      "user-agent: newsbot-image\ndisallow: /shrimp\n";
  expect_all(kFile, {{"newsbot", "/fish", false},
                     {"newsbot", "/carrots", true},
                     {"newsbot", "/shrimp", true},
                     {"newsbot-image", "/shrimp", false},
                     {"newsbot-image", "/fish", true},
                     {"otherbot", "/carrots", false},
                     {"otherbot", "/fish", true}});
}

TEST(Hostile, AMillionStarsAndALongPathEnd) {
  const std::string file = "User-agent: *\nDisallow: /" + [] {
    std::string pattern;
    for (int i = 0; i < 100'000; ++i) pattern += "*a";
    return pattern;
  }() + "$";
  EXPECT_TRUE(Rules::parse(file).verdict("bot", "/" + std::string(50'000, 'a') + "b").allowed);
}

TEST(Hostile, ManyGroupsAndRulesAreFoundAgain) {
  std::string file;
  for (int i = 0; i < 5000; ++i) {
    std::string token = "bot";
    for (int rest = i; rest > 0; rest /= 26) token += static_cast<char>('a' + rest % 26);
    file += "User-agent: " + token + "x\nDisallow: /" + std::to_string(i) + "$\n";
  }
  const Rules rules = Rules::parse(file);
  EXPECT_FALSE(rules.verdict("botbx", "/1").allowed);
  EXPECT_TRUE(rules.verdict("botbx", "/2").allowed);
}

TEST(Hostile, AnyBytesAreAFile) {
  std::string bytes;
  for (int i = 0; i < 256; ++i) bytes += static_cast<char>(i);
  EXPECT_TRUE(Rules::parse(bytes).verdict("bot", "/a").allowed);
  EXPECT_FALSE(
      Rules::parse(bytes + "\nUser-agent: *\nDisallow: /a\n" + bytes).verdict("bot", "/a").allowed);
}

}  // namespace
}  // namespace tidings::robots
