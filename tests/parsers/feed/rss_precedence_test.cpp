#include <string>
#include <string_view>

#include <gmock/gmock.h>

#include "tests/parsers/feed/feed_support.hpp"

// Items of RSS whose elements say a thing twice, say nothing, or say it in another vocabulary: the
// order in which the next one is asked.
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

class RssLink : public testing::TestWithParam<Case> {};

// "id|link"
TEST_P(RssLink, IsTheFirstThatIsAWebAddress) {
  const Feed feed = parsed("<rss><channel>" + std::string(GetParam().item) + "</channel></rss>",
                           {.base_url = "https://h.example/rss"});
  ASSERT_THAT(feed.items, SizeIs(1));
  EXPECT_EQ(feed.items[0].id + "|" + feed.items[0].link, GetParam().expected);
}

constexpr Case kLinks[] = {
    {"TheFirstOfTwo", "<item><link>/1</link><link>/2</link></item>",
     "https://h.example/1|https://h.example/1"},
    {"AnEmptyLinkIsNone", "<item><link/><link>/2</link></item>",
     "https://h.example/2|https://h.example/2"},
    {"AScriptYieldsToAtom", "<item><link>javascript:x</link><atom:link href='/a'/></item>",
     "https://h.example/a|https://h.example/a"},
    {"AScriptYieldsToTheGuid",
     "<item><link>javascript:x</link><guid>https://h.example/g</guid></item>",
     "https://h.example/g|https://h.example/g"},
    {"AnOriginalScriptYieldsToTheLink",
     "<item><feedburner:origLink>javascript:x</feedburner:origLink><link>/1</link></item>",
     "https://h.example/1|https://h.example/1"},
    {"AtomBeforeTheGuid", "<item><guid>https://h.example/g</guid><atom:link href='/a'/></item>",
     "https://h.example/g|https://h.example/a"},
    {"TheFirstOfTwoOfAtom", "<item><atom:link href='/a'/><atom:link href='/b'/></item>",
     "https://h.example/a|https://h.example/a"},
    {"AtomInCapitals", "<item><atom:link rel='ALTERNATE' href='/a'/></item>",
     "https://h.example/a|https://h.example/a"},
    {"AtomToItself", "<item><atom:link rel='self' href='/a'/></item>", "|"},
    {"AtomOfReplies", "<item><atom:link rel='replies' href='/a'/></item>", "|"},
    {"AtomsIdIsNoPage", "<item><atom:id>urn:1</atom:id></item>", "urn:1|"},
    {"AtomsIdBehindTheGuid", "<item><guid>g</guid><atom:id>a</atom:id></item>", "g|"},
    {"AnAttributeYieldsToNothing", "<item><link href='/1'/><link>/2</link></item>",
     "https://h.example/1|https://h.example/1"},
    {"TheFirstOfTwoAttributes", "<item><link href='/1'/><link href='/2'/></item>",
     "https://h.example/1|https://h.example/1"},
    {"AnAttributeOfTheItem", "<item href='/1'><link>/2</link></item>",
     "https://h.example/1|https://h.example/1"},
    {"AGuidThatIsNoPageYieldsToAbout",
     "<item rdf:about='https://h.example/b'><guid isPermaLink='false'>https://h.example/g</guid>"
     "</item>",
     "https://h.example/g|https://h.example/b"},
    {"AboutAsTheId", "<item rdf:about=' urn:b '><link>/1</link></item>",
     "urn:b|https://h.example/1"},
    {"AboutInNoNamespaceIsNone", "<item about='https://h.example/b'/>", "|"},
    {"OfAnImageWithin", "<item><image><link>/no</link><url>/no</url></image></item>", "|"},
};
INSTANTIATE_TEST_SUITE_P(Precedence, RssLink, testing::ValuesIn(kLinks), name_of);

class RssText : public testing::TestWithParam<Case> {};

// "title|summary|content"
TEST_P(RssText, IsTheFirstThatSaysSomething) {
  const Item item = rss(GetParam().item);
  EXPECT_EQ(item.title + "|" + item.summary + "|" + item.content, GetParam().expected);
}

constexpr Case kTexts[] = {
    {"AtomTitleFirst", "<atom:title>A</atom:title><title>T</title>", "A||"},
    {"AnEmptyAtomTitleIsNone", "<atom:title/><title>T</title>", "T||"},
    {"TheFirstDescription", "<description>A</description><description>B</description>", "|A|"},
    {"AnEmptyDescriptionIsNone", "<description/><summary>B</summary>", "|B|"},
    {"DescriptionIsNotTheContent", "<description>A</description>", "|A|"},
    {"DescriptionOfBlanksIsKept", "<description> &lt;p&gt;A&lt;/p&gt; </description>",
     "| <p>A</p> |"},
    {"DescriptionWithSectionAndText", "<description>a <![CDATA[<b>b</b>]]> c</description>",
     "|a <b>b</b> c|"},
    {"DescriptionOfNakedMarkup", "<description>a <b>b</b> &amp; c</description>",
     "|a <b>b</b> &amp; c|"},
    {"DescriptionOfAPrefix",
     "<description xmlns:h='http://www.w3.org/1999/xhtml'><h:p>a</h:p></description>",
     "|<p>a</p>|"},
    {"XhtmlBodyBeforeContent",
     "<body xmlns='http://www.w3.org/1999/xhtml'><p>a</p></body><content>b</content>",
     "||<p>a</p>"},
    {"OtherXhtmlIsNone", "<p xmlns='http://www.w3.org/1999/xhtml'>a</p>", "||"},
    {"EncodedBehindXhtmlGoesFirst",
     "<body xmlns='http://www.w3.org/1999/xhtml'>a</body><content:encoded>b</content:encoded>",
     "||b"},
    {"AtomContentOfXhtml",
     "<atom:content type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'>a</div></atom:content>",
     "||<div>a</div>"},
    {"TitleWithinAnUnknownElement", "<x><title>No</title></x><title>T</title>", "T||"},
    {"ATitleIsNotUnescapedThreeTimes", "<title>&amp;amp;amp;</title>", "&amp;||"},
};
INSTANTIATE_TEST_SUITE_P(Precedence, RssText, testing::ValuesIn(kTexts), name_of);

TEST(RssAuthors, OfEveryVocabularyAreListedOnceEach) {
  EXPECT_THAT(rss("<author>a@h.example (A)</author><author>B</author>"
                  "<atom:author><atom:name>A</atom:name></atom:author>"
                  "<dc:creator>C</dc:creator>")
                  .authors,
              ElementsAre("A", "B", "C"));
}

TEST(RssAuthors, OfAtomAreNamesAlone) {
  EXPECT_THAT(rss("<atom:author><atom:email>a@h.example</atom:email>"
                  "<atom:uri>https://h.example/</atom:uri></atom:author>")
                  .authors,
              IsEmpty());
}

TEST(RssAuthors, WithElementsOfTheirOwnAreTheirText) {
  EXPECT_THAT(rss("<author><name>Mary Pen</name></author>").authors, ElementsAre("Mary Pen"));
}

TEST(RssAuthors, OfTheChannelAreNotTheItems) {
  const Feed feed = parsed(
      "<rss><channel><managingEditor>m@h.example (M)</managingEditor><webMaster>w@h.example"
      "</webMaster><dc:creator>C</dc:creator><itunes:author>I</itunes:author><item/></channel>"
      "</rss>");
  EXPECT_THAT(feed.authors, IsEmpty());
  EXPECT_THAT(feed.items.at(0).authors, IsEmpty());
}

TEST(RssCategories, AreTextOfOneLineEachOnce) {
  EXPECT_THAT(rss("<category>\n Sea &amp;amp; Land </category><category>Sea &amp; Land</category>"
                  "<category><![CDATA[<b>Ice</b>]]></category><category/>")
                  .categories,
              ElementsAre("Sea & Land", "Ice"));
}

TEST(RssCategories, OfAtomAreTheirTerms) {
  EXPECT_THAT(rss("<atom:category term=' a ' label='A'/><atom:category label='No'/>"
                  "<atom:category>No</atom:category>")
                  .categories,
              ElementsAre("a"));
}

TEST(RssCategories, OfTheChannelAreNotTheItems) {
  EXPECT_THAT(
      parsed("<rss><channel><category>No</category><item/></channel></rss>").items.at(0).categories,
      IsEmpty());
}

TEST(RssLanguage, OfAnItemIsItsXmlLangElseTheChannels) {
  const Feed feed =
      parsed("<rss><channel><language>en</language><item xml:lang='de'/><item/></channel></rss>");
  EXPECT_EQ(feed.items.at(0).language, "de");
  EXPECT_EQ(feed.items.at(1).language, "en");
}

TEST(RssLanguage, OfTheRootIsTheChannelsWhereItHasNone) {
  EXPECT_EQ(parsed("<rss xml:lang='de'><channel/></rss>").language, "de");
  EXPECT_EQ(parsed("<rss><channel xml:lang='de'><language>en</language></channel></rss>").language,
            "de");
}

TEST(RssLanguage, DecidesTheMonthsOfAnItemsDates) {
  const Feed feed = parsed(
      "<rss><channel><language>hr</language><item><pubDate>14 listopada 2024</pubDate></item>"
      "</channel></rss>");
  EXPECT_EQ(time_of(feed.items.at(0).published), "2024-10-14");
}

TEST(RssChannels, WithinOneAnotherDoNotMoveTheBaseOfTheOuter) {
  EXPECT_EQ(parsed("<rss><channel xml:base='https://h.example/'><link>a</link>"
                   "<channel xml:base='https://no.example/' href='b'/></channel></rss>")
                .link,
            "https://h.example/a");
}

TEST(RssChannels, OfWhichThereAreTwoAreDescribedByTheFirst) {
  const Feed feed = parsed(
      "<rss><channel><title>A</title><link>https://a.example/</link></channel>"
      "<channel><title>B</title><link>https://b.example/</link><item/></channel></rss>");
  EXPECT_EQ(feed.title, "A");
  EXPECT_EQ(feed.link, "https://a.example/");
}

// What an item leaves out is not filled with what the one before it said.
TEST(RssItems, DoNotLendToEachOther) {
  const Feed feed = parsed(
      rss_item("<title>T</title><link>https://h.example/1</link><guid isPermaLink='false'>g</guid>"
               "<description>D</description><content:encoded>C</content:encoded>"
               "<author>A</author><category>K</category><enclosure url='https://h.example/e'/>"
               "<pubDate>14 Mar 2024 00:00 GMT</pubDate><dc:language>de</dc:language>"
               "<atom:updated>2024-03-14</atom:updated></item><item>"));
  ASSERT_THAT(feed.items, SizeIs(2));
  const Item& item = feed.items[1];
  EXPECT_EQ(item.id + item.link + item.title + item.summary + item.content + item.language, "");
  EXPECT_FALSE(item.published || item.updated);
  EXPECT_THAT(item.authors, IsEmpty());
  EXPECT_THAT(item.categories, IsEmpty());
  EXPECT_THAT(item.enclosures, IsEmpty());
}

TEST(RssItems, AfterOneThatIsNoPermalinkAreAskedAnew) {
  const Feed feed =
      parsed(rss_item("<guid isPermaLink='false'>https://h.example/1</guid></item><item>"
                      "<guid>https://h.example/2</guid>"));
  ASSERT_THAT(feed.items, SizeIs(2));
  EXPECT_EQ(feed.items[1].link, "https://h.example/2");
}

}  // namespace
}  // namespace tidings::feed
