#include <string>
#include <string_view>

#include <gmock/gmock.h>

#include "tests/parsers/feed/feed_support.hpp"

// The links of Atom (RFC 4287 4.2.7): which of them is the page, which are enclosures, and what
// stands in where there is none.
namespace tidings::feed {
namespace {

using testing::IsEmpty;
using testing::SizeIs;

struct Case {
  std::string_view name;
  std::string_view entry;
  std::string_view expected;
};

constexpr std::string_view kAddress = "https://h.example/feeds/atom";

class EnclosureLink : public testing::TestWithParam<Case> {};

TEST_P(EnclosureLink, IsAnEnclosureOfTheEntry) {
  EXPECT_EQ(enclosures_of(atom(GetParam().entry, {.base_url = kAddress})), GetParam().expected);
}

constexpr Case kEnclosures[] = {
    {"AddressTypeAndLength",
     "<link rel='enclosure' href='https://h.example/a' type='audio/mpeg' length='7'/>",
     "https://h.example/a|audio/mpeg|7"},
    {"RelationInCapitals", "<link rel='Enclosure' href='https://h.example/a'/>",
     "https://h.example/a||"},
    {"RelationInBlanks", "<link rel=' enclosure ' href='https://h.example/a'/>",
     "https://h.example/a||"},
    {"ARelativeAddress", "<link rel='enclosure' href='a.mp3'/>", "https://h.example/feeds/a.mp3||"},
    {"ABaseOfItsOwn", "<link rel='enclosure' xml:base='/media/' href='a.mp3'/>",
     "https://h.example/media/a.mp3||"},
    {"SeveralInOrder",
     "<link rel='enclosure' href='https://h.example/b'/>"
     "<link rel='enclosure' href='https://h.example/a'/>",
     "https://h.example/b|| https://h.example/a||"},
    {"TheSameTwice",
     "<link rel='enclosure' href='https://h.example/a' length='1'/>"
     "<link rel='enclosure' href='https://h.example/a' length='2'/>",
     "https://h.example/a||1"},
    {"WithoutAnAddress", "<link rel='enclosure' type='audio/mpeg'/>", ""},
    {"WithTheAddressAsText", "<link rel='enclosure'>https://h.example/a</link>", ""},
    {"OfAnotherScheme", "<link rel='enclosure' href='ftp://h.example/a'/>", ""},
    {"AnAlternateOfAudio", "<link rel='alternate' type='audio/mpeg' href='https://h.example/a'/>",
     ""},
    {"OfASource", "<source><link rel='enclosure' href='https://h.example/a'/></source>", ""},
};
INSTANTIATE_TEST_SUITE_P(Rfc4287_4_2_7_2, EnclosureLink, testing::ValuesIn(kEnclosures), name_of);

TEST(AtomEnclosures, OfTheFeedAreNotTheEntrys) {
  const Feed feed = parsed(
      "<feed xmlns='http://www.w3.org/2005/Atom'>"
      "<link rel='enclosure' href='https://h.example/a'/><entry/></feed>");
  EXPECT_THAT(feed.items.at(0).enclosures, IsEmpty());
}

TEST(AtomEnclosures, AreLimited) {
  std::string links;
  for (int i = 0; i < 1000; ++i) {
    links += "<link rel='enclosure' href='https://h.example/" + std::to_string(i) + "'/>";
  }
  EXPECT_THAT(atom(links).enclosures, SizeIs(kMaxListed));
}

class PageLink : public testing::TestWithParam<Case> {};

TEST_P(PageLink, IsTheBestThereIs) {
  EXPECT_EQ(atom(GetParam().entry, {.base_url = kAddress}).link, GetParam().expected);
}

constexpr Case kPages[] = {
    {"TheFirstOfTwo", "<link href='https://h.example/1'/><link href='https://h.example/2'/>",
     "https://h.example/1"},
    {"TheFirstOfTwoLanguages",
     "<link hreflang='de' href='https://h.example/de'/>"
     "<link hreflang='en' href='https://h.example/en'/>",
     "https://h.example/de"},
    {"NoTypeIsAsGoodAsHtml",
     "<link href='https://h.example/1'/><link type='text/html' href='https://h.example/2'/>",
     "https://h.example/1"},
    {"HtmlWithACharset",
     "<link type='application/json' href='https://h.example/j'/>"
     "<link type='text/html; charset=utf-8' href='https://h.example/h'/>",
     "https://h.example/h"},
    {"RelationInBlanks", "<link rel=' alternate ' href='https://h.example/1'/>",
     "https://h.example/1"},
    {"AnEmptyRelation", "<link rel='' href='https://h.example/1'/>", "https://h.example/1"},
    {"AnAddressInBlanks", "<link href=' https://h.example/1 '/>", "https://h.example/1"},
    {"ABaseOfItsOwn", "<link xml:base='https://o.example/a/' href='1'/>", "https://o.example/a/1"},
    {"AnAmpersand", "<link href='/1?a=b&amp;c=d'/>", "https://h.example/1?a=b&c=d"},
    {"AnEmptyAddressIsThatOfTheText", "<link href=' '>https://h.example/1</link>",
     "https://h.example/1"},
    {"AnAddressAndAText", "<link href='https://h.example/1'>https://no.example/</link>",
     "https://h.example/1"},
    {"OfTheEntryNotOfItsSource",
     "<source><link href='https://no.example/'/></source><link href='https://h.example/1'/>",
     "https://h.example/1"},
    {"OfAnotherNamespace", "<x:link xmlns:x='https://x.example/' href='https://no.example/'/>", ""},
};
INSTANTIATE_TEST_SUITE_P(Rfc4287_4_2_7, PageLink, testing::ValuesIn(kPages), name_of);

constexpr Case kInstead[] = {
    {"TheOriginalBeforeAnAlternate",
     "<link href='https://fb.example/1'/>"
     "<feedburner:origLink>https://h.example/1</feedburner:origLink>",
     "https://h.example/1"},
    {"AnAlternateBeforeAnOriginalThatIsNoAddress",
     "<link href='https://h.example/1'/><feedburner:origLink>lost</feedburner:origLink>",
     "https://h.example/1"},
    {"AnAlternateBeforeContent",
     "<content src='https://h.example/c'/><link href='https://h.example/1'/>",
     "https://h.example/1"},
    {"ContentBeforeTheId", "<id>https://h.example/id</id><content src='/c'/>",
     "https://h.example/c"},
    {"TheFirstContentOfTwo", "<content src='/c'/><content src='/d'/>", "https://h.example/c"},
    {"ContentWithABaseOfItsOwn", "<content xml:base='https://o.example/' src='c'/>",
     "https://o.example/c"},
    {"TheIdBeforeNothing", "<link rel='self' href='/s'/><id>http://h.example/id</id>",
     "http://h.example/id"},
    {"NoIdWithABlank", "<id>https://h.example/a b</id>", ""},
    {"NoRelativeId", "<id>/1</id>", ""},
};
INSTANTIATE_TEST_SUITE_P(WhatStandsIn, PageLink, testing::ValuesIn(kInstead), name_of);

TEST(AtomLinks, TheIdIsTheLinkWhereThereIsNone) {
  EXPECT_EQ(atom("<link href='https://h.example/1'/>").id, "https://h.example/1");
  EXPECT_EQ(atom("<id> </id><link href='https://h.example/1'/>").id, "https://h.example/1");
}

TEST(AtomLinks, BeyondTheLimitOfAListAreNotLookedAt) {
  std::string links;
  for (std::size_t i = 0; i < kMaxListed; ++i) {
    links += "<link type='image/png' href='https://h.example/" + std::to_string(i) + "'/>";
  }
  links += "<link type='text/html' href='https://h.example/page'/>";
  EXPECT_EQ(atom(links).link, "https://h.example/0");
}

// RFC 4287 4.2.6: ids of two entries may be the same, as versions of one.
TEST(AtomLinks, EntriesOfOneIdAreAllRead) {
  const Feed feed = parsed(
      "<feed xmlns='http://www.w3.org/2005/Atom'><entry><id>urn:1</id><title>a</title></entry>"
      "<entry><id>urn:1</id><title>b</title></entry></feed>");
  ASSERT_THAT(feed.items, SizeIs(2));
  EXPECT_EQ(feed.items[0].id, feed.items[1].id);
  EXPECT_EQ(feed.items[1].title, "b");
}

}  // namespace
}  // namespace tidings::feed
