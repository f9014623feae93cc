#include <string>
#include <string_view>

#include <gmock/gmock.h>

#include "tests/parsers/feed/feed_support.hpp"

// Dublin Core, the content module and iTunes in items: the forms of their values, and which of two
// goes before the other.
namespace tidings::feed {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

struct Case {
  std::string_view name;
  std::string_view item;
  std::string_view expected;
};

class DcDate : public testing::TestWithParam<Case> {};

TEST_P(DcDate, IsTheDateOfPublication) {
  EXPECT_EQ(time_of(rss("<dc:date>" + std::string(GetParam().item) + "</dc:date>").published),
            GetParam().expected);
}

// Dublin Core 1.1 recommends W3C-DTF; RSS 1.0's own examples have it with an offset.
constexpr Case kW3cDtf[] = {
    {"Year", "2024", "2024-01-01"},
    {"Month", "2024-03", "2024-03-01"},
    {"Day", "2024-03-14", "2024-03-14"},
    {"Minutes", "2024-03-14T09:26Z", "2024-03-14T09:26:00Z"},
    {"Seconds", "2024-03-14T09:26:53+01:00", "2024-03-14T09:26:53+01:00"},
    {"Fraction", "2024-03-14T09:26:53.58-05:00", "2024-03-14T09:26:53-05:00"},
    {"WithoutAnOffset", "2024-03-14T09:26:53", "2024-03-14T09:26:53"},
    {"InBlanks", "\n 2024-03-14 ", "2024-03-14"},
    {"InASection", "<![CDATA[2024-03-14]]>", "2024-03-14"},
    {"WithoutItsCentury", "240314", "2024-03-14"},
    {"AsMailWritesIt", "Thu, 14 Mar 2024 09:26:53 GMT", "2024-03-14T09:26:53Z"},
    {"ThatDoesNotExist", "2023-02-29", "none"},
    {"APeriod", "2024-03/2024-04", "none"},
};
INSTANTIATE_TEST_SUITE_P(W3cDtf, DcDate, testing::ValuesIn(kW3cDtf), name_of);

class ItemDates : public testing::TestWithParam<Case> {};

// "published|updated"
TEST_P(ItemDates, AreThoseThatGoFirst) {
  const Item item = rss(GetParam().item);
  EXPECT_EQ(time_of(item.published) + "|" + time_of(item.updated), GetParam().expected);
}

constexpr Case kDates[] = {
    {"DcDateBeforeCreated",
     "<dcterms:created>2023-01-01</dcterms:created><dc:date>2024-03-14</dc:date>",
     "2024-03-14|none"},
    {"CreatedWhereDcDateIsNone",
     "<dc:date>soon</dc:date><dcterms:created>2024-03-14</dcterms:created>", "2024-03-14|none"},
    {"TheFirstOfIssuedAndCreated",
     "<dcterms:issued>2024-03-14</dcterms:issued><dcterms:created>2023-01-01</dcterms:created>",
     "2024-03-14|none"},
    {"PubDateBeforeIssued",
     "<dcterms:issued>2023-01-01</dcterms:issued><pubDate>14 Mar 2024 00:00 GMT</pubDate>",
     "2024-03-14T00:00:00Z|none"},
    {"ModifiedIsTheChange",
     "<dcterms:modified>2024-03-15</dcterms:modified><dc:date>2024-03-14</dc:date>",
     "2024-03-14|2024-03-15"},
    {"AtomUpdatedBeforeModified",
     "<dcterms:modified>2023-01-01</dcterms:modified><atom:updated>2024-03-14</atom:updated>",
     "none|2024-03-14"},
    {"ModifiedWhereAtomUpdatedIsNone",
     "<atom:updated>soon</atom:updated><dcterms:modified>2024-03-14</dcterms:modified>",
     "none|2024-03-14"},
    {"TheFirstPubDateEvenIfItIsNone",
     "<pubDate>soon</pubDate><pubDate>14 Mar 2024 00:00 GMT</pubDate>", "none|none"},
    {"AnEmptyPubDateIsNone", "<pubDate/><pubDate>14 Mar 2024 00:00 GMT</pubDate>",
     "2024-03-14T00:00:00Z|none"},
    {"TheChangeIsNoPublication", "<atom:updated>2024-03-14</atom:updated>", "none|2024-03-14"},
    {"OtherDates",
     "<dcterms:available>2024-01-01</dcterms:available><dcterms:valid>2024-01-01</dcterms:valid>",
     "none|none"},
};
INSTANTIATE_TEST_SUITE_P(Precedence, ItemDates, testing::ValuesIn(kDates), name_of);

class ItemTexts : public testing::TestWithParam<Case> {};

// "title|summary|content"
TEST_P(ItemTexts, AreThoseThatGoFirst) {
  const Item item = rss(GetParam().item);
  EXPECT_EQ(item.title + "|" + item.summary + "|" + item.content, GetParam().expected);
}

constexpr Case kEncoded[] = {
    {"Escaped", "<content:encoded>&lt;p&gt;C&lt;/p&gt;</content:encoded>", "||<p>C</p>"},
    {"InASection", "<content:encoded><![CDATA[<p>C</p>]]></content:encoded>", "||<p>C</p>"},
    {"InTwoSections", "<content:encoded><![CDATA[a]]]]><![CDATA[>b]]></content:encoded>",
     "||a]]>b"},
    {"Naked", "<content:encoded><p>C</p></content:encoded>", "||<p>C</p>"},
    {"TheFirst", "<content:encoded>A</content:encoded><content:encoded>B</content:encoded>", "||A"},
    {"AnEmptyOneIsNone", "<content:encoded/><content:encoded>B</content:encoded>", "||B"},
    {"DescriptionStaysTheSummary",
     "<content:encoded>C</content:encoded><description>D</description>", "|D|C"},
    {"ARdfListOfContentsIsNone",
     "<content:items><rdf:Bag><rdf:li><content:item/></rdf:li></rdf:Bag></content:items>", "||"},
};
INSTANTIATE_TEST_SUITE_P(Rss10ModuleContent, ItemTexts, testing::ValuesIn(kEncoded), name_of);

constexpr Case kTexts[] = {
    {"DcTitleOfHtml", "<dc:title>&lt;i&gt;T&lt;/i&gt;</dc:title>", "T||"},
    {"DcDescriptionOfHtml", "<dc:description>&lt;p&gt;D&lt;/p&gt;</dc:description>", "|<p>D</p>|"},
    {"DcBeforeTerms", "<dc:title>A</dc:title><dcterms:title>B</dcterms:title>", "A||"},
    {"TermsFirst", "<dcterms:title>B</dcterms:title><dc:title>A</dc:title>", "B||"},
    {"DcDescriptionBeforeItunes",
     "<itunes:summary>S</itunes:summary><dc:description>D</dc:description>", "|D|"},
    {"ItunesSummaryBeforeSubtitle",
     "<itunes:subtitle>T</itunes:subtitle><itunes:summary>S</itunes:summary>", "|S|"},
    {"TitleBeforeItunes", "<itunes:title>I</itunes:title><title>T</title>", "T||"},
    {"AnEmptyTitleIsNone", "<title/><itunes:title>I</itunes:title>", "I||"},
    {"ATitleOfTagsAloneIsNone", "<title>&lt;br&gt;</title><dc:title>T</dc:title>", "T||"},
    {"OtherElements",
     "<dc:source>no</dc:source><dc:rights>no</dc:rights><dc:format>no</dc:format>"
     "<itunes:duration>9:26</itunes:duration><itunes:episode>3</itunes:episode>",
     "||"},
};
INSTANTIATE_TEST_SUITE_P(Precedence, ItemTexts, testing::ValuesIn(kTexts), name_of);

TEST(DcCreator, IsAName) {
  EXPECT_THAT(rss("<dc:creator>pen@h.example (Mary Pen)</dc:creator>").authors,
              ElementsAre("Mary Pen"));
  EXPECT_THAT(rss("<dc:creator><![CDATA[Mary Pen]]></dc:creator>").authors,
              ElementsAre("Mary Pen"));
  EXPECT_THAT(rss("<dc:creator> </dc:creator>").authors, IsEmpty());
}

TEST(DcCreator, OfSeveralNamesIsOne) {
  EXPECT_THAT(rss("<dc:creator>Mary Pen, Al Ink and Bo Quill</dc:creator>").authors,
              ElementsAre("Mary Pen, Al Ink and Bo Quill"));
}

TEST(DcCreator, IsListedWithItunesAuthorsOnceEach) {
  EXPECT_THAT(rss("<itunes:author>A</itunes:author><dc:creator>B</dc:creator>"
                  "<dcterms:creator>A</dcterms:creator>")
                  .authors,
              ElementsAre("A", "B"));
}

TEST(DcContributor, IsNoAuthor) {
  EXPECT_THAT(rss("<dc:contributor>No</dc:contributor><dc:publisher>No</dc:publisher>").authors,
              IsEmpty());
}

TEST(DcSubject, IsOneCategoryOfEachElement) {
  EXPECT_THAT(rss("<dc:subject>a, b</dc:subject><dc:subject> c\n d </dc:subject>"
                  "<dc:subject>a, b</dc:subject><dc:subject/>")
                  .categories,
              ElementsAre("a, b", "c d"));
}

TEST(DcSubject, IsLimited) {
  std::string subjects;
  for (int i = 0; i < 1000; ++i) subjects += "<dc:subject>" + std::to_string(i) + "</dc:subject>";
  EXPECT_THAT(rss(subjects).categories, SizeIs(kMaxListed));
}

TEST(DcLanguage, OfAnItemYieldsToXmlLang) {
  const Feed feed = parsed(
      "<rss><channel><item xml:lang='fr'><dc:language>de</dc:language></item></channel></rss>");
  EXPECT_EQ(feed.items.at(0).language, "fr");
}

TEST(DcLanguage, OfAnItemGoesBeforeTheChannels) {
  const Feed feed = parsed(
      "<rss><channel><language>en</language><item><dc:language>de</dc:language></item><item/>"
      "</channel></rss>");
  EXPECT_EQ(feed.items.at(0).language, "de");
  EXPECT_EQ(feed.items.at(1).language, "en");
}

TEST(ItunesKeywords, AreSplitAtCommas) {
  EXPECT_THAT(rss("<itunes:keywords>ferry,storm , ,ferry</itunes:keywords>").categories,
              ElementsAre("ferry", "storm"));
}

TEST(ItunesCategory, OfAnItemIsNone) {
  EXPECT_THAT(rss("<itunes:category text='News'/>").categories, IsEmpty());
}

}  // namespace
}  // namespace tidings::feed
