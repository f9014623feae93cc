#include "parsers/robots/robots.hpp"

#include <gtest/gtest.h>

namespace tidings::robots {
namespace {

bool allows(std::string_view text, std::string_view token, std::string_view path) {
  return Rules::parse(text).verdict(token, path).allowed;
}

// RFC 9309 2.1: the file format.

TEST(Rfc9309_2_1, AnEmptyFileAllowsEverything) { EXPECT_TRUE(allows("", "tidings", "/a")); }

TEST(Rfc9309_2_1, LinesEndWithAnyOfTheThreeLineEnds) {
  for (const char* text : {"User-agent: *\nDisallow: /a\n", "User-agent: *\rDisallow: /a\r",
                           "User-agent: *\r\nDisallow: /a\r\n", "User-agent: *\nDisallow: /a"}) {
    EXPECT_FALSE(allows(text, "tidings", "/a")) << text;
  }
}

TEST(Rfc9309_2_2, CommentsAndBlanksAreNoPartOfAValue) {
  EXPECT_FALSE(allows(" User-Agent : * # all\n\tDisallow:/a# not that\n", "tidings", "/ab"));
  EXPECT_TRUE(allows("#User-agent: *\n#Disallow: /\n", "tidings", "/a"));
}

TEST(Rfc9309_2_2, NamesOfFieldsHaveNoCase) {
  EXPECT_FALSE(allows("USER-AGENT: *\ndisALLOW: /a", "tidings", "/a"));
}

TEST(Rfc9309_2_2, AByteOrderMarkIsSkipped) {
  EXPECT_FALSE(allows("\xEF\xBB\xBFUser-agent: *\nDisallow: /a", "tidings", "/a"));
  EXPECT_FALSE(allows("\xEF\xBBUser-agent: *\nDisallow: /a", "tidings", "/a"));
}

TEST(Rfc9309_2_2, RulesBeforeAnyUserAgentCountForNobody) {
  EXPECT_TRUE(allows("Disallow: /\nUser-agent: *\nAllow: /b", "tidings", "/a"));
}

// RFC 9309 2.2.1: the user-agent line.

TEST(Rfc9309_2_2_1, TokensHaveNoCase) {
  EXPECT_FALSE(allows("User-agent: TIDings\nDisallow: /", "tidINGS", "/a"));
}

TEST(Rfc9309_2_2_1, TheOwnGroupReplacesTheOneForAll) {
  constexpr std::string_view kText =
      "User-agent: *\nDisallow: /\n\nUser-agent: tidings\nDisallow: /b";
  EXPECT_TRUE(allows(kText, "tidings", "/a"));
  EXPECT_FALSE(allows(kText, "tidings", "/b"));
  EXPECT_FALSE(allows(kText, "other", "/a"));
}

TEST(Rfc9309_2_2_1, AnOwnGroupWithoutRulesAllowsEverything) {
  EXPECT_TRUE(
      allows("User-agent: *\nDisallow: /\n\nUser-agent: tidings\nDisallow:\n", "tidings", "/a"));
  EXPECT_TRUE(allows("User-agent: *\nDisallow: /\n\nUser-agent: tidings\n", "tidings", "/a"));
}

TEST(Rfc9309_2_2_1, GroupsOfTheSameTokenAreOne) {
  constexpr std::string_view kText =
      "User-agent: tidings\nDisallow: /x\n\nUser-agent: *\nDisallow: /y\n\n"
      "User-agent: tidings\nAllow: /x/y\nDisallow: /z\n";
  EXPECT_FALSE(allows(kText, "tidings", "/x"));
  EXPECT_TRUE(allows(kText, "tidings", "/x/y"));
  EXPECT_TRUE(allows(kText, "tidings", "/y"));
  EXPECT_FALSE(allows(kText, "tidings", "/z"));
}

TEST(Rfc9309_2_2_1, UserAgentLinesInARowShareTheirRules) {
  constexpr std::string_view kText =
      "User-agent: a\n\nUser-agent: b\nDisallow: /\nUser-agent: c\nAllow: /";
  EXPECT_FALSE(allows(kText, "a", "/x"));
  EXPECT_FALSE(allows(kText, "b", "/x"));
  EXPECT_TRUE(allows(kText, "c", "/x"));
}

TEST(Rfc9309_2_2_1, APartOfATokenIsAnotherToken) {
  constexpr std::string_view kText =
      "User-agent: tid\nDisallow: /\nUser-agent: tidings-news\nDisallow: /";
  EXPECT_TRUE(allows(kText, "tidings", "/a"));
}

TEST(GoogleTolerance, AUserAgentValueEndsAtItsToken) {
  EXPECT_FALSE(allows("User-agent: tidings/1.0 (+https://a.example)\nDisallow: /", "tidings", "/"));
  EXPECT_FALSE(allows("User-agent: tidings bot\nDisallow: /", "tidings", "/"));
  EXPECT_FALSE(allows("User-agent: * all\nDisallow: /", "tidings", "/"));
  EXPECT_TRUE(allows("User-agent: *bot\nDisallow: /", "tidings", "/"));
}

TEST(GoogleTolerance, AUserAgentWithoutATokenStartsAGroupForNobody) {
  EXPECT_TRUE(
      allows("User-agent: tidings\nAllow: /b\nUser-agent: 123\nDisallow: /", "tidings", "/a"));
}

// RFC 9309 2.2.2: allow and disallow lines.

TEST(Rfc9309_2_2_2, TheLongestMatchWinsWhateverTheOrder) {
  for (const char* text : {"User-agent: *\nDisallow: /a/\nAllow: /a/b\n",
                           "User-agent: *\nAllow: /a/b\nDisallow: /a/\n"}) {
    EXPECT_TRUE(allows(text, "tidings", "/a/b/c"));
    EXPECT_FALSE(allows(text, "tidings", "/a/c"));
  }
}

TEST(Rfc9309_2_2_2, AllowWinsATie) {
  EXPECT_TRUE(allows("User-agent: *\nDisallow: /a\nAllow: /a", "tidings", "/a"));
  EXPECT_TRUE(allows("User-agent: *\nDisallow: /*b\nAllow: /ab", "tidings", "/ab"));
}

TEST(Rfc9309_2_2_2, ALongerWildcardBeatsAShorterPath) {
  EXPECT_FALSE(allows("User-agent: *\nAllow: /page\nDisallow: /*.htm", "tidings", "/page.htm"));
}

TEST(Rfc9309_2_2_2, AnEmptyValueIsNoRule) {
  EXPECT_TRUE(allows("User-agent: *\nDisallow:\n", "tidings", "/a"));
  EXPECT_FALSE(allows("User-agent: *\nDisallow: /\nAllow:\n", "tidings", "/a"));
}

TEST(Rfc9309_2_2_2, NoMatchMeansAllowed) {
  EXPECT_TRUE(allows("User-agent: *\nDisallow: /a", "tidings", "/b"));
}

TEST(Rfc9309_2_2_2, RobotsTxtItselfIsAlwaysAllowed) {
  EXPECT_TRUE(allows("User-agent: *\nDisallow: /", "tidings", "/robots.txt"));
  EXPECT_FALSE(allows("User-agent: *\nDisallow: /", "tidings", "/robots.txt?x"));
}

TEST(Rfc9309_2_2_2, AnEmptyPathIsTheRoot) {
  EXPECT_FALSE(allows("User-agent: *\nDisallow: /$", "tidings", ""));
}

TEST(GoogleTolerance, MisspeltNamesOfFields) {
  for (const char* name : {"dissallow", "dissalow", "disalow", "diasllow", "disallaw"}) {
    EXPECT_FALSE(allows("User-agent: *\n" + std::string(name) + ": /", "tidings", "/")) << name;
  }
  for (const char* name : {"useragent", "user agent"}) {
    EXPECT_FALSE(allows(std::string(name) + ": *\nDisallow: /", "tidings", "/")) << name;
  }
}

TEST(GoogleTolerance, AMissingColonWhereTwoWordsStand) {
  EXPECT_FALSE(allows("User-agent *\nDisallow /a", "tidings", "/a"));
  EXPECT_TRUE(allows("User-agent: *\nDisallow /a b", "tidings", "/a"));
}

// RFC 9309 2.2.4: other records.

TEST(Rfc9309_2_2_4, OtherLinesDoNotEndAGroupOrItsListOfAgents) {
  constexpr std::string_view kText =
      "User-agent: a\nSitemap: https://a.example/s.xml\nHost: x\nCrawl-delay: 1\nUser-agent: b\n"
      "Nonsense\nDisallow: /\n";
  EXPECT_FALSE(allows(kText, "a", "/x"));
  EXPECT_FALSE(allows(kText, "b", "/x"));
}

TEST(Rfc9309_2_2_4, SitemapsOfTheWholeFileKeepTheirOrder) {
  const Rules rules = Rules::parse(
      "Sitemap: https://a.example/1.xml\nUser-agent: x\nDisallow: /\nSITEMAP:/2.xml\nSitemap:\n"
      "Site-map: https://a.example/3.xml?a=b&c # third\n");
  EXPECT_EQ(rules.sitemaps(), (std::vector<std::string>{"https://a.example/1.xml", "/2.xml",
                                                        "https://a.example/3.xml?a=b&c"}));
}

TEST(CrawlDelay, IsTheOneOfTheOwnGroupElseOfTheOneForAll) {
  const Rules rules = Rules::parse(
      "User-agent: *\nCrawl-delay: 10\nDisallow:\n\nUser-agent: tidings\nCrawl-delay: "
      "0.5\nDisallow:\n\n"
      "User-agent: none\nDisallow:\n");
  EXPECT_EQ(rules.crawl_delay("tidings"), 0.5);
  EXPECT_EQ(rules.crawl_delay("other"), 10);
  EXPECT_EQ(rules.crawl_delay("none"), std::nullopt);
}

TEST(CrawlDelay, IsTheLargestOfSeveral) {
  EXPECT_EQ(Rules::parse("User-agent: *\nCrawl-delay: 2\nCrawl-delay: 1").crawl_delay("a"), 2);
  EXPECT_EQ(Rules::parse("User-agent: *\nCrawl-delay: 2\nAllow: /\nUser-agent: *\nCrawl-delay: 3")
                .crawl_delay("a"),
            3);
}

TEST(CrawlDelay, ThatIsNoPlainNumberIsNone) {
  for (const std::string value :
       {"", "word", "-3", "1.2.1", "10a", "1e5", "inf", "nan", "0x10", ".", "1,5", "+1"}) {
    EXPECT_EQ(Rules::parse("User-agent: *\nCrawl-delay: " + value).crawl_delay("a"), std::nullopt)
        << value;
  }
  EXPECT_EQ(Rules::parse("User-agent: *\nCrawl-delay: 0").crawl_delay("a"), 0);
}

TEST(CrawlDelay, BeforeAnyGroupCountsForNobody) {
  EXPECT_EQ(Rules::parse("Crawl-delay: 9\nUser-agent: *\nDisallow:").crawl_delay("a"),
            std::nullopt);
}

// RFC 9309 2.3.1: access results.

TEST(Rfc9309_2_3_1, StatusDecidesWhereThereIsNoFile) {
  constexpr std::string_view kText = "User-agent: *\nDisallow: /a\n";
  const auto allowed = [&](int status, std::string_view path) {
    return Rules::of_response(status, kText).verdict("tidings", path).allowed;
  };
  for (const int status : {200, 203, 206}) {
    EXPECT_FALSE(allowed(status, "/a")) << status;
    EXPECT_TRUE(allowed(status, "/b")) << status;
  }
  for (const int status : {301, 400, 401, 403, 404, 410, 429, 451}) {
    EXPECT_TRUE(allowed(status, "/a")) << status;
  }
  for (const int status : {0, 500, 502, 503, 599, 600, 100, -1}) {
    EXPECT_FALSE(allowed(status, "/b")) << status;
    EXPECT_TRUE(allowed(status, "/robots.txt")) << status;
  }
}

TEST(Rfc9309_2_3_1, AClosedSiteSaysWhy) {
  const Rules unreachable = Rules::of_response(0, "");
  EXPECT_EQ(unreachable.verdict("tidings", "/a").text, "no answer");
  const Rules failing = Rules::of_response(503, "");
  EXPECT_EQ(failing.verdict("tidings", "/a").text, "status 503");
}

TEST(Verdict, NamesTheLineThatDecided) {
  const Rules rules =
      Rules::parse("# rules\r\nUser-agent: *\r\n\r\n  Disallow: /a # old \r\nAllow: /a/b");
  EXPECT_EQ(rules.verdict("tidings", "/a").line, 4U);
  EXPECT_EQ(rules.verdict("tidings", "/a").text, "Disallow: /a # old");
  EXPECT_EQ(rules.verdict("tidings", "/a/b").line, 5U);
  EXPECT_EQ(rules.verdict("tidings", "/c").line, 0U);
  EXPECT_EQ(rules.verdict("tidings", "/c").text, "");
}

// RFC 9309 2.5: limits.

std::string padded(std::size_t bytes) {
  std::string text = "User-agent: *\nDisallow: /early\n";
  while (text.size() + 64 < bytes) text += "#" + std::string(62, '.') + "\n";
  return text;
}

TEST(Rfc9309_2_5, RulesWithinTheFirst500KiBCount) {
  const std::string text = padded(kMaxBytes) + "Disallow: /late\n";
  ASSERT_LE(text.size(), kMaxBytes);
  EXPECT_FALSE(allows(text, "tidings", "/early"));
  EXPECT_FALSE(allows(text, "tidings", "/late"));
}

TEST(Rfc9309_2_5, ARuleThatTheLimitCutsIsIgnoredWhole) {
  std::string text = padded(kMaxBytes);
  text += std::string(kMaxBytes - 12 - text.size(), '\n') + "Disallow: /late/or/never\n";
  EXPECT_TRUE(allows(text, "tidings", "/la"));
  EXPECT_TRUE(allows(text, "tidings", "/late/or/never"));
  EXPECT_FALSE(allows(text, "tidings", "/early"));
}

}  // namespace
}  // namespace tidings::robots
