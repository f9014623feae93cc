#include <gmock/gmock.h>

#include "tests/parsers/feed/feed_support.hpp"

namespace tidings::feed {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

TEST(Rss20, ChannelAndItemElements) {
  const Feed feed = parsed(
      "<?xml version='1.0'?><rss version='2.0'><channel><title>Harbour News</title>"
      "<link>https://harbour.example/</link><language>en-gb</language>"
      "<item><title>Ferry late</title><link>https://harbour.example/1</link>"
      "<description>The ferry was late.</description>"
      "<pubDate>Thu, 14 Mar 2024 09:26:53 +0100</pubDate>"
      "<guid isPermaLink='false'>h-1</guid><category>Ferries</category><category>Winter</category>"
      "<author>pen@harbour.example (Mary Pen)</author></item></channel></rss>");
  EXPECT_EQ(feed.type, Type::kFeed);
  EXPECT_EQ(feed.format, "rss 2.0");
  EXPECT_EQ(feed.title, "Harbour News");
  EXPECT_EQ(feed.link, "https://harbour.example/");
  EXPECT_EQ(feed.language, "en-gb");
  EXPECT_FALSE(feed.truncated);
  ASSERT_EQ(feed.items.size(), 1U);
  const Item& item = feed.items[0];
  EXPECT_EQ(item.id, "h-1");
  EXPECT_EQ(item.link, "https://harbour.example/1");
  EXPECT_EQ(item.title, "Ferry late");
  EXPECT_EQ(item.summary, "The ferry was late.");
  EXPECT_EQ(time_of(item.published), "2024-03-14T09:26:53+01:00");
  EXPECT_THAT(item.authors, ElementsAre("Mary Pen"));
  EXPECT_THAT(item.categories, ElementsAre("Ferries", "Winter"));
  EXPECT_EQ(item.language, "en-gb");
}

TEST(Rss20, AGuidIsTheLinkUnlessItSaysThatItIsNoPermalink) {
  EXPECT_EQ(rss("<guid>https://h.example/g</guid>").link, "https://h.example/g");
  EXPECT_EQ(rss("<guid isPermaLink='false'>https://h.example/g</guid>").link, "");
  EXPECT_EQ(rss("<guid>h-1</guid>").link, "");
  EXPECT_EQ(rss("<guid>https://h.example/g</guid><link>https://h.example/l</link>").link,
            "https://h.example/l");
}

TEST(Rss20, WithoutAGuidTheLinkIsTheId) {
  EXPECT_EQ(rss("<link>https://h.example/l</link>").id, "https://h.example/l");
}

TEST(Rss20, RepeatedIdsKeepBothItems) {
  const Feed feed = parsed(
      "<rss><channel><item><guid>1</guid><title>a</title></item>"
      "<item><guid>1</guid><title>b</title></item></channel></rss>");
  EXPECT_EQ(feed.items.size(), 2U);
}

TEST(Rss20, EnclosuresKeepTypeAndLengthAndDropWhatIsNoWebAddress) {
  const Item item =
      rss("<enclosure url='https://h.example/a.mp3' type='audio/mpeg' length='123'/>"
          "<enclosure url='https://h.example/b.mp3' length='-5'/>"
          "<enclosure url='javascript:alert(1)'/><enclosure url=' '/>");
  ASSERT_EQ(item.enclosures.size(), 2U);
  EXPECT_EQ(item.enclosures[0].url, "https://h.example/a.mp3");
  EXPECT_EQ(item.enclosures[0].type, "audio/mpeg");
  EXPECT_EQ(item.enclosures[0].length, 123U);
  EXPECT_FALSE(item.enclosures[1].length.has_value());
}

TEST(Rss20, LinksOfOtherSchemesAreNoLinks) {
  EXPECT_EQ(rss("<link>javascript:alert(1)</link>").link, "");
  EXPECT_EQ(rss("<link>file:///etc/passwd</link>").link, "");
}

TEST(Rss20, RelativeLinksResolveAgainstTheFeedsAddress) {
  const Options options{.base_url = "https://h.example/feeds/rss.xml"};
  EXPECT_EQ(rss("<link>/a/1</link>", options).link, "https://h.example/a/1");
  EXPECT_EQ(rss("<link> a&amp;b </link>", options).link, "https://h.example/feeds/a&b");
  EXPECT_EQ(rss("<link>/a/1</link>").link, "/a/1");
}

TEST(Rss20, TitlesArePlainTextHoweverTheyAreWritten) {
  EXPECT_EQ(rss("<title>AT&amp;amp;T &amp;lt;b&amp;gt;</title>").title, "AT&T <b>");
  EXPECT_EQ(rss("<title>&lt;b&gt;Bold&lt;/b&gt; move</title>").title, "Bold move");
  EXPECT_EQ(rss("<title><![CDATA[<i>Bold</i> &amp; cold]]></title>").title, "Bold & cold");
  EXPECT_EQ(rss("<title>A <b>naked</b> one</title>").title, "A naked one");
  EXPECT_EQ(rss("<title>1 &lt; 2, 3 > 2</title>").title, "1 < 2, 3 > 2");
  EXPECT_EQ(rss("<title>\n  One\n  more </title>").title, "One more");
  EXPECT_EQ(rss("<title>One<br/>two</title>").title, "One two");
  EXPECT_EQ(rss("<title>a&lt;script&gt;x()&lt;/script&gt;b</title>").title, "ab");
}

TEST(Rss20, AuthorsAreNames) {
  EXPECT_THAT(rss("<author>Mary Pen &lt;pen@h.example&gt;</author>").authors,
              ElementsAre("Mary Pen"));
  EXPECT_THAT(rss("<author>Mary Pen (pen@h.example)</author>").authors, ElementsAre("Mary Pen"));
  EXPECT_THAT(rss("<author>pen@h.example</author>").authors, ElementsAre("pen@h.example"));
  EXPECT_THAT(rss("<author> </author>").authors, IsEmpty());
}

TEST(Rss20, TheScheduleIsTheLongerOfTtlAndSyndicationPeriod) {
  const Feed feed = parsed(
      "<rss xmlns:sy='http://purl.org/rss/1.0/modules/syndication/'><channel><ttl>30</ttl>"
      "<sy:updatePeriod>daily</sy:updatePeriod><sy:updateFrequency>4</sy:updateFrequency>"
      "<skipHours><hour>0</hour><hour>24</hour><hour>x</hour></skipHours>"
      "<skipDays><day>Sunday</day><day>saturday</day></skipDays></channel></rss>");
  EXPECT_EQ(feed.schedule.minutes, 360);
  EXPECT_THAT(feed.schedule.skip_hours, ElementsAre(0, 0));
  EXPECT_THAT(feed.schedule.skip_days, ElementsAre(0, 6));
}

TEST(Rss20, ImageAndTextInputHaveTitlesOfTheirOwn) {
  const Feed feed = parsed(
      "<rss><channel><image><title>Logo</title><link>https://h.example/logo</link></image>"
      "<textInput><title>Search</title></textInput><title>Harbour</title></channel></rss>");
  EXPECT_EQ(feed.title, "Harbour");
  EXPECT_EQ(feed.link, "");
}

TEST(Rss20, AtomsSelfLinkIsNotTheLink) {
  const Feed feed = parsed(
      "<rss xmlns:atom='http://www.w3.org/2005/Atom'><channel>"
      "<atom:link rel='self' href='https://h.example/rss'/><link>https://h.example/</link>"
      "</channel></rss>");
  EXPECT_EQ(feed.link, "https://h.example/");
}

TEST(RssModules, DublinCoreFillsWhatIsMissing) {
  const Item item = rss(
      "<dc:title>From DC</dc:title><dc:creator>Mary Pen</dc:creator><dc:creator>Al Ink</dc:creator>"
      "<dc:date>2024-03-14</dc:date><dc:subject>Ferries</dc:subject>"
      "<dc:description>Short</dc:description>");
  EXPECT_EQ(item.title, "From DC");
  EXPECT_THAT(item.authors, ElementsAre("Mary Pen", "Al Ink"));
  EXPECT_EQ(time_of(item.published), "2024-03-14");
  EXPECT_THAT(item.categories, ElementsAre("Ferries"));
  EXPECT_EQ(item.summary, "Short");
}

TEST(RssModules, ThePublicationDateBeatsDublinCores) {
  const Item item =
      rss("<dc:date>2020-01-01</dc:date><pubDate>Thu, 14 Mar 2024 09:26:53 GMT</pubDate>");
  EXPECT_EQ(time_of(item.published), "2024-03-14T09:26:53Z");
}

TEST(RssModules, EncodedContentIsTheContentAndDescriptionTheSummary) {
  const Item item =
      rss("<description>Short</description>"
          "<content:encoded><![CDATA[<p>Long &amp; <b>rich</b></p>]]></content:encoded>");
  EXPECT_EQ(item.summary, "Short");
  EXPECT_EQ(item.content, "<p>Long &amp; <b>rich</b></p>");
}

TEST(RssModules, MediaRssGivesEnclosuresAndNeverATitleThatIsThere) {
  const Item item = rss(
      "<media:group><media:content url='https://h.example/i.jpg' type='image/jpeg' fileSize='9'>"
      "<media:title>Photo</media:title></media:content></media:group><title>Ferry</title>");
  EXPECT_EQ(item.title, "Ferry");
  ASSERT_EQ(item.enclosures.size(), 1U);
  EXPECT_EQ(item.enclosures[0].type, "image/jpeg");
  EXPECT_EQ(item.enclosures[0].length, 9U);
  EXPECT_EQ(rss("<media:title>Photo</media:title>").title, "Photo");
}

TEST(RssModules, ItunesFillsWhatIsMissing) {
  const Item item =
      rss("<itunes:author>Mary Pen</itunes:author><itunes:summary>Short</itunes:summary>"
          "<itunes:keywords>ferry, winter</itunes:keywords>");
  EXPECT_THAT(item.authors, ElementsAre("Mary Pen"));
  EXPECT_EQ(item.summary, "Short");
  EXPECT_THAT(item.categories, ElementsAre("ferry", "winter"));
}

TEST(RssModules, TheAddressBehindFeedBurnerIsTheLink) {
  EXPECT_EQ(rss("<link>https://fb.example/~r/1</link>"
                "<feedburner:origLink>https://h.example/1</feedburner:origLink>")
                .link,
            "https://h.example/1");
}

TEST(RssModules, NamespacesCountNotPrefixes) {
  const Feed feed = parsed(
      "<rss xmlns:x='http://purl.org/dc/elements/1.1/' xmlns:dc='https://other.example/'>"
      "<channel><item><dc:creator>No</dc:creator><x:creator>Yes</x:creator></item></channel></"
      "rss>");
  EXPECT_THAT(feed.items[0].authors, ElementsAre("Yes"));
}

TEST(Rss10, ItemsStandBesideTheChannel) {
  const Feed feed = parsed(
      "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'"
      " xmlns='http://purl.org/rss/1.0/'><channel rdf:about='https://h.example/rdf'>"
      "<title>Harbour</title><link>https://h.example/</link>"
      "<items><rdf:Seq><rdf:li resource='https://h.example/1'/></rdf:Seq></items></channel>"
      "<image><title>Logo</title></image>"
      "<item rdf:about='https://h.example/1'><title>One</title></item></rdf:RDF>");
  EXPECT_EQ(feed.format, "rss 1.0");
  EXPECT_EQ(feed.title, "Harbour");
  ASSERT_EQ(feed.items.size(), 1U);
  EXPECT_EQ(feed.items[0].id, "https://h.example/1");
  EXPECT_EQ(feed.items[0].link, "https://h.example/1");
}

TEST(Rss10, PrefixedVocabularyIsTheSame) {
  const Feed feed = parsed(
      "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'"
      " xmlns:r='http://purl.org/rss/1.0/'><r:channel><r:title>Harbour</r:title></r:channel>"
      "<r:item><r:title>One</r:title></r:item></rdf:RDF>");
  EXPECT_EQ(feed.title, "Harbour");
  EXPECT_EQ(feed.items[0].title, "One");
}

TEST(Rss090, NetscapesNamespaceIsRss) {
  const Feed feed = parsed(
      "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'"
      " xmlns='http://my.netscape.com/rdf/simple/0.9/'><channel><title>H</title></channel>"
      "<item><title>One</title><link>https://h.example/1</link></item></rdf:RDF>");
  EXPECT_EQ(feed.items[0].link, "https://h.example/1");
}

TEST(Rss20, AnUnknownNamespaceOfTheRootIsRssItself) {
  EXPECT_EQ(
      parsed("<rss xmlns='https://wrong.example/'><channel><title>H</title></channel></rss>").title,
      "H");
}

TEST(Rss20, AnUndeclaredPrefixThatNobodyKnowsIsNotRss) {
  EXPECT_EQ(rss("<odd:title>No</odd:title><title>Yes</title>").title, "Yes");
}

TEST(Cdf, UpperCaseElementsWithAttributes) {
  const Feed feed = parsed(
      "<CHANNEL HREF='https://h.example/'><TITLE>Harbour</TITLE>"
      "<ITEM HREF='https://h.example/1' LASTMOD='2024-03-14T09:26'><TITLE>One</TITLE>"
      "<ABSTRACT>Short</ABSTRACT></ITEM></CHANNEL>");
  EXPECT_EQ(feed.link, "https://h.example/");
  ASSERT_EQ(feed.items.size(), 1U);
  EXPECT_EQ(feed.items[0].link, "https://h.example/1");
  EXPECT_EQ(feed.items[0].summary, "Short");
  EXPECT_EQ(time_of(feed.items[0].updated), "2024-03-14T09:26:00");
}

}  // namespace
}  // namespace tidings::feed
