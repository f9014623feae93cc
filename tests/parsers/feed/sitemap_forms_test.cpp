#include <string>
#include <string_view>

#include <gmock/gmock.h>

#include "tests/parsers/feed/feed_support.hpp"

// Sitemaps as publishers write them: the protocol of sitemaps.org, Google's news extension, and the
// text form.
namespace tidings::feed {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

struct Case {
  std::string_view name;
  std::string_view xml;
  std::string_view expected;
};

Feed urlset(std::string_view inner) {
  return parsed(
      "<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9' "
      "xmlns:news='http://www.google.com/schemas/sitemap-news/0.9'>" +
      std::string(inner) + "</urlset>");
}

class Location : public testing::TestWithParam<Case> {};

TEST_P(Location, IsTheAddress) {
  const Feed feed = urlset("<url>" + std::string(GetParam().xml) + "</url>");
  EXPECT_EQ(feed.items.empty() ? "none" : feed.items[0].link, GetParam().expected);
}

constexpr Case kLocations[] = {
    {"Plain", "<loc>https://h.example/1</loc>", "https://h.example/1"},
    {"InWhiteSpace", "<loc>\n\thttps://h.example/1\n</loc>", "https://h.example/1"},
    {"InASection", "<loc><![CDATA[https://h.example/?a=1&b=2]]></loc>",
     "https://h.example/?a=1&b=2"},
    {"WithAReference", "<loc>https://h.example/?a=1&amp;b=2</loc>", "https://h.example/?a=1&b=2"},
    {"WithABareAmpersand", "<loc>https://h.example/?a=1&b=2</loc>", "https://h.example/?a=1&b=2"},
    {"WithLettersBeyondAscii", "<loc>https://h.example/caf\u00E9</loc>",
     "https://h.example/caf\u00E9"},
    {"WithABlank", "<loc>https://h.example/a b</loc>", "https://h.example/a%20b"},
    {"InCapitals", "<LOC>https://h.example/1</LOC>", "https://h.example/1"},
    {"AfterItsDate", "<lastmod>2024</lastmod><loc>https://h.example/1</loc>",
     "https://h.example/1"},
    {"Empty", "<loc></loc>", "none"},
    {"Missing", "<lastmod>2024-03-14</lastmod>", "none"},
    {"OfAnotherScheme", "<loc>ftp://h.example/1</loc>", "none"},
    {"OfAnImageOnly",
     "<image:image xmlns:image='http://www.google.com/schemas/sitemap-image/1.1'>"
     "<image:loc>https://i.example/1</image:loc></image:image>",
     "none"},
    {"OfAVideoBefore",
     "<video:video xmlns:video='http://www.google.com/schemas/sitemap-video/1.1'>"
     "<video:player_loc>https://v.example/</video:player_loc></video:video>"
     "<loc>https://h.example/1</loc>",
     "https://h.example/1"},
};
INSTANTIATE_TEST_SUITE_P(SitemapsOrg_Loc, Location, testing::ValuesIn(kLocations), name_of);

class News : public testing::TestWithParam<Case> {};

// "title|date|language|keywords"
TEST_P(News, FillsItsMembers) {
  const Feed feed = urlset("<url><loc>https://h.example/1</loc><news:news>" +
                           std::string(GetParam().xml) + "</news:news></url>");
  const Item& item = feed.items.at(0);
  std::string text = item.title + "|" + time_of(item.published) + "|" + item.language + "|";
  for (const std::string& keyword : item.categories) text += keyword + ",";
  EXPECT_EQ(text, GetParam().expected);
}

constexpr Case kNews[] = {
    {"Title", "<news:title>Ferry late</news:title>", "Ferry late|none||"},
    {"TitleWithReferences", "<news:title>R &amp; D</news:title>", "R & D|none||"},
    {"TitleEscapedTwice", "<news:title>R &amp;amp; D</news:title>", "R & D|none||"},
    {"TitleInASection", "<news:title><![CDATA[R & D]]></news:title>", "R & D|none||"},
    {"TitleOfLines", "<news:title>\n a\n b\n</news:title>", "a b|none||"},
    {"Day", "<news:publication_date>2024-03-14</news:publication_date>", "|2024-03-14||"},
    {"Minute", "<news:publication_date>2024-03-14T09:26+01:00</news:publication_date>",
     "|2024-03-14T09:26:00+01:00||"},
    {"Second", "<news:publication_date>2024-03-14T09:26:53Z</news:publication_date>",
     "|2024-03-14T09:26:53Z||"},
    {"Fraction", "<news:publication_date>2024-03-14T09:26:53.5-05:00</news:publication_date>",
     "|2024-03-14T09:26:53-05:00||"},
    {"ADateOfMail", "<news:publication_date>Thu, 14 Mar 2024 09:26:53 GMT</news:publication_date>",
     "|2024-03-14T09:26:53Z||"},
    {"NoDate", "<news:publication_date>today</news:publication_date>", "|none||"},
    {"Language",
     "<news:publication><news:name>no</news:name><news:language>zh-cn</news:language>"
     "</news:publication>",
     "|none|zh-cn|"},
    {"LanguageOutsideOfThePublication", "<news:language>de</news:language>", "|none|de|"},
    {"Keywords", "<news:keywords>a, b ,,c,a</news:keywords>", "|none||a,b,c,"},
    {"GenresAndTickers",
     "<news:genres>Blog</news:genres><news:stock_tickers>N:A</news:stock_tickers>"
     "<news:access>Subscription</news:access>",
     "|none||"},
};
INSTANTIATE_TEST_SUITE_P(GoogleNews, News, testing::ValuesIn(kNews), name_of);

TEST(NewsPrefix, UnderAnUndeclaredPrefixIsNewsAllTheSame) {
  const Feed feed = parsed(
      "<urlset><url><loc>https://h.example/1</loc><news:news><news:title>T</news:title></news:news>"
      "</url></urlset>");
  EXPECT_EQ(feed.items.at(0).title, "T");
}

TEST(SitemapIndex, EntriesOfAUrlsetCountToo) {
  const Feed feed =
      parsed("<sitemapindex><url><loc>https://h.example/1</loc></url></sitemapindex>");
  EXPECT_EQ(feed.type, Type::kSitemapIndex);
  EXPECT_THAT(feed.items, SizeIs(1));
}

TEST(SitemapIndex, OfFiftyThousandEntriesIsReadWhole) {
  std::string xml = "<sitemapindex>";
  for (int i = 0; i < 50'000; ++i) {
    xml += "<sitemap><loc>https://h.example/" + std::to_string(i) + ".xml</loc></sitemap>";
  }
  const Feed feed = parsed(xml + "</sitemapindex>");
  EXPECT_THAT(feed.items, SizeIs(50'000));
  EXPECT_FALSE(feed.truncated);
}

TEST(Truncation, OfASitemapAtEveryByteKeepsItsWholeEntries) {
  const std::string whole =
      "<urlset><url><loc>https://h.example/1</loc></url><url><loc>https://h.example/2</loc></url>"
      "</urlset>";
  const std::size_t first = whole.find("</url>") + 6;
  const std::size_t second = whole.find("</url>", first) + 6;
  for (std::size_t size = 8; size < whole.size(); ++size) {
    const Feed feed = parsed(whole.substr(0, size));
    EXPECT_THAT(feed.items, SizeIs(size >= second ? 2 : size >= first ? 1 : 0)) << size;
    EXPECT_TRUE(feed.truncated) << size;
  }
}

std::vector<std::string> links_of(std::string_view text) {
  std::vector<std::string> links;
  for (const Item& item : parsed(text).items) links.push_back(item.link);
  return links;
}

TEST(TextForm, SitemapsOrg_LinesEndInAnyWay) {
  for (const std::string_view end : {"\n", "\r\n", "\r", "\n\n", " \n\t"}) {
    const std::string text =
        "https://h.example/1" + std::string(end) + "https://h.example/2" + std::string(end);
    EXPECT_THAT(links_of(text), ElementsAre("https://h.example/1", "https://h.example/2")) << end;
  }
}

TEST(TextForm, WhatIsNoAddressBetweenThemIsPassedOver) {
  EXPECT_THAT(links_of("https://h.example/1\n# a comment\nftp://h.example/\nhttp://h.example/2"),
              ElementsAre("https://h.example/1", "http://h.example/2"));
}

TEST(TextForm, AnAddressWithABlankIsNone) {
  EXPECT_THAT(links_of("https://h.example/1\nhttps://h.example/a b\n"),
              ElementsAre("https://h.example/1"));
}

TEST(TextForm, TheIdIsTheAddressAndTheRestIsEmpty) {
  const Item item = parsed("https://h.example/1\n").items.at(0);
  EXPECT_EQ(item.id, "https://h.example/1");
  EXPECT_EQ(item.title, "");
  EXPECT_THAT(item.authors, IsEmpty());
  EXPECT_EQ(time_of(item.published), "none");
}

TEST(TextForm, OfAMillionLinesEndsAtTheLimit) {
  std::string text;
  for (int i = 0; i < 1'000'000; ++i) text += "https://h.example/1\n";
  const Feed feed = parsed(text, {.max_items = 100});
  EXPECT_THAT(feed.items, SizeIs(100));
  EXPECT_TRUE(feed.truncated);
}

}  // namespace
}  // namespace tidings::feed
