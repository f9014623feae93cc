#include <string>
#include <string_view>

#include <gmock/gmock.h>

#include "tests/parsers/feed/feed_support.hpp"

// XML Base (W3C 2009) and the address of the document, RFC 3986 5.1: what each link of a feed is
// resolved against, in every format.
namespace tidings::feed {
namespace {

using testing::SizeIs;

struct Case {
  std::string_view name;
  std::string_view document;
  std::string_view expected;
};

constexpr std::string_view kAddress = "https://h.example/feeds/f.xml";

class Based : public testing::TestWithParam<Case> {};

// "the feed's link|the first item's link|summary and content|enclosure"
TEST_P(Based, IsResolved) {
  const Feed feed = parsed(GetParam().document, {.base_url = kAddress});
  ASSERT_THAT(feed.items, SizeIs(1));
  const Item& item = feed.items[0];
  EXPECT_EQ(feed.link + "|" + item.link + "|" + item.summary + item.content + "|" +
                (item.enclosures.empty() ? "" : item.enclosures[0].url),
            GetParam().expected);
}

constexpr Case kAtom[] = {
    {"OfTheDocument", "<feed><link href='a'/><entry><link href='b'/></entry></feed>",
     "https://h.example/feeds/a|https://h.example/feeds/b||"},
    {"OfTheFeed",
     "<feed xml:base='https://o.example/x/'><link href='a'/><entry><link href='b'/></entry></feed>",
     "https://o.example/x/a|https://o.example/x/b||"},
    {"OfTheFeedAgainstTheDocuments",
     "<feed xml:base='../x/'><link href='a'/><entry><link href='b'/></entry></feed>",
     "https://h.example/x/a|https://h.example/x/b||"},
    {"OfAnEntryAgainstTheFeeds",
     "<feed xml:base='/x/'><entry xml:base='y/'><link href='b'/></entry></feed>",
     "|https://h.example/x/y/b||"},
    {"OfASiblingIsNotTheNexts",
     "<feed><title xml:base='https://no.example/'>T</title><entry><link href='/b'/></entry></feed>",
     "|https://h.example/b||"},
    {"WithoutASlashAtTheEnd",
     "<feed xml:base='https://o.example/x'><entry><link href='b'/></entry></feed>",
     "|https://o.example/b||"},
    {"InBlanks", "<feed xml:base=' https://o.example/ '><entry><link href='b'/></entry></feed>",
     "|https://o.example/b||"},
    {"OfAnotherScheme", "<feed xml:base='file:///x/'><entry><link href='b'/></entry></feed>",
     "|https://h.example/feeds/b||"},
    {"WithAHostThatIsNone",
     "<feed xml:base='https://o..[x/'><entry><link href='b'/></entry></feed>",
     "|https://h.example/feeds/b||"},
    {"Empty", "<feed xml:base=''><entry><link href='b'/></entry></feed>",
     "|https://h.example/feeds/b||"},
    {"OfASummary",
     "<feed><entry><summary type='html' xml:base='/x/'>&lt;a href='b'&gt;</summary></entry></feed>",
     "||<a href='https://h.example/x/b'>|"},
    {"OfADivInXhtmlDoesNotCount",
     "<feed><entry><content type='xhtml'><div xml:base='/no/'><a href='b'>t</a></div></content>"
     "</entry></feed>",
     "||<div><a href=\"https://h.example/feeds/b\">t</a></div>|"},
    {"OfAnEnclosure", "<feed><entry xml:base='/x/'><link rel='enclosure' href='b'/></entry></feed>",
     "|||https://h.example/x/b"},
    {"OfPlainTextIsNotUsed", "<feed><entry><summary>&lt;a href='b'&gt;</summary></entry></feed>",
     "||&lt;a href='b'&gt;|"},
};
INSTANTIATE_TEST_SUITE_P(InAtom, Based, testing::ValuesIn(kAtom), name_of);

constexpr Case kRss[] = {
    {"OfTheDocument", "<rss><channel><link>/</link><item><link>b</link></item></channel></rss>",
     "https://h.example/|https://h.example/feeds/b||"},
    {"OfTheRoot",
     "<rss xml:base='/x/'><channel><link>a</link><item><link>b</link></item></channel></rss>",
     "https://h.example/x/a|https://h.example/x/b||"},
    {"OfTheChannel",
     "<rss><channel xml:base='/x/'><link>a</link><item><link>b</link></item></channel></rss>",
     "https://h.example/x/a|https://h.example/x/b||"},
    {"OfAnItem",
     "<rss><channel><item xml:base='/x/'><link>b</link><enclosure url='c'/></item></channel></rss>",
     "|https://h.example/x/b||https://h.example/x/c"},
    {"OfADescription",
     "<rss><channel><item><description xml:base='/x/'>&lt;img src=\"b\"&gt;</description></item>"
     "</channel></rss>",
     "||<img src=\"https://h.example/x/b\">|"},
    {"OfEncodedContent",
     "<rss><channel><item xml:base='/x/'><content:encoded><![CDATA[<a href=b>]]></content:encoded>"
     "</item></channel></rss>",
     "||<a href=https://h.example/x/b>|"},
    {"OfAMediaGroup",
     "<rss><channel><item><media:group xml:base='/x/'><media:content url='b'/></media:group></item>"
     "</channel></rss>",
     "|||https://h.example/x/b"},
    {"OfAnOriginalLink",
     "<rss><channel><item xml:base='/x/'><feedburner:origLink>b</feedburner:origLink></item>"
     "</channel></rss>",
     "|https://h.example/x/b||"},
    {"OfAnItemBesideTheChannel",
     "<rdf:RDF xml:base='/x/'><channel><link>a</link></channel><item><link>b</link></item>"
     "</rdf:RDF>",
     "https://h.example/x/a|https://h.example/x/b||"},
};
INSTANTIATE_TEST_SUITE_P(InRss, Based, testing::ValuesIn(kRss), name_of);

constexpr Case kOthers[] = {
    {"SitemapOfTheDocument", "<urlset><url><loc>/b</loc></url></urlset>", "|https://h.example/b||"},
    {"SitemapOfTheRoot", "<urlset xml:base='https://o.example/'><url><loc>b</loc></url></urlset>",
     "|https://o.example/b||"},
    {"SitemapOfAnEntry", "<urlset><url xml:base='/x/'><loc>b</loc></url></urlset>",
     "|https://h.example/x/b||"},
    {"JsonHomePage", R"({"home_page_url":"/","items":[{"url":"b"}]})",
     "https://h.example/|https://h.example/feeds/b||"},
    {"JsonAttachment", R"({"items":[{"attachments":[{"url":"/b"}]}]})", "|||https://h.example/b"},
    {"JsonTextHasNoLinks", R"({"items":[{"content_text":"<a href='b'>"}]})",
     "||&lt;a href='b'&gt;|"},
    {"JsonSummaryHasNoLinks", R"({"items":[{"summary":"<a href='b'>"}]})", "||&lt;a href='b'&gt;|"},
};
INSTANTIATE_TEST_SUITE_P(InOtherFormats, Based, testing::ValuesIn(kOthers), name_of);

TEST(WithoutABase, RelativeLinksStayAsTheyAre) {
  EXPECT_EQ(atom("<link href='/1'/>").link, "/1");
  EXPECT_EQ(atom("<summary type='html'>&lt;a href='b'&gt;</summary>").summary, "<a href='b'>");
  EXPECT_EQ(parsed(R"({"items":[{"url":"/1"}]})").items.at(0).link, "/1");
}

TEST(WithoutABase, ARelativeXmlBaseIsNone) {
  const Feed feed = parsed("<feed xml:base='x/'><entry><link href='b'/></entry></feed>");
  EXPECT_EQ(feed.items.at(0).link, "b");
}

// As deep as elements nest, so deep do their bases: none is lost on the way back.
TEST(AChainOfBases, EndsInTheReverseOrder) {
  std::string feed = "<rss xml:base='https://h.example/'>";
  for (const char* part : {"a/", "b/", "c/"}) {
    feed += "<channel xml:base='" + std::string(part) + "'><item><link>1</link></item></channel>";
  }
  const Feed read = parsed(feed + "<item><link>2</link></item></rss>");
  ASSERT_THAT(read.items, SizeIs(4));
  EXPECT_EQ(read.items[0].link, "https://h.example/a/1");
  EXPECT_EQ(read.items[2].link, "https://h.example/c/1");
  EXPECT_EQ(read.items[3].link, "https://h.example/2");
}

}  // namespace
}  // namespace tidings::feed
