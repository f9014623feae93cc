#include <string>
#include <string_view>

#include <gmock/gmock.h>

#include "tests/parsers/feed/feed_support.hpp"

// Atom clause by clause: RFC 4287, and what Atom 0.3 (draft-ietf-atompub-format-00 and before) had
// in its place.
namespace tidings::feed {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

struct Case {
  std::string_view name;
  std::string_view entry;
  std::string_view expected;
};

class Title : public testing::TestWithParam<Case> {};

TEST_P(Title, IsPlainText) { EXPECT_EQ(atom(GetParam().entry).title, GetParam().expected); }

constexpr Case kTextConstructs[] = {
    {"TextIsTheDefault", "<title>a &lt;b&gt;</title>", "a <b>"},
    {"TextIsNotUnescapedTwice", "<title type='text'>AT&amp;amp;T</title>", "AT&amp;T"},
    {"HtmlIsUnescapedOnce", "<title type='html'>AT&amp;amp;T</title>", "AT&T"},
    {"HtmlOfANumber", "<title type='html'>don&amp;#8217;t</title>", "don\u2019t"},
    {"HtmlInASection", "<title type='html'><![CDATA[<b>a</b> &amp; c]]></title>", "a & c"},
    {"HtmlWithALessThan", "<title type='html'>1 &amp;lt; 2</title>", "1 < 2"},
    {"XhtmlInADiv", "<title type='xhtml'><div><b>a</b> &amp; c</div></title>", "a & c"},
    {"XhtmlWithoutADiv", "<title type='xhtml'><b>a</b> c</title>", "a c"},
    {"TypeInCapitals", "<title type='HTML'>&lt;b&gt;a&lt;/b&gt;</title>", "a"},
    {"TypeWithBlanks", "<title type=' html '>&lt;b&gt;a&lt;/b&gt;</title>", "a"},
    {"TypeAsAMediaType", "<title type='text/html'>&lt;b&gt;a&lt;/b&gt;</title>", "a"},
    {"TypeAsPlainText", "<title type='text/plain'>&lt;b&gt;</title>", "<b>"},
    {"TypeWithACharset", "<title type='text/html; charset=utf-8'>&lt;b&gt;a&lt;/b&gt;</title>",
     "a"},
    {"LinesAreOne", "<title>\n a\n  b </title>", "a b"},
    {"EmptyIsNone", "<title/><title>b</title>", "b"},
    {"TheFirstCounts", "<title>a</title><title>b</title>", "a"},
};
INSTANTIATE_TEST_SUITE_P(Rfc4287_3_1, Title, testing::ValuesIn(kTextConstructs), name_of);

constexpr Case kModes[] = {
    {"EscapedIsHtml", "<title mode='escaped'>&lt;b&gt;a&lt;/b&gt;</title>", "a"},
    {"EscapedPlainTextIsPlain", "<title mode='escaped' type='text/plain'>&lt;b&gt;</title>", "<b>"},
    {"EscapedXhtmlIsHtml",
     "<title mode='escaped' type='application/xhtml+xml'>&lt;b&gt;a&lt;/b&gt;</title>", "a"},
    {"XmlIsMarkup", "<title mode='xml' type='application/xhtml+xml'><b>a</b></title>", "a"},
    {"Base64", "<title mode='base64' type='text/html'>PGI+YTwvYj4=</title>", "a"},
};
INSTANTIATE_TEST_SUITE_P(Atom03_3_1_Modes, Title, testing::ValuesIn(kModes), name_of);

class Content : public testing::TestWithParam<Case> {};

TEST_P(Content, IsHtml) { EXPECT_EQ(atom(GetParam().entry).content, GetParam().expected); }

constexpr Case kContent[] = {
    {"1_Text", "<content type='text'>1 &lt; 2</content>", "1 &lt; 2"},
    {"2_Html", "<content type='html'>&lt;p&gt;a&lt;/p&gt;</content>", "<p>a</p>"},
    {"3_Xhtml", "<content type='xhtml'><div><p>a</p></div></content>", "<div><p>a</p></div>"},
    {"4_Xml", "<content type='application/xml'><doc>a</doc></content>", "<doc>a</doc>"},
    {"4_Svg", "<content type='image/svg+xml'><svg><g/></svg></content>", "<svg><g></g></svg>"},
    {"5_TextOfAnotherKind", "<content type='text/markdown'># a &amp; b</content>", "# a &amp; b"},
    {"6_Base64", "<content type='application/x'>PHA+YTwvcD4=</content>", "<p>a</p>"},
    {"NoType", "<content>a &lt;b&gt;</content>", "a &lt;b&gt;"},
    {"NakedElementsWithoutAType", "<content><p>a</p></content>", "<p>a</p>"},
    {"OfAnAddressIsElsewhere", "<content src='https://h.example/1'>no</content>", ""},
};
INSTANTIATE_TEST_SUITE_P(Rfc4287_4_1_3_3, Content, testing::ValuesIn(kContent), name_of);

class Link : public testing::TestWithParam<Case> {};

TEST_P(Link, IsThePageOfTheEntry) { EXPECT_EQ(atom(GetParam().entry).link, GetParam().expected); }

constexpr Case kLinks[] = {
    {"WithoutARelation", "<link href='https://h.example/1'/>", "https://h.example/1"},
    {"Alternate", "<link rel='alternate' href='https://h.example/1'/>", "https://h.example/1"},
    {"AlternateInCapitals", "<link rel='alternate' HREF='https://h.example/1'/>",
     "https://h.example/1"},
    {"AlternateAsAUri",
     "<link rel='http://www.iana.org/assignments/relation/alternate' href='https://h.example/1'/>",
     "https://h.example/1"},
    {"Related", "<link rel='related' href='https://h.example/1'/>", ""},
    {"Self", "<link rel='self' href='https://h.example/1'/>", ""},
    {"Via", "<link rel='via' href='https://h.example/1'/>", ""},
    {"Edit", "<link rel='edit' href='https://h.example/1'/>", ""},
    {"Replies", "<link rel='replies' href='https://h.example/1'/>", ""},
    {"HtmlBeforeOthers",
     "<link type='application/atom+xml' href='https://h.example/a'/>"
     "<link type='application/xhtml+xml' href='https://h.example/h'/>",
     "https://h.example/h"},
    {"TheFirstOfOthers",
     "<link type='application/pdf' href='https://h.example/a'/>"
     "<link type='image/png' href='https://h.example/b'/>",
     "https://h.example/a"},
    {"AsTextOfTheElement", "<link>https://h.example/1</link>", "https://h.example/1"},
    {"AsTextThatIsNoAddress", "<link>read more</link>", ""},
    {"WithoutAnAddress", "<link rel='alternate'/><link href='https://h.example/1'/>",
     "https://h.example/1"},
    {"OfAnotherScheme", "<link href='mailto:a@h.example'/><link href='https://h.example/1'/>",
     "https://h.example/1"},
    {"TheIdIfThereIsNone", "<id>https://h.example/1</id>", "https://h.example/1"},
    {"NoIdThatIsNoAddress", "<id>tag:h.example,2024:1</id>", ""},
};
INSTANTIATE_TEST_SUITE_P(Rfc4287_4_2_7, Link, testing::ValuesIn(kLinks), name_of);

class Published : public testing::TestWithParam<Case> {};

TEST_P(Published, IsTheDateOfPublication) {
  const Item item = atom(GetParam().entry);
  EXPECT_EQ(time_of(item.published) + "|" + time_of(item.updated), GetParam().expected);
}

constexpr Case kDates[] = {
    {"Published", "<published>2024-03-14T09:26:53Z</published>", "2024-03-14T09:26:53Z|none"},
    {"Updated", "<updated>2024-03-14T09:26:53.5+01:00</updated>", "none|2024-03-14T09:26:53+01:00"},
    {"Issued03", "<issued>2024-03-14</issued>", "2024-03-14|none"},
    {"Created03", "<created>2024-03-14</created>", "2024-03-14|none"},
    {"Modified03", "<modified>2024-03-14</modified>", "none|2024-03-14"},
    {"TheFirstOfTwo", "<published>2024-03-14</published><published>2024-03-15</published>",
     "2024-03-14|none"},
    {"AsMailWritesIt", "<published>Thu, 14 Mar 2024 09:26:53 GMT</published>",
     "2024-03-14T09:26:53Z|none"},
    {"InWhiteSpace", "<published>\n 2024-03-14\n</published>", "2024-03-14|none"},
    {"ThatIsNone", "<published>soon</published>", "none|none"},
    {"Empty", "<published/><updated/>", "none|none"},
};
INSTANTIATE_TEST_SUITE_P(Rfc4287_3_3, Published, testing::ValuesIn(kDates), name_of);

TEST(Rfc4287_3_2, APersonIsANameElseAnAddress) {
  EXPECT_THAT(
      atom("<author><name>Mary Pen</name><uri>u</uri><email>e@h.example</email></author>").authors,
      ElementsAre("Mary Pen"));
  EXPECT_THAT(atom("<author><email>e@h.example</email></author>").authors,
              ElementsAre("e@h.example"));
  EXPECT_THAT(atom("<author><uri>https://h.example/</uri></author>").authors, IsEmpty());
  EXPECT_THAT(atom("<author/>").authors, IsEmpty());
}

TEST(Rfc4287_4_2_1, SeveralAuthorsAreListedOnceEach) {
  EXPECT_THAT(atom("<author><name>A</name></author><author><name>B</name></author>"
                   "<author><name>A</name></author>")
                  .authors,
              ElementsAre("A", "B"));
}

TEST(Rfc4287_4_2_3, ContributorsAreNoAuthors) {
  EXPECT_THAT(atom("<contributor><name>No</name></contributor>").authors, IsEmpty());
}

TEST(Rfc4287_4_2_2, ACategoryIsItsTerm) {
  EXPECT_THAT(atom("<category term='a' label='A' scheme='s'/><category term=' b\n c '/>"
                   "<category term='a'/><category label='No'/>")
                  .categories,
              ElementsAre("a", "b c"));
}

TEST(Rfc4287_4_2_2, OrItsTextWhereItHasNoTerm) {
  EXPECT_THAT(atom("<category>Ferries</category>").categories, ElementsAre("Ferries"));
}

TEST(Rfc4287_4_2_6, AnIdIsKeptByteForByteButForBlanksAround) {
  EXPECT_EQ(atom("<id> TAG:h.example,2024:A%7E/ </id>").id, "TAG:h.example,2024:A%7E/");
  EXPECT_EQ(atom("<id>1</id><id>2</id>").id, "1");
}

TEST(Rfc4287_4_2_11, WhatIsInASourceIsNotTheEntrys) {
  const Item item = atom(
      "<source><id>no</id><title>No</title><link href='https://no.example/'/>"
      "<updated>2020-01-01</updated></source><id>yes</id><title>Yes</title>");
  EXPECT_EQ(item.id, "yes");
  EXPECT_EQ(item.title, "Yes");
  EXPECT_EQ(item.link, "");
  EXPECT_EQ(time_of(item.updated), "none");
}

TEST(Rfc4287_4_2_11, WhatFollowsASourceIsTheEntrysAgain) {
  const Item item = atom(
      "<source><title>No</title></source><author><name>A</name></author>"
      "<title>Yes</title>");
  EXPECT_THAT(item.authors, ElementsAre("A"));
  EXPECT_EQ(item.title, "Yes");
}

TEST(Rfc4287_2, TheLanguageIsTheNearestOne) {
  const Feed feed = parsed(
      "<feed xmlns='http://www.w3.org/2005/Atom' xml:lang='en'><entry/><entry xml:lang='de'/>"
      "<entry xml:lang=''/></feed>");
  EXPECT_EQ(feed.language, "en");
  EXPECT_EQ(feed.items[0].language, "en");
  EXPECT_EQ(feed.items[1].language, "de");
}

TEST(Rfc4287_4_1_1, MetadataOfTheFeedMayStandBehindItsEntries) {
  const Feed feed = parsed(
      "<feed xmlns='http://www.w3.org/2005/Atom'><entry><title>1</title></entry>"
      "<title>Harbour</title><link href='https://h.example/'/></feed>");
  EXPECT_EQ(feed.title, "Harbour");
  EXPECT_EQ(feed.link, "https://h.example/");
}

TEST(Rfc4287_6_4, UnknownMarkupIsPassedOverWithAllThatIsInIt) {
  const Item item = atom(
      "<x:y xmlns:x='https://o.example/'><title>No</title></x:y>"
      "<z><title>No</title></z><title>Yes</title>");
  EXPECT_EQ(item.title, "Yes");
}

TEST(Rfc5023, AnAppControlElementIsNoTitle) {
  EXPECT_EQ(atom("<app:control xmlns:app='http://www.w3.org/2007/app'><app:draft>yes</app:draft>"
                 "</app:control><title>T</title>")
                .title,
            "T");
}

TEST(Rfc4685, ThreadedRepliesAreNoLinks) {
  EXPECT_EQ(atom("<thr:in-reply-to xmlns:thr='http://purl.org/syndication/thread/1.0'"
                 " ref='x' href='https://no.example/'/>")
                .link,
            "");
}

}  // namespace
}  // namespace tidings::feed
