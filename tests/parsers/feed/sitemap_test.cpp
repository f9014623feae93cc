#include <gmock/gmock.h>

#include "tests/parsers/feed/feed_support.hpp"

namespace tidings::feed {
namespace {

using testing::ElementsAre;

constexpr std::string_view kNamespaces =
    "xmlns='http://www.sitemaps.org/schemas/sitemap/0.9' "
    "xmlns:news='http://www.google.com/schemas/sitemap-news/0.9' "
    "xmlns:image='http://www.google.com/schemas/sitemap-image/1.1'";

Feed urlset(std::string_view inner) {
  return parsed("<urlset " + std::string(kNamespaces) + ">" + std::string(inner) + "</urlset>");
}

TEST(Sitemaps09, UrlsWithTheirLastChange) {
  const Feed feed = urlset(
      "<url><loc>\n https://h.example/a?x=1&amp;y=2 </loc><lastmod>2024-03-14</lastmod>"
      "<changefreq>daily</changefreq><priority>0.5</priority></url>");
  EXPECT_EQ(feed.type, Type::kUrlset);
  EXPECT_EQ(feed.format, "sitemap");
  ASSERT_EQ(feed.items.size(), 1U);
  EXPECT_EQ(feed.items[0].link, "https://h.example/a?x=1&y=2");
  EXPECT_EQ(time_of(feed.items[0].updated), "2024-03-14");
}

TEST(Sitemaps09, AnEntryWithoutAnAddressIsNone) {
  EXPECT_EQ(urlset("<url><loc/></url><url><lastmod>2024</lastmod></url><url><loc>javascript:x"
                   "</loc></url><url><loc>https://h.example/</loc></url>")
                .items.size(),
            1U);
}

TEST(Sitemaps09, AnIndexListsSitemaps) {
  const Feed feed = parsed(
      "<sitemapindex><sitemap><loc>https://h.example/1.xml.gz</loc>"
      "<lastmod>2024-03-14T09:26:53Z</lastmod></sitemap></sitemapindex>");
  EXPECT_EQ(feed.type, Type::kSitemapIndex);
  EXPECT_EQ(feed.items[0].link, "https://h.example/1.xml.gz");
  EXPECT_EQ(time_of(feed.items[0].updated), "2024-03-14T09:26:53Z");
}

TEST(Sitemaps09, WrongNamespacesAndPrefixesMakeNoDifference) {
  for (const std::string_view root :
       {"urlset xmlns='https://www.sitemaps.org/schemas/sitemap/0.9/'",
        "urlset xmlns='http://www.google.com/schemas/sitemap/0.84'", "urlset",
        "urlset xmlns='https://wrong.example/'"}) {
    const Feed feed =
        parsed("<" + std::string(root) + "><url><loc>https://h.example/</loc></url></urlset>");
    EXPECT_EQ(feed.items.size(), 1U) << root;
  }
  EXPECT_EQ(parsed("<s:urlset xmlns:s='http://www.sitemaps.org/schemas/sitemap/0.9'><s:url>"
                   "<s:loc>https://h.example/</s:loc></s:url></s:urlset>")
                .items.size(),
            1U);
}

TEST(GoogleNews, TitleDateLanguageAndKeywords) {
  const Feed feed = urlset(
      "<url><loc>https://h.example/1</loc><news:news><news:publication><news:name>Harbour"
      "</news:name><news:language>de</news:language></news:publication>"
      "<news:publication_date>2024-03-14T09:26:53.5+0530</news:publication_date>"
      "<news:title>Ferry &amp;amp; storm</news:title><news:keywords>ferry, storm</news:keywords>"
      "</news:news></url>");
  const Item& item = feed.items[0];
  EXPECT_EQ(item.title, "Ferry & storm");
  EXPECT_EQ(time_of(item.published), "2024-03-14T09:26:53+05:30");
  EXPECT_EQ(item.language, "de");
  EXPECT_THAT(item.categories, ElementsAre("ferry", "storm"));
}

TEST(Sitemaps09, ImagesHaveAddressesAndTitlesOfTheirOwn) {
  const Feed feed = urlset(
      "<url><image:image><image:loc>https://i.example/1.jpg</image:loc><image:title>No"
      "</image:title></image:image><loc>https://h.example/1</loc></url>");
  EXPECT_EQ(feed.items[0].link, "https://h.example/1");
  EXPECT_EQ(feed.items[0].title, "");
}

TEST(Sitemaps09, LastmodIsW3cDtfOfAnyPrecision) {
  for (const auto& [written, read] :
       {std::pair<std::string_view, std::string_view>{"2024", "2024-01-01"},
        {"2024-03", "2024-03-01"},
        {"2024-03-14T09:26Z", "2024-03-14T09:26:00Z"},
        {"2024-03-14T09:26:53.123+05:30", "2024-03-14T09:26:53+05:30"},
        {"14 March 2024", "2024-03-14"},
        {"soon", "none"},
        {"", "none"}}) {
    const Feed feed = urlset("<url><loc>https://h.example/</loc><lastmod>" + std::string(written) +
                             "</lastmod></url>");
    EXPECT_EQ(time_of(feed.items[0].updated), read) << written;
  }
}

TEST(Sitemaps09, TheFirstAddressOfAnEntryCounts) {
  EXPECT_EQ(urlset("<url><loc>https://h.example/1</loc><loc>https://h.example/2</loc></url>")
                .items[0]
                .link,
            "https://h.example/1");
}

TEST(Sitemaps09, AlternatesInOtherLanguagesAreNotEntries) {
  const Feed feed = urlset(
      "<url><loc>https://h.example/en</loc><xhtml:link xmlns:xhtml='http://www.w3.org/1999/xhtml' "
      "rel='alternate' hreflang='de' href='https://h.example/de'/></url>");
  ASSERT_EQ(feed.items.size(), 1U);
  EXPECT_EQ(feed.items[0].link, "https://h.example/en");
}

TEST(Sitemaps09, RelativeAddressesResolveAgainstTheSitemaps) {
  const auto feed = parse("<urlset><url><loc>/a/1</loc></url></urlset>",
                          {.base_url = "https://h.example/maps/1.xml"});
  EXPECT_EQ(feed->items.at(0).link, "https://h.example/a/1");
}

TEST(Sitemaps09, ADateAloneInAnIndexIsEnough) {
  const Feed feed = parsed(
      "<sitemapindex><sitemap><lastmod>2024-03-14</lastmod><loc>https://h.example/1</loc>"
      "</sitemap><sitemap><loc>https://h.example/2</loc></sitemap></sitemapindex>");
  EXPECT_EQ(time_of(feed.items[0].updated), "2024-03-14");
  EXPECT_EQ(time_of(feed.items[1].updated), "none");
}

TEST(GoogleNews, FieldsCountOnlyWithinNews) {
  const Feed feed = urlset(
      "<url><loc>https://h.example/1</loc><title>No</title><news:news><news:title>Yes</news:title>"
      "<title>No</title></news:news></url>");
  EXPECT_EQ(feed.items[0].title, "Yes");
}

TEST(GoogleNews, OneEntryDoesNotLendToTheNext) {
  const Feed feed = urlset(
      "<url><loc>https://h.example/1</loc><news:news><news:title>One</news:title>"
      "<news:keywords>a</news:keywords></news:news></url><url><loc>https://h.example/2</loc></"
      "url>");
  EXPECT_EQ(feed.items[1].title, "");
  EXPECT_THAT(feed.items[1].categories, testing::IsEmpty());
}

TEST(TextSitemap, WhatIsNoAddressBeginsNone) {
  EXPECT_EQ(error_of("not one\nhttps://h.example/1\n"), "this is not a feed: it has no markup");
}

TEST(TextSitemap, OneAddressALine) {
  const Feed feed = parsed("\xEF\xBB\xBFhttps://h.example/1\r\n\r\nhttps://h.example/2\nnot one\n");
  EXPECT_EQ(feed.type, Type::kUrlset);
  ASSERT_EQ(feed.items.size(), 2U);
  EXPECT_EQ(feed.items[1].link, "https://h.example/2");
}

TEST(Sitemaps09, ATruncatedOneKeepsItsWholeEntries) {
  const Feed feed =
      parsed("<urlset><url><loc>https://h.example/1</loc></url><url><loc>https://h.exam");
  EXPECT_TRUE(feed.truncated);
  EXPECT_EQ(feed.items.size(), 1U);
}

}  // namespace
}  // namespace tidings::feed
