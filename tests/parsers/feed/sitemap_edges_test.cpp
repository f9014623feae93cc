#include <string>
#include <string_view>

#include <gmock/gmock.h>

#include "tests/parsers/feed/feed_support.hpp"

// Sitemaps at the edges of their protocol: what is not enforced, what stands in the wrong place,
// and documents of another kind that are served as sitemaps.
namespace tidings::feed {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

struct Case {
  std::string_view name;
  std::string_view document;
  std::string_view expected;
};

// "format: link link ..."
std::string shown(std::string_view document) {
  const Feed feed = parsed(document);
  std::string text = feed.format + ":";
  for (const Item& item : feed.items) text += " " + item.link;
  return text;
}

class SitemapDocument : public testing::TestWithParam<Case> {};

TEST_P(SitemapDocument, HasItsAddresses) {
  EXPECT_EQ(shown(GetParam().document), GetParam().expected);
}

constexpr Case kNested[] = {
    {"AnIndexWithinAUrlset",
     "<urlset><sitemapindex><sitemap><loc>https://no.example/</loc></sitemap></sitemapindex>"
     "<url><loc>https://h.example/</loc></url></urlset>",
     "sitemap: https://h.example/"},
    {"AUrlWithinAUrl",
     "<urlset><url><loc>https://h.example/1</loc><url><loc>https://no.example/</loc></url></url>"
     "<url><loc>https://h.example/2</loc></url></urlset>",
     "sitemap: https://h.example/1 https://h.example/2"},
    {"AUrlWithoutItsEnd", "<urlset><url><loc>https://h.example/1</loc></urlset>",
     "sitemap: https://h.example/1"},
    {"AnAddressWithoutItsEnd",
     "<urlset><url><loc>https://h.example/1</url><url><loc>https://h.example/2</loc></url>"
     "</urlset>",
     "sitemap: https://h.example/1 https://h.example/2"},
    {"AnAddressOutsideOfAUrl",
     "<urlset><loc>https://no.example/</loc><url><loc>https://h.example/</loc></url></urlset>",
     "sitemap: https://h.example/"},
    {"AnAddressDeeperWithin",
     "<urlset><url><x><loc>https://no.example/</loc></x><loc>https://h.example/</loc></url>"
     "</urlset>",
     "sitemap: https://h.example/"},
    {"AnAddressOfAnotherNamespace",
     "<urlset xmlns:x='https://x.example/'><url><x:loc>https://no.example/</x:loc></url></urlset>",
     "sitemap:"},
    {"AnEmptyAddressBeforeAnother",
     "<urlset><url><loc> </loc><loc>https://h.example/</loc></url></urlset>",
     "sitemap: https://h.example/"},
    {"TheSameAddressTwice",
     "<urlset><url><loc>https://h.example/</loc></url><url><loc>https://h.example/</loc></url>"
     "</urlset>",
     "sitemap: https://h.example/ https://h.example/"},
    {"NothingWithin", "<urlset/>", "sitemap:"},
    {"CommentsBetween",
     "<urlset><!-- 1 --><url><!-- 2 --><loc>https://h.example/<!-- 3 --></loc></url></urlset>",
     "sitemap: https://h.example/"},
};
INSTANTIATE_TEST_SUITE_P(SitemapsOrg, SitemapDocument, testing::ValuesIn(kNested), name_of);

// sitemaps.org, "other sitemap formats": RSS, Atom and text serve as sitemaps too.
constexpr Case kOtherFormats[] = {
    {"Rss",
     "<rss version='2.0'><channel><item><link>https://h.example/</link></item></channel></rss>",
     "rss 2.0: https://h.example/"},
    {"Atom", "<feed><entry><link href='https://h.example/'/></entry></feed>",
     "atom 1.0: https://h.example/"},
    {"Text", "https://h.example/", "text sitemap: https://h.example/"},
    {"TextInBlanks", "\n\n  https://h.example/1  \n\n\thttps://h.example/2\n",
     "text sitemap: https://h.example/1 https://h.example/2"},
    {"TextInCapitals", "HTTPS://H.EXAMPLE/1\n", "text sitemap: HTTPS://H.EXAMPLE/1"},
    {"TextWithMarkupBehind", "https://h.example/1\n<rss><channel/></rss>\n",
     "text sitemap: https://h.example/1"},
    {"TextWithTheSameTwice", "https://h.example/\nhttps://h.example/\n",
     "text sitemap: https://h.example/ https://h.example/"},
};
INSTANTIATE_TEST_SUITE_P(SitemapsOrg_OtherFormats, SitemapDocument,
                         testing::ValuesIn(kOtherFormats), name_of);

TEST(SitemapAddress, Over2048BytesIsReadAllTheSame) {
  const std::string address = "https://h.example/" + std::string(5000, 'a');
  EXPECT_EQ(shown("<urlset><url><loc>" + address + "</loc></url></urlset>"), "sitemap: " + address);
}

TEST(SitemapAddress, OverTheLimitOfAFieldIsCutOff) {
  const Feed feed = parsed("<urlset><url><loc>https://h.example/abc</loc></url></urlset>",
                           {.max_field_bytes = 19});
  EXPECT_EQ(feed.items.at(0).link, "https://h.example/a");
  EXPECT_EQ(feed.note, "a value was cut off");
}

TEST(SitemapEntries, OfNoAddressDoNotCountAgainstTheLimit) {
  const Feed feed =
      parsed("<urlset><url/><url/><url><loc>https://h.example/1</loc></url><url/></urlset>",
             {.max_items = 1});
  EXPECT_THAT(feed.items, SizeIs(1));
  EXPECT_FALSE(feed.truncated);
}

TEST(SitemapEntries, Of50000AreAllThatIsRead) {
  std::string xml = "<urlset>";
  for (int i = 0; i < 50'001; ++i) xml += "<url><loc>https://h.example/</loc></url>";
  const Feed feed = parsed(xml + "</urlset>");
  EXPECT_THAT(feed.items, SizeIs(50'000));
  EXPECT_TRUE(feed.truncated);
}

TEST(SitemapFeed, HasNoTitleLinkOrLanguage) {
  const Feed feed = parsed(
      "<urlset xml:lang='de'><title>No</title><link>https://no.example/</link>"
      "<url><loc>https://h.example/</loc></url></urlset>");
  EXPECT_EQ(feed.title + feed.link + feed.language, "");
  EXPECT_EQ(feed.items.at(0).language, "");
}

Item news(std::string_view inner) {
  return parsed(
             "<urlset xmlns:news='http://www.google.com/schemas/sitemap-news/0.9'><url>"
             "<loc>https://h.example/1</loc>" +
             std::string(inner) + "</url></urlset>")
      .items.at(0);
}

TEST(NewsEntry, TwiceInAUrlIsTheFirst) {
  const Item item = news(
      "<news:news><news:title>A</news:title></news:news>"
      "<news:news><news:title>B</news:title><news:keywords>k</news:keywords></news:news>");
  EXPECT_EQ(item.title, "A");
  EXPECT_THAT(item.categories, ElementsAre("k"));
}

TEST(NewsEntry, MayLackTheElementAround) {
  EXPECT_EQ(news("<news:title>A</news:title>").title, "A");
}

TEST(NewsEntry, TheNameOfThePublicationIsNoTitle) {
  EXPECT_EQ(news("<news:news><news:publication><news:name>Harbour</news:name></news:publication>"
                 "</news:news>")
                .title,
            "");
}

TEST(NewsEntry, AnEmptyDateIsNone) {
  EXPECT_EQ(time_of(news("<news:news><news:publication_date/><news:publication_date>2024-03-14"
                         "</news:publication_date></news:news>")
                        .published),
            "2024-03-14");
}

TEST(NewsEntry, TheDatesOfChangeAndPublicationAreTwo) {
  const Item item = news(
      "<lastmod>2024-03-15</lastmod><news:news><news:publication_date>2024-03-14"
      "</news:publication_date></news:news>");
  EXPECT_EQ(time_of(item.published), "2024-03-14");
  EXPECT_EQ(time_of(item.updated), "2024-03-15");
}

TEST(NewsEntry, TheLanguageDecidesTheMonth) {
  const auto published = [](std::string_view language) {
    return time_of(news("<news:news><news:publication><news:language>" + std::string(language) +
                        "</news:language></news:publication><news:publication_date>"
                        "14 listopada 2024</news:publication_date></news:news>")
                       .published);
  };
  EXPECT_EQ(published("pl"), "2024-11-14");
  EXPECT_EQ(published("hr"), "2024-10-14");
}

TEST(NewsEntry, KeywordsAreLimited) {
  std::string keywords;
  for (int i = 0; i < 1000; ++i) keywords += std::to_string(i) + ",";
  EXPECT_THAT(
      news("<news:news><news:keywords>" + keywords + "</news:keywords></news:news>").categories,
      SizeIs(kMaxListed));
}

TEST(NewsEntry, UnderAnotherPrefixIsTheSame) {
  const Feed feed = parsed(
      "<urlset xmlns:n='http://www.google.com/schemas/sitemap-news/0.9/'><url>"
      "<loc>https://h.example/1</loc><n:news><n:title>T</n:title></n:news></url></urlset>");
  EXPECT_EQ(feed.items.at(0).title, "T");
}

TEST(NewsEntry, OfAnotherVersionIsNone) {
  const Feed feed = parsed(
      "<urlset xmlns:news='http://www.google.com/schemas/sitemap-news/9.9'><url>"
      "<loc>https://h.example/1</loc><news:news><news:title>No</news:title></news:news></url>"
      "</urlset>");
  EXPECT_EQ(feed.items.at(0).title, "");
}

TEST(NewsEntry, InAnIndexIsReadAsWell) {
  const Feed feed = parsed(
      "<sitemapindex><sitemap><loc>https://h.example/1.xml</loc><news:news>"
      "<news:title>T</news:title></news:news></sitemap></sitemapindex>");
  EXPECT_EQ(feed.items.at(0).title, "T");
  EXPECT_THAT(feed.items.at(0).authors, IsEmpty());
}

}  // namespace
}  // namespace tidings::feed
