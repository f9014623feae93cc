#include <gmock/gmock.h>

#include "tests/parsers/feed/feed_support.hpp"

namespace tidings::feed {
namespace {

using testing::ElementsAre;

TEST(Rfc4287, FeedAndEntry) {
  const Feed feed = parsed(
      "<feed xmlns='http://www.w3.org/2005/Atom' xml:lang='en'><title>Harbour</title>"
      "<link href='https://h.example/'/><link rel='self' href='https://h.example/atom'/>"
      "<entry><id>urn:h:1</id><title>Ferry late</title><link href='https://h.example/1'/>"
      "<published>2024-03-14T09:26:53+01:00</published><updated>2024-03-15T00:00:00Z</updated>"
      "<author><name>Mary Pen</name><email>pen@h.example</email></author>"
      "<category term='ferries' label='Ferries'/><summary>Short</summary></entry></feed>");
  EXPECT_EQ(feed.format, "atom 1.0");
  EXPECT_EQ(feed.title, "Harbour");
  EXPECT_EQ(feed.link, "https://h.example/");
  ASSERT_EQ(feed.items.size(), 1U);
  const Item& item = feed.items[0];
  EXPECT_EQ(item.id, "urn:h:1");
  EXPECT_EQ(item.link, "https://h.example/1");
  EXPECT_EQ(time_of(item.published), "2024-03-14T09:26:53+01:00");
  EXPECT_EQ(time_of(item.updated), "2024-03-15T00:00:00Z");
  EXPECT_THAT(item.authors, ElementsAre("Mary Pen"));
  EXPECT_THAT(item.categories, ElementsAre("ferries"));
  EXPECT_EQ(item.language, "en");
}

TEST(Rfc4287_3_1_1, TextIsTextHtmlIsHtmlXhtmlIsMarkup) {
  EXPECT_EQ(atom("<title>The &lt;b> tag &amp;amp;</title>").title, "The <b> tag &amp;");
  EXPECT_EQ(atom("<title type='text'>The &lt;b> tag</title>").title, "The <b> tag");
  EXPECT_EQ(atom("<title type='html'>A &lt;b>bold&lt;/b> &amp;amp; move</title>").title,
            "A bold & move");
  EXPECT_EQ(atom("<title type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'>A <b>bold</b>"
                 " &lt;move></div></title>")
                .title,
            "A bold <move>");
}

TEST(Rfc4287_3_1_1, SummaryAndContentAreHtmlWhateverTheyWereWrittenAs) {
  EXPECT_EQ(atom("<summary>5 &lt; 6</summary>").summary, "5 &lt; 6");
  EXPECT_EQ(atom("<summary type='html'>&lt;b>5&lt;/b></summary>").summary, "<b>5</b>");
  EXPECT_EQ(atom("<content type='xhtml'><h:div xmlns:h='http://www.w3.org/1999/xhtml'>"
                 "<h:p title='a&quot;b'>5 &lt; 6<h:br/></h:p></h:div></content>")
                .content,
            "<div><p title=\"a&quot;b\">5 &lt; 6<br></p></div>");
}

TEST(Rfc4287_4_1_3_3, OtherMediaTypesAreBase64) {
  EXPECT_EQ(atom("<content type='application/octet-stream'>PGI+SGk8L2I+</content>").content,
            "<b>Hi</b>");
}

TEST(Rfc4287_4_1_3_2, ContentElsewhereIsTheLinkOfLastResort) {
  const Item item = atom("<content src='https://h.example/doc' type='text/html'/>");
  EXPECT_EQ(item.content, "");
  EXPECT_EQ(item.link, "https://h.example/doc");
}

TEST(Rfc4287_4_2_1, AnEntryWithoutAnAuthorHasTheSourcesElseTheFeeds) {
  const std::string feed =
      "<feed xmlns='http://www.w3.org/2005/Atom'><author><name>Feed Pen</name></author><entry>"
      "<title>1</title></entry><entry><source><author><name>Source Pen</name></author>"
      "<title>No</title></source></entry></feed>";
  const Feed both = parsed(feed);
  EXPECT_THAT(both.items[0].authors, ElementsAre("Feed Pen"));
  EXPECT_THAT(both.items[1].authors, ElementsAre("Source Pen"));
  EXPECT_EQ(both.items[1].title, "");
}

TEST(Rfc4287_4_2_1, TheFeedsAuthorsReachEntriesThatComeBeforeThem) {
  const Feed feed = parsed(
      "<feed xmlns='http://www.w3.org/2005/Atom'><entry><title>1</title></entry><entry>"
      "<author><name>Own Pen</name></author></entry><author><name>Feed Pen</name></author>"
      "</feed>");
  EXPECT_THAT(feed.authors, ElementsAre("Feed Pen"));
  EXPECT_THAT(feed.items[0].authors, ElementsAre("Feed Pen"));
  EXPECT_THAT(feed.items[1].authors, ElementsAre("Own Pen"));
}

TEST(Rfc4287_4_2_7, TheAlternateLinkIsTheLinkHtmlFirst) {
  EXPECT_EQ(atom("<link rel='related' href='https://h.example/r'/>"
                 "<link rel='alternate' type='application/pdf' href='https://h.example/p'/>"
                 "<link rel='alternate' type='text/html' href='https://h.example/h'/>")
                .link,
            "https://h.example/h");
}

TEST(Rfc4287_4_2_7, EnclosuresAreLinksToo) {
  const Item item =
      atom("<link rel='enclosure' href='https://h.example/a.mp3' type='audio/mpeg' length='7'/>");
  ASSERT_EQ(item.enclosures.size(), 1U);
  EXPECT_EQ(item.enclosures[0].length, 7U);
  EXPECT_EQ(item.link, "");
}

TEST(XmlBase, IsInheritedResolvedAndEndsWithItsElement) {
  const Feed feed = parsed(
      "<feed xmlns='http://www.w3.org/2005/Atom' xml:base='https://h.example/a/'>"
      "<entry xml:base='b/'><link href='1'/><content type='html' xml:base='c/'>"
      "&lt;a href=\"2\">x&lt;/a>&lt;img src='https://o.example/i'></content></entry>"
      "<entry><link href='3'/></entry></feed>");
  EXPECT_EQ(feed.items[0].link, "https://h.example/a/b/1");
  EXPECT_EQ(feed.items[0].content,
            "<a href=\"https://h.example/a/b/c/2\">x</a><img src='https://o.example/i'>");
  EXPECT_EQ(feed.items[1].link, "https://h.example/a/3");
}

TEST(Atom03, ModesOfContent) {
  const auto title = [](std::string_view attributes, std::string_view inner) {
    return parsed("<feed version='0.3' xmlns='http://purl.org/atom/ns#'><entry><title " +
                  std::string(attributes) + ">" + std::string(inner) + "</title></entry></feed>")
        .items[0]
        .title;
  };
  EXPECT_EQ(title("type='text/html' mode='escaped'", "&lt;b>a&lt;/b>"), "a");
  EXPECT_EQ(title("type='text/html' mode='base64'", "PGI+SGk8L2I+"), "Hi");
  EXPECT_EQ(title("type='application/xhtml+xml' mode='xml'", "<b>a</b>"), "a");
  EXPECT_EQ(title("type='text/plain'", "&lt;b>"), "<b>");
}

TEST(Atom03, DatesHaveOtherNames) {
  const Feed feed = parsed(
      "<feed version='0.3' xmlns='http://purl.org/atom/ns#'><entry>"
      "<issued>2024-03-14</issued><modified>2024-03-15</modified></entry></feed>");
  EXPECT_EQ(feed.format, "atom 0.3");
  EXPECT_EQ(time_of(feed.items[0].published), "2024-03-14");
  EXPECT_EQ(time_of(feed.items[0].updated), "2024-03-15");
}

TEST(Atom, AnEntryDocumentIsAFeedOfOne) {
  const Feed feed = parsed("<entry xmlns='http://www.w3.org/2005/Atom'><title>One</title></entry>");
  ASSERT_EQ(feed.items.size(), 1U);
  EXPECT_EQ(feed.items[0].title, "One");
}

TEST(Atom, PrefixesAndMissingNamespacesMakeNoDifference) {
  EXPECT_EQ(
      parsed("<a:feed xmlns:a='http://www.w3.org/2005/Atom'><a:title>H</a:title></a:feed>").title,
      "H");
  EXPECT_EQ(parsed("<feed><title>H</title><entry/></feed>").title, "H");
}

TEST(Atom, FeedAndEntryTitlesAreNotMixedUp) {
  const Item item = atom("<image><title>No</title></image><title>Yes</title>");
  EXPECT_EQ(item.title, "Yes");
}

}  // namespace
}  // namespace tidings::feed
