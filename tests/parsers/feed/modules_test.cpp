#include <gmock/gmock.h>

#include "tests/parsers/feed/feed_support.hpp"

// The elements of RSS items and of the modules, each by what it fills; in Atom the modules are the
// same.
namespace tidings::feed {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

// The members of an item that hold something, in a line.
std::string filled(const Item& item) {
  std::string text;
  const auto add = [&](std::string_view name, const std::string& value) {
    if (!value.empty()) text += (text.empty() ? "" : " ") + std::string(name) + "=" + value;
  };
  add("id", item.id);
  add("link", item.link);
  add("title", item.title);
  add("summary", item.summary);
  add("content", item.content);
  if (item.published) add("published", item.published->day_text());
  if (item.updated) add("updated", item.updated->day_text());
  for (const std::string& author : item.authors) add("author", author);
  for (const std::string& category : item.categories) add("category", category);
  for (const Enclosure& enclosure : item.enclosures) add("enclosure", enclosure.url);
  add("language", item.language);
  return text;
}

struct Case {
  std::string_view name;
  std::string_view element;
  std::string_view expected;
};

class RssElement : public testing::TestWithParam<Case> {};

TEST_P(RssElement, FillsItsMember) {
  EXPECT_EQ(filled(rss(GetParam().element)), GetParam().expected);
}

constexpr Case kRss[] = {
    {"Title", "<title>T</title>", "title=T"},
    {"Description", "<description>&lt;p>D&lt;/p></description>", "summary=<p>D</p>"},
    {"Summary", "<summary>D</summary>", "summary=D"},
    {"Abstract", "<abstract>D</abstract>", "summary=D"},
    {"Author", "<author>a@h.example (A)</author>", "author=A"},
    {"Category", "<category domain='d'>C</category>", "category=C"},
    {"PubDate", "<pubDate>14 Mar 2024 00:00 GMT</pubDate>", "published=2024-03-14"},
    {"Date", "<date>2024-03-14</date>", "published=2024-03-14"},
    {"Content", "<content>C</content>", "content=C"},
    {"Encoded", "<encoded>C</encoded>", "content=C"},
    {"Body", "<body>C</body>", "content=C"},
    {"FullItem", "<fullitem>C</fullitem>", "content=C"},
    {"Guid", "<guid>https://h.example/1</guid>", "id=https://h.example/1 link=https://h.example/1"},
    {"Link", "<link>https://h.example/1</link>", "id=https://h.example/1 link=https://h.example/1"},
    {"LinkInAnAttribute", "<link href='https://h.example/1'/>",
     "id=https://h.example/1 link=https://h.example/1"},
    {"LinkOfAnotherRelation", "<link rel='edit' href='https://h.example/1'/>", ""},
    {"Comments", "<comments>https://h.example/c</comments>", ""},
    {"Source", "<source url='https://h.example/'>S</source>", ""},
    {"Enclosure", "<enclosure url='https://h.example/a'/>", "enclosure=https://h.example/a"},
    {"AtomTitle", "<atom:title>T</atom:title>", "title=T"},
    {"AtomSummary", "<atom:summary>D</atom:summary>", "summary=D"},
    {"AtomContent", "<atom:content>C</atom:content>", "content=C"},
    {"AtomPublished", "<atom:published>2024-03-14</atom:published>", "published=2024-03-14"},
    {"AtomIssued", "<atom:issued>2024-03-14</atom:issued>", "published=2024-03-14"},
    {"AtomUpdated", "<atom:updated>2024-03-14</atom:updated>", "updated=2024-03-14"},
    {"AtomModified", "<atom:modified>2024-03-14</atom:modified>", "updated=2024-03-14"},
    {"AtomId", "<atom:id>i</atom:id>", "id=i"},
    {"AtomAuthor", "<atom:author><atom:name>A</atom:name></atom:author>", "author=A"},
    {"AtomCategory", "<atom:category term='C'/>", "category=C"},
    {"AtomLink", "<atom:link href='https://h.example/1'/>",
     "id=https://h.example/1 link=https://h.example/1"},
    {"AtomEnclosure", "<atom:link rel='enclosure' href='https://h.example/a'/>",
     "enclosure=https://h.example/a"},
    {"XhtmlBody",
     "<xhtml:body xmlns:xhtml='http://www.w3.org/1999/xhtml'><xhtml:p>C</xhtml:p></xhtml:body>",
     "content=<p>C</p>"},
    {"XhtmlDiv", "<div xmlns='http://www.w3.org/1999/xhtml'><p>C</p></div>", "content=<p>C</p>"},
};
INSTANTIATE_TEST_SUITE_P(Items, RssElement, testing::ValuesIn(kRss),
                         [](const auto& test) { return std::string(test.param.name); });

class ModuleElement : public testing::TestWithParam<Case> {};

TEST_P(ModuleElement, FillsItsMemberInRss) {
  EXPECT_EQ(filled(rss(GetParam().element)), GetParam().expected);
}

TEST_P(ModuleElement, FillsItsMemberInAtom) {
  EXPECT_EQ(filled(atom(GetParam().element)), GetParam().expected);
}

constexpr Case kModules[] = {
    {"DcTitle", "<dc:title>T</dc:title>", "title=T"},
    {"DcDescription", "<dc:description>D</dc:description>", "summary=D"},
    {"DcCreator", "<dc:creator>A</dc:creator>", "author=A"},
    {"DcAuthor", "<dc:author>A</dc:author>", "author=A"},
    {"DcSubject", "<dc:subject>C</dc:subject>", "category=C"},
    {"DcDate", "<dc:date>2024-03-14</dc:date>", "published=2024-03-14"},
    {"DcLanguage", "<dc:language>de</dc:language>", "language=de"},
    {"DcPublisher", "<dc:publisher>P</dc:publisher>", ""},
    {"TermsTitle", "<dcterms:title>T</dcterms:title>", "title=T"},
    {"TermsDescription", "<dcterms:description>D</dcterms:description>", "summary=D"},
    {"TermsAbstract", "<dcterms:abstract>D</dcterms:abstract>", "summary=D"},
    {"TermsCreator", "<dcterms:creator>A</dcterms:creator>", "author=A"},
    {"TermsSubject", "<dcterms:subject>C</dcterms:subject>", "category=C"},
    {"TermsDate", "<dcterms:date>2024-03-14</dcterms:date>", "published=2024-03-14"},
    {"TermsCreated", "<dcterms:created>2024-03-14</dcterms:created>", "published=2024-03-14"},
    {"TermsIssued", "<dcterms:issued>2024-03-14</dcterms:issued>", "published=2024-03-14"},
    {"TermsModified", "<dcterms:modified>2024-03-14</dcterms:modified>", "updated=2024-03-14"},
    {"ContentEncoded", "<content:encoded>C</content:encoded>", "content=C"},
    {"FeedburnerLink", "<feedburner:origLink>https://h.example/1</feedburner:origLink>",
     "id=https://h.example/1 link=https://h.example/1"},
    {"MediaTitle", "<media:title>T</media:title>", "title=T"},
    {"MediaPlainTitle", "<media:title type='plain'>1 &lt; 2</media:title>", "title=1 < 2"},
    {"MediaDescription", "<media:description>D</media:description>", "summary=D"},
    {"MediaCategory", "<media:category>C</media:category>", "category=C"},
    {"MediaKeywords", "<media:keywords>C, D</media:keywords>", "category=C category=D"},
    {"MediaContent", "<media:content url='https://h.example/a'/>", "enclosure=https://h.example/a"},
    {"MediaGroup",
     "<media:group><media:content url='https://h.example/a'/><media:content "
     "url='https://h.example/b'/></media:group>",
     "enclosure=https://h.example/a enclosure=https://h.example/b"},
    {"MediaThumbnail", "<media:thumbnail url='https://h.example/t'/>", ""},
    {"ItunesTitle", "<itunes:title>T</itunes:title>", "title=T"},
    {"ItunesAuthor", "<itunes:author>A</itunes:author>", "author=A"},
    {"ItunesSummary", "<itunes:summary>D</itunes:summary>", "summary=D"},
    {"ItunesSubtitle", "<itunes:subtitle>D</itunes:subtitle>", "summary=D"},
    {"ItunesKeywords", "<itunes:keywords>C</itunes:keywords>", "category=C"},
    {"ItunesImage", "<itunes:image href='https://h.example/i'/>", ""},
};
INSTANTIATE_TEST_SUITE_P(Items, ModuleElement, testing::ValuesIn(kModules),
                         [](const auto& test) { return std::string(test.param.name); });

struct Precedence {
  std::string_view name;
  std::string_view elements;
  std::string_view expected;
};

class Both : public testing::TestWithParam<Precedence> {};

TEST_P(Both, OneOfThemCounts) { EXPECT_EQ(filled(rss(GetParam().elements)), GetParam().expected); }

constexpr Precedence kPrecedence[] = {
    {"TheFirstOfTwoTitles", "<title>1</title><title>2</title>", "title=1"},
    {"AnEmptyTitleIsNone", "<title> </title><title>2</title>", "title=2"},
    {"RssTitleBeforeDc", "<dc:title>dc</dc:title><title>T</title>", "title=T"},
    {"DcTitleBeforeMedia", "<media:title>m</media:title><dc:title>dc</dc:title>", "title=dc"},
    {"MediaTitleBeforeItunes", "<itunes:title>i</itunes:title><media:title>m</media:title>",
     "title=m"},
    {"DescriptionBeforeDc", "<dc:description>dc</dc:description><description>D</description>",
     "summary=D"},
    {"ItunesSummaryBeforeMedia",
     "<media:description>m</media:description><itunes:summary>i</itunes:summary>", "summary=i"},
    {"EncodedBeforeContent", "<content>C</content><content:encoded>E</content:encoded>",
     "content=E"},
    {"PubDateBeforeDcDate", "<dc:date>2020-01-01</dc:date><pubDate>14 Mar 2024 00:00 GMT</pubDate>",
     "published=2024-03-14"},
    {"DcDateWhenPubDateIsNone", "<pubDate>soon</pubDate><dc:date>2024-03-14</dc:date>",
     "published=2024-03-14"},
    {"AuthorsAreAdded", "<author>A</author><dc:creator>B</dc:creator><dc:creator>A</dc:creator>",
     "author=A author=B"},
    {"CategoriesAreAdded", "<category>C</category><dc:subject>D</dc:subject>",
     "category=C category=D"},
    {"GuidBeforeLinkAsId", "<link>https://h.example/1</link><guid>g</guid>",
     "id=g link=https://h.example/1"},
    {"LinkBeforeAtomLink",
     "<atom:link href='https://h.example/2'/><link>https://h.example/1</link>",
     "id=https://h.example/1 link=https://h.example/1"},
    {"OriginalLinkBeforeLink",
     "<link>https://fb.example/1</link>"
     "<feedburner:origLink>https://h.example/1</feedburner:origLink>",
     "id=https://h.example/1 link=https://h.example/1"},
};
INSTANTIATE_TEST_SUITE_P(Items, Both, testing::ValuesIn(kPrecedence),
                         [](const auto& test) { return std::string(test.param.name); });

TEST(AtomModules, TheEntrysOwnAuthorBeatsDublinCores) {
  EXPECT_THAT(atom("<author><name>A</name></author><dc:creator>B</dc:creator>").authors,
              ElementsAre("A"));
}

TEST(MediaRss, TheLengthOfAPictureIsItsFileSize) {
  const Item item = rss("<media:content url='https://h.example/a' fileSize='9'/>");
  EXPECT_EQ(item.enclosures[0].length, 9U);
}

TEST(MediaRss, APictureThatIsAnEnclosureTooIsListedOnce) {
  const Item item =
      rss("<enclosure url='https://h.example/a' length='9'/><media:content "
          "url='https://h.example/a'/>");
  ASSERT_EQ(item.enclosures.size(), 1U);
  EXPECT_EQ(item.enclosures[0].length, 9U);
}

TEST(UnknownModules, AreSkippedWithAllThatIsInThem) {
  const Item item = rss(
      "<x:wrap xmlns:x='https://other.example/'><title>No</title><link>https://no.example/</link>"
      "</x:wrap><title>Yes</title>");
  EXPECT_EQ(filled(item), "title=Yes");
}

TEST(Syndication, PeriodsInMinutes) {
  const auto minutes = [](std::string_view inner) {
    return parsed("<rss><channel>" + std::string(inner) + "</channel></rss>").schedule.minutes;
  };
  EXPECT_EQ(minutes("<sy:updatePeriod>hourly</sy:updatePeriod>"), 60);
  EXPECT_EQ(minutes("<sy:updatePeriod> Daily </sy:updatePeriod>"), 1440);
  EXPECT_EQ(minutes("<sy:updatePeriod>weekly</sy:updatePeriod>"), 10'080);
  EXPECT_EQ(minutes("<sy:updatePeriod>monthly</sy:updatePeriod>"), 43'200);
  EXPECT_EQ(minutes("<sy:updatePeriod>yearly</sy:updatePeriod>"), 525'600);
  EXPECT_EQ(minutes("<sy:updatePeriod>never</sy:updatePeriod>"), std::nullopt);
  EXPECT_EQ(minutes("<sy:updatePeriod>hourly</sy:updatePeriod>"
                    "<sy:updateFrequency>0</sy:updateFrequency>"),
            60);
  EXPECT_EQ(minutes("<sy:updatePeriod>hourly</sy:updatePeriod>"
                    "<sy:updateFrequency>x</sy:updateFrequency>"),
            60);
  EXPECT_EQ(minutes("<ttl>-5</ttl>"), std::nullopt);
  EXPECT_EQ(minutes("<ttl>1e9</ttl>"), 1);
  EXPECT_EQ(minutes("<ttl>99999999999</ttl>"), std::nullopt);
}

TEST(Rss20, SkippedHoursAndDaysThatDoNotExistAreLeftOut) {
  const Feed feed = parsed(
      "<rss><channel><skipHours><hour>-1</hour><hour>5</hour><hour>25</hour></skipHours><skipDays>"
      "<day>Someday</day><day>FRIDAY</day></skipDays></channel></rss>");
  EXPECT_THAT(feed.schedule.skip_hours, ElementsAre(5));
  EXPECT_THAT(feed.schedule.skip_days, ElementsAre(5));
  EXPECT_THAT(parsed("<rss><channel/></rss>").schedule.skip_days, IsEmpty());
}

}  // namespace
}  // namespace tidings::feed
