#include <string>
#include <string_view>

#include <gmock/gmock.h>

#include "tests/parsers/feed/feed_support.hpp"

// XML that is none, from the feed's side: what an item says in spite of each fault, by the clause
// of XML 1.0 that is broken.
namespace tidings::feed {
namespace {

using testing::SizeIs;

struct Case {
  std::string_view name;
  std::string_view item;
  std::string_view title;
};

class Fault : public testing::TestWithParam<Case> {};

TEST_P(Fault, LeavesTheTitle) { EXPECT_EQ(rss(GetParam().item).title, GetParam().title); }

// What follows the faulty item is read as if there had been none.
TEST_P(Fault, LeavesTheItemBehindIt) {
  const Feed feed = parsed(
      rss_item(std::string(GetParam().item) + "</item><item><title>next</title><guid>n</guid>"));
  ASSERT_THAT(feed.items, SizeIs(2));
  EXPECT_EQ(feed.items[1].title, "next");
  EXPECT_EQ(feed.items[1].id, "n");
}

constexpr Case kCharacters[] = {
    {"ControlCharacters", "<title>a\x01\x02\x0B\x1F b</title>", "a b"},
    {"ACharacterOfNoUse", "<title>a\uFFFE\uFFFF b</title>", "a b"},
    {"C1AsWindows1252", "<title>\u0093a\u0094</title>", "\u201Ca\u201D"},
    {"ANumberOfAControl", "<title>a&#1;&#x1F; b</title>", "a b"},
    {"ANumberOfWindows1252", "<title>&#147;a&#148;</title>", "\u201Ca\u201D"},
    {"ANumberTooLarge", "<title>a&#x110000; b</title>", "a b"},
};
INSTANTIATE_TEST_SUITE_P(Xml10_2_2, Fault, testing::ValuesIn(kCharacters), name_of);

constexpr Case kMarkup[] = {
    {"ABareAmpersand", "<title>R & D</title>", "R & D"},
    {"AnAmpersandBeforeAName", "<title>AT&T</title>", "AT&T"},
    {"AnAddressWithAmpersands", "<title>?a=1&b=2&copy=3</title>", "?a=1&b=2&copy=3"},
    {"ABareLessThan", "<title>1 < 2</title>", "1 < 2"},
    {"ALessThanBeforeANumber", "<title>a <3 b</title>", "a <3 b"},
    {"AnArrow", "<title>a <- b <-- c</title>", "a <- b <-- c"},
    {"AHeart", "<title>I <3 ferries</title>", "I <3 ferries"},
    {"ASectionsEndInText", "<title>a ]]> b</title>", "a ]]> b"},
};
INSTANTIATE_TEST_SUITE_P(Xml10_2_4, Fault, testing::ValuesIn(kMarkup), name_of);

constexpr Case kCommentsAndSections[] = {
    {"ACommentWithDashes", "<!-- a -- b --><title>t</title>", "t"},
    {"ACommentOfMarkup", "<!-- <title>no</title> --><title>t</title>", "t"},
    {"ACommentInATitle", "<title>a<!-- b -->c</title>", "ac"},
    {"ASectionInASection", "<title><![CDATA[a<![CDATA[b]]></title>", "a<![CDATA[b"},
    {"TwoSections", "<title><![CDATA[a]]><![CDATA[b]]></title>", "ab"},
    {"ASectionInSmallLetters", "<title>a<![cdata[b]]></title>", "a"},
    {"AnInstruction", "<?php echo 'no' ?><title>t</title>", "t"},
    {"AnInstructionInATitle", "<title>a<?php ?>b</title>", "ab"},
};
INSTANTIATE_TEST_SUITE_P(Xml10_2_5_To_2_7, Fault, testing::ValuesIn(kCommentsAndSections), name_of);

constexpr Case kTags[] = {
    {"AMissingEndTag", "<description>a<b>b</description><title>t</title>", "t"},
    {"AMisspeltEndTag", "<title>t</titel>", "t"},
    {"AnEndTagInCapitals", "<title>t</TITLE>", "t"},
    {"AnEndTagWithBlanks", "<title>t</title \n>", "t"},
    {"AnEndTagTooMany", "</description><title>t</title>", "t"},
    {"AnUnclosedParagraph", "<description><p>a<p>b</description><title>t</title>", "t"},
    {"NakedMarkup", "<title>a <em>b</em> c</title>", "a b c"},
    {"NakedVoidElements", "<title>a<br>b<hr>c</title>", "a b c"},
    {"MisnestedMarkup", "<title>a <b><i>b</b></i> c</title>", "a b c"},
    {"ATagWithoutItsEnd", "<title>a <b c</title>", "a <b c"},
    {"AnAddressOfMail", "<title>Pen <pen@h.example></title>", "Pen"},
};
INSTANTIATE_TEST_SUITE_P(Xml10_3_1, Fault, testing::ValuesIn(kTags), name_of);

constexpr Case kAttributes[] = {
    {"WithoutQuotes", "<guid isPermaLink=false>g</guid><title>t</title>", "t"},
    {"WithoutAValue", "<guid isPermaLink>g</guid><title>t</title>", "t"},
    {"Twice", "<category a='1' a='2'>c</category><title>t</title>", "t"},
    {"WithALessThan", "<enclosure url='<no>'/><title>t</title>", "t"},
    {"WithAnAmpersand", "<enclosure url='https://h.example/?a&b'/><title>t</title>", "t"},
    {"WithoutABlankBetween", "<enclosure url='u'type='t'/><title>t</title>", "t"},
    {"OfAnUnboundPrefix", "<title x:y='1'>t</title>", "t"},
    {"OfANumber", "<title 1='2'>t</title>", "t"},
};
INSTANTIATE_TEST_SUITE_P(Xml10_3_1_Attributes, Fault, testing::ValuesIn(kAttributes), name_of);

constexpr Case kEntities[] = {
    {"OfHtml", "<title>caf&eacute; &ndash; &euro;5</title>", "caf\u00E9 \u2013 \u20AC5"},
    {"OfHtmlInCapitals", "<title>&AMP;&LT;</title>", "&<"},
    {"OfNobody", "<title>a &harbour; b</title>", "a &harbour; b"},
    {"WithoutItsEnd", "<title>a &eacute b</title>", "a \u00E9 b"},
    {"EscapedTwice", "<title>caf&amp;eacute;</title>", "caf\u00E9"},
    {"EscapedThreeTimes", "<title>caf&amp;amp;eacute;</title>", "caf&eacute;"},
};
INSTANTIATE_TEST_SUITE_P(Xml10_4_1, Fault, testing::ValuesIn(kEntities), name_of);

TEST(Prolog, Xml10_2_8_IsReadWhateverItSays) {
  for (const std::string_view prolog :
       {"<?xml version='1.1'?>", "<?xml version='9.9' standalone='maybe'?>", "<?xml?>", "<?xml ?>",
        "<?xml version=\"1.0\" encoding=\"utf-8\"?><?xml version=\"1.0\"?>",
        "<?xml version='1.0'?>\n<!DOCTYPE rss SYSTEM 'http://no.example/rss.dtd'>",
        "<!DOCTYPE rss [<!ELEMENT rss ANY><!ATTLIST rss a CDATA '1'>]>",
        "<!DOCTYPE rss [<!-- ]> --> <!ENTITY e 'x'> ]>", "<!doctype rss>",
        "<?xml-stylesheet type='text/xsl' href='no.xsl'?>", "<!-- made by -->\n\n"}) {
    EXPECT_EQ(parsed(std::string(prolog) + rss_item("<title>t</title>")).items.at(0).title, "t")
        << prolog;
  }
}

TEST(Epilog, Xml10_2_1_IsNotRead) {
  for (const std::string_view epilog : {"\n<!-- 12 ms -->", "<script>x</script>", "</rss></rss>",
                                        "<rss><channel><item/></channel></rss>", "text", "\0"}) {
    const Feed feed = parsed(rss_item("<title>t</title>") + std::string(epilog));
    EXPECT_THAT(feed.items, SizeIs(1)) << epilog;
    EXPECT_FALSE(feed.truncated) << epilog;
  }
}

TEST(Entities, Xml10_4_2_1_OfTheDocumentCountInItsText) {
  const std::string doctype = "<!DOCTYPE rss [<!ENTITY paper 'Harbour &amp; Sons'>]>";
  EXPECT_EQ(parsed(doctype + rss_item("<title>&paper; News</title>")).items.at(0).title,
            "Harbour & Sons News");
}

TEST(Items, ThatAreNotClosedAreClosedByTheNext) {
  const Feed feed = parsed(
      "<rss><channel><item><title>1</title><item><title>2</title><item><title>3</title></channel>"
      "</rss>");
  ASSERT_THAT(feed.items, SizeIs(3));
  EXPECT_EQ(feed.items[0].title, "1");
  EXPECT_EQ(feed.items[2].title, "3");
}

}  // namespace
}  // namespace tidings::feed
