#include "parsers/feed/names.hpp"

#include <string>
#include <string_view>

#include <gtest/gtest.h>

namespace tidings::feed {
namespace {

using enum Namespace;

struct Case {
  std::string_view uri;
  Namespace space;
};

class NamespaceName : public testing::TestWithParam<Case> {};

TEST_P(NamespaceName, IsKnown) {
  EXPECT_EQ(find_namespace(GetParam().uri, "any"), GetParam().space) << GetParam().uri;
}

// Publishers write them with https, "www.", in capitals, with or without what ends them.
TEST_P(NamespaceName, IsKnownHoweverItIsWritten) {
  const std::string uri(GetParam().uri);
  std::string bare = uri.substr(uri.find("://") + 3);
  if (bare.starts_with("www.")) bare.erase(0, 4);
  std::string capitals = uri;
  for (char& c : capitals) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c;
  for (const std::string& variant : {"https://" + bare, "https://www." + bare, uri + "/", uri + "#",
                                     capitals, " " + uri + "\n", bare}) {
    EXPECT_EQ(find_namespace(variant, ""), GetParam().space) << variant;
  }
}

constexpr Case kNames[] = {
    {"http://www.w3.org/2005/Atom", kAtom},
    {"http://purl.org/atom/ns#", kAtom},
    {"http://purl.org/rss/1.0/", kNone},
    {"http://my.netscape.com/rdf/simple/0.9/", kNone},
    {"http://channel.netscape.com/rdf/simple/0.9/", kNone},
    {"http://backend.userland.com/rss", kNone},
    {"http://backend.userland.com/rss2", kNone},
    {"http://backend.userland.com/rss091", kNone},
    {"http://backend.userland.com/rss092", kNone},
    {"http://blogs.law.harvard.edu/tech/rss", kNone},
    {"http://cyber.law.harvard.edu/rss/rss.html", kNone},
    {"http://www.rssboard.org/rss-specification", kNone},
    {"http://www.sitemaps.org/schemas/sitemap/0.9", kNone},
    {"http://www.google.com/schemas/sitemap/0.84", kNone},
    {"http://www.google.com/schemas/sitemap/0.9", kNone},
    {"http://www.w3.org/1999/02/22-rdf-syntax-ns#", kRdf},
    {"http://purl.org/dc/elements/1.0/", kDc},
    {"http://purl.org/dc/elements/1.1/", kDc},
    {"http://purl.org/dc/terms/", kDcTerms},
    {"http://purl.org/rss/1.0/modules/content/", kContent},
    {"http://purl.org/rss/1.0/modules/syndication/", kSyndication},
    {"http://search.yahoo.com/mrss/", kMedia},
    {"http://video.search.yahoo.com/mrss", kMedia},
    {"http://tools.search.yahoo.com/mrss/", kMedia},
    {"http://www.itunes.com/dtds/podcast-1.0.dtd", kItunes},
    {"http://rssnamespace.org/feedburner/ext/1.0", kFeedburner},
    {"http://www.w3.org/1999/xhtml", kXhtml},
    {"http://www.w3.org/XML/1998/namespace", kXml},
    {"http://www.google.com/schemas/sitemap-news/0.9", kNews},
};

INSTANTIATE_TEST_SUITE_P(Vocabularies, NamespaceName, testing::ValuesIn(kNames));

TEST(FindNamespace, AnUnknownNameIsOtherWhateverThePrefixSays) {
  EXPECT_EQ(find_namespace("https://other.example/", "dc"), kOther);
  EXPECT_EQ(find_namespace("http://purl.org/dc/elements/9.9/", "dc"), kOther);
}

TEST(FindNamespace, AnUndeclaredPrefixIsWhatItIsUsuallyBoundTo) {
  for (const auto& [prefix, space] : {std::pair{"", kNone}, {"rss", kNone},
                                      {"atom", kAtom},      {"atom10", kAtom},
                                      {"atom03", kAtom},    {"a10", kAtom},
                                      {"rdf", kRdf},        {"dc", kDc},
                                      {"DC", kDc},          {"dcterms", kDcTerms},
                                      {"dct", kDcTerms},    {"content", kContent},
                                      {"media", kMedia},    {"itunes", kItunes},
                                      {"sy", kSyndication}, {"feedburner", kFeedburner},
                                      {"xhtml", kXhtml},    {"xml", kXml},
                                      {"news", kNews},      {"odd", kOther}}) {
    EXPECT_EQ(find_namespace("", prefix), space) << prefix;
  }
}

TEST(Element, AttributesAreFoundWithoutCaseAndOnlyOutsideOfNamespaces) {
  const Attribute attributes[] = {{kXml, "href", "no"}, {kNone, "HREF", "yes"}};
  const Element element{kNone, "link", "link", attributes};
  EXPECT_EQ(element.attribute("href"), "yes");
  EXPECT_EQ(element.attribute(kXml, "href"), "no");
  EXPECT_EQ(element.attribute("rel"), "");
  EXPECT_EQ(element.attribute(kRdf, "href"), "");
}

TEST(EqualsIgnoringCase, IsAboutAsciiLetters) {
  EXPECT_TRUE(equals_ignoring_case("pubDate", "PUBDATE"));
  EXPECT_FALSE(equals_ignoring_case("pubDate", "pubDates"));
  EXPECT_FALSE(equals_ignoring_case("@", "`"));
  EXPECT_FALSE(equals_ignoring_case("\u00C4", "\u00E4"));
}

TEST(Trim, TakesXmlsWhiteSpaceOff) {
  EXPECT_EQ(trim(" \t\r\n\fa b \n"), "a b");
  EXPECT_EQ(trim(" \n"), "");
  EXPECT_EQ(trim("\u00A0a"), "\u00A0a");
}

}  // namespace
}  // namespace tidings::feed
