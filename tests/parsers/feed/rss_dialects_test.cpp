#include <string>
#include <string_view>

#include <gmock/gmock.h>

#include "tests/parsers/feed/feed_support.hpp"

// The dialects of RSS and their channel elements, and what publishers make of them.
namespace tidings::feed {
namespace {

using testing::ElementsAre;
using testing::SizeIs;

struct Case {
  std::string_view name;
  std::string_view xml;
  std::string_view expected;
};

class Dialect : public testing::TestWithParam<Case> {};

TEST_P(Dialect, IsNamed) { EXPECT_EQ(parsed(GetParam().xml).format, GetParam().expected); }

constexpr Case kDialects[] = {
    {"Rss20", "<rss version='2.0'/>", "rss 2.0"},
    {"Rss201", "<rss version='2.01'/>", "rss 2.01"},
    {"Rss092", "<rss version='0.92'/>", "rss 0.92"},
    {"Rss091", "<rss version=' 0.91 '/>", "rss 0.91"},
    {"RssWithoutAVersion", "<rss/>", "rss"},
    {"RssOfALongVersion", "<rss version='2.0-of-our-own'/>", "rss"},
    {"RssInCapitals", "<RSS VERSION='2.0'/>", "rss 2.0"},
    {"Rdf", "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'/>", "rss 1.0"},
    {"RdfOfAVersion", "<rdf:RDF version='2.0'/>", "rss 1.0"},
    {"Cdf", "<channel/>", "cdf"},
    {"Atom10", "<feed xmlns='http://www.w3.org/2005/Atom'/>", "atom 1.0"},
    {"Atom03", "<feed version='0.3' xmlns='http://purl.org/atom/ns#'/>", "atom 0.3"},
    {"AtomOfAnotherVersion", "<feed version='1.0'/>", "atom 1.0"},
    {"Sitemap", "<urlset/>", "sitemap"},
    {"SitemapIndex", "<sitemapindex/>", "sitemap index"},
};
INSTANTIATE_TEST_SUITE_P(ByTheRootElement, Dialect, testing::ValuesIn(kDialects), name_of);

class Channel : public testing::TestWithParam<Case> {};

// "title|link|language"
TEST_P(Channel, IsDescribed) {
  const Feed feed =
      parsed("<rss version='2.0'><channel>" + std::string(GetParam().xml) + "</channel></rss>");
  EXPECT_EQ(feed.title + "|" + feed.link + "|" + feed.language, GetParam().expected);
}

constexpr Case kChannels[] = {
    {"Title", "<title>H &amp;amp; N</title>", "H & N||"},
    {"TitleTwice", "<title>a</title><title>b</title>", "a||"},
    {"DcTitle", "<dc:title>a</dc:title>", "a||"},
    {"TitleBeforeDcTitle", "<dc:title>a</dc:title><title>b</title>", "b||"},
    {"Link", "<link> https://h.example/ </link>", "|https://h.example/|"},
    {"LinkOfAnotherScheme", "<link>mailto:a@h.example</link>", "||"},
    {"AtomLink", "<atom:link href='https://h.example/'/>", "|https://h.example/|"},
    {"AtomLinkToItself", "<atom:link rel='self' href='https://h.example/rss'/>", "||"},
    {"AtomLinkOfAHub", "<atom:link rel='hub' href='https://hub.example/'/>", "||"},
    {"LinkBeforeAtomLink", "<atom:link href='https://a.example/'/><link>https://b.example/</link>",
     "|https://b.example/|"},
    {"Language", "<language>de</language>", "||de"},
    {"DcLanguage", "<dc:language>de</dc:language>", "||de"},
    {"DescriptionAndMore",
     "<description>d</description><generator>g</generator><docs>https://no.example/</docs>"
     "<copyright>c</copyright><managingEditor>m</managingEditor><cloud domain='d'/>",
     "||"},
    {"Image", "<image><url>u</url><title>no</title><link>https://no.example/</link></image>", "||"},
    {"TextInput", "<textInput><title>no</title><name>q</name></textInput>", "||"},
};
INSTANTIATE_TEST_SUITE_P(Rss20_Channel, Channel, testing::ValuesIn(kChannels), name_of);

TEST(Rss20_Channel, MayStandBehindItsItems) {
  const Feed feed = parsed(
      "<rss><channel><item><title>1</title></item><title>H</title><language>de</language>"
      "</channel></rss>");
  EXPECT_EQ(feed.title, "H");
  EXPECT_EQ(feed.items.at(0).language, "de");
}

TEST(Rss20_Channel, AChannelWithinAChannelIsPassedOver) {
  EXPECT_EQ(parsed("<rss><channel><channel><title>No</title></channel><title>Yes</title></channel>"
                   "</rss>")
                .title,
            "Yes");
}

TEST(Rss20_Channel, ItemsMayStandOutsideOfIt) {
  EXPECT_THAT(parsed("<rss><channel><title>H</title></channel><item/><item/></rss>").items,
              SizeIs(2));
  EXPECT_THAT(parsed("<rss><item/><channel/></rss>").items, SizeIs(1));
}

TEST(Rss20_Channel, ItemsMayStandInAnElementOfTheirOwn) {
  EXPECT_THAT(parsed("<rss><channel><items><item/><item/></items></channel></rss>").items,
              SizeIs(2));
}

class Guid : public testing::TestWithParam<Case> {};

// "id|link"
TEST_P(Guid, IsTheIdAndTheLinkWhereItSaysSo) {
  const Item item = rss(GetParam().xml);
  EXPECT_EQ(item.id + "|" + item.link, GetParam().expected);
}

constexpr Case kGuids[] = {
    {"AnAddress", "<guid>https://h.example/1</guid>", "https://h.example/1|https://h.example/1"},
    {"True", "<guid isPermaLink='true'>https://h.example/1</guid>",
     "https://h.example/1|https://h.example/1"},
    {"False", "<guid isPermaLink='false'>https://h.example/1</guid>", "https://h.example/1|"},
    {"FalseInCapitals", "<guid ispermalink=' FALSE '>https://h.example/1</guid>",
     "https://h.example/1|"},
    {"NoAddress", "<guid>h-1</guid>", "h-1|"},
    {"ARelativeOne", "<guid>/1</guid>", "/1|"},
    {"WithBlanks", "<guid>\n h-1 \n</guid>", "h-1|"},
    {"Empty", "<guid/><link>https://h.example/1</link>", "https://h.example/1|https://h.example/1"},
    {"Twice", "<guid>a</guid><guid>b</guid>", "a|"},
    {"OfAnotherSchemeThanTheLink",
     "<guid>http://h.example/1</guid><link>https://h.example/1</link>",
     "http://h.example/1|https://h.example/1"},
    {"WithAnEscapedAmpersand", "<guid>https://h.example/?a&amp;b</guid>",
     "https://h.example/?a&b|https://h.example/?a&b"},
    {"WithABareAmpersand", "<guid>https://h.example/?a&b</guid>",
     "https://h.example/?a&b|https://h.example/?a&b"},
};
INSTANTIATE_TEST_SUITE_P(Rss20_Guid, Guid, testing::ValuesIn(kGuids), name_of);

class ItemLink : public testing::TestWithParam<Case> {};

TEST_P(ItemLink, IsAWebAddressOrNone) {
  EXPECT_EQ(rss(GetParam().xml, {.base_url = "https://h.example/feeds/rss"}).link,
            GetParam().expected);
}

constexpr Case kItemLinks[] = {
    {"Absolute", "<link>https://o.example/1</link>", "https://o.example/1"},
    {"RootRelative", "<link>/1</link>", "https://h.example/1"},
    {"Relative", "<link>1</link>", "https://h.example/feeds/1"},
    {"WithoutAScheme", "<link>//o.example/1</link>", "https://o.example/1"},
    {"InASection", "<link><![CDATA[https://o.example/?a&b]]></link>", "https://o.example/?a&b"},
    {"WithLines", "<link>\n  https://o.example/1\n</link>", "https://o.example/1"},
    {"WithABlank", "<link>https://o.example/a b</link>", "https://o.example/a%20b"},
    {"AsVoidElement", "<link/>https://o.example/1", ""},
    {"AsAttribute", "<link href='/1'/>", "https://h.example/1"},
    {"Script", "<link>javascript:alert(1)</link>", ""},
    {"Data", "<link>data:text/html,x</link>", ""},
    {"File", "<link>file:///etc/passwd</link>", ""},
    {"XmlBase", "<link xml:base='https://o.example/'>1</link>", "https://h.example/feeds/1"},
};
INSTANTIATE_TEST_SUITE_P(Rss20_Link, ItemLink, testing::ValuesIn(kItemLinks), name_of);

TEST(Rss10, AnItemIsKnownByItsAboutWhereItHasNoLink) {
  const Feed feed = parsed(
      "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'"
      " xmlns='http://purl.org/rss/1.0/'><item rdf:about='urn:h:1'><title>1</title></item>"
      "<item rdf:about='https://h.example/2'><link>https://h.example/two</link></item></rdf:RDF>");
  EXPECT_EQ(feed.items[0].id, "urn:h:1");
  EXPECT_EQ(feed.items[0].link, "");
  EXPECT_EQ(feed.items[1].id, "https://h.example/2");
  EXPECT_EQ(feed.items[1].link, "https://h.example/two");
}

TEST(Rss10, TheListOfItemsHoldsNone) {
  EXPECT_THAT(
      parsed("<rdf:RDF><channel><items><rdf:Seq><rdf:li rdf:resource='u'/></rdf:Seq></items>"
             "</channel></rdf:RDF>")
          .items,
      SizeIs(0));
}

TEST(Cdf, ItemsWithinItemsEndTheOuterOne) {
  const Feed feed = parsed(
      "<channel href='https://h.example/'><item href='https://h.example/1'><title>1</title>"
      "<item href='https://h.example/2'><title>2</title></item></item></channel>");
  ASSERT_THAT(feed.items, SizeIs(2));
  EXPECT_EQ(feed.items[1].link, "https://h.example/2");
}

// What users of readers report: items that repeat, change, or hold nothing but a link.
TEST(Complaints, AnItemOfALinkAloneIsAnItem) {
  const Item item = rss("<link>https://h.example/1</link>");
  EXPECT_EQ(item.id, "https://h.example/1");
  EXPECT_EQ(item.title, "");
}

TEST(Complaints, AnEmptyItemIsAnItemWithoutAnId) { EXPECT_EQ(rss("").id, ""); }

TEST(Complaints, TheSameItemTwiceIsHandedOverTwice) {
  const Feed feed = parsed(
      "<rss><channel><item><guid>1</guid></item><item><guid>1</guid></item>"
      "</channel></rss>");
  EXPECT_THAT(feed.items, SizeIs(2));
}

TEST(Complaints, AFeedWithoutItemsIsAFeed) {
  const Feed feed = parsed("<rss version='2.0'><channel><title>H</title></channel></rss>");
  EXPECT_THAT(feed.items, SizeIs(0));
  EXPECT_FALSE(feed.truncated);
}

TEST(Complaints, ADateInTheFutureOrThePastIsPassedOn) {
  EXPECT_EQ(time_of(rss("<pubDate>Thu, 01 Jan 1970 00:00:00 GMT</pubDate>").published),
            "1970-01-01T00:00:00Z");
  EXPECT_EQ(time_of(rss("<pubDate>Sat, 01 Jan 2050 00:00:00 GMT</pubDate>").published),
            "2050-01-01T00:00:00Z");
}

TEST(Complaints, CategoriesInOneElementAreOneCategory) {
  EXPECT_THAT(rss("<category>Ferries, Winter</category>").categories,
              ElementsAre("Ferries, Winter"));
}

}  // namespace
}  // namespace tidings::feed
