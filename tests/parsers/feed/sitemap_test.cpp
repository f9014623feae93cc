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
