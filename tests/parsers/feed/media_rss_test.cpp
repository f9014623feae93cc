#include <string>
#include <string_view>

#include <gmock/gmock.h>

#include "tests/parsers/feed/feed_support.hpp"

// Media RSS 1.5.1: media in groups and by themselves, their texts, and what they yield to.
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

class Media : public testing::TestWithParam<Case> {};

TEST_P(Media, AreEnclosures) {
  const Item item = rss(GetParam().item, {.base_url = "https://h.example/feeds/rss"});
  EXPECT_EQ(enclosures_of(item), GetParam().expected);
}

constexpr Case kContents[] = {
    {"AddressTypeAndSize", "<media:content url='https://h.example/a' type='t/s' fileSize='9'/>",
     "https://h.example/a|t/s|9"},
    {"ARelativeAddress", "<media:content url='a.jpg'/>", "https://h.example/feeds/a.jpg||"},
    {"ABaseOfItsOwn", "<media:content xml:base='/i/' url='a.jpg'/>", "https://h.example/i/a.jpg||"},
    {"OfAnotherScheme", "<media:content url='rtsp://h.example/a'/>", ""},
    {"WithoutAnAddress", "<media:content medium='image' type='image/png'/>", ""},
    {"SizeThatIsNoNumber", "<media:content url='https://h.example/a' fileSize='9 kB'/>",
     "https://h.example/a||"},
    {"SizeOfTheNext",
     "<media:content url='https://h.example/a'/>"
     "<media:content url='https://h.example/b' fileSize='9'/>",
     "https://h.example/a|| https://h.example/b||9"},
    {"OneTwice",
     "<media:content url='https://h.example/a' fileSize='1'/>"
     "<media:content url='https://h.example/a' fileSize='2'/>",
     "https://h.example/a||1"},
    {"AGroupOfOneInTwoSizes",
     "<media:group><media:content url='https://h.example/s' width='1'/>"
     "<media:content url='https://h.example/l' width='9'/></media:group>",
     "https://h.example/s|| https://h.example/l||"},
    {"OneInAnother",
     "<media:content url='https://h.example/a'><media:content url='https://h.example/b'/>"
     "</media:content>",
     "https://h.example/a|| https://h.example/b||"},
    {"APlayer",
     "<media:content medium='video'><media:player url='https://h.example/p'/></media:content>", ""},
    {"AThumbnailWithin",
     "<media:content url='https://h.example/a'><media:thumbnail url='https://h.example/t'/>"
     "</media:content>",
     "https://h.example/a||"},
    {"BehindTheEnclosures",
     "<media:content url='https://h.example/m'/><enclosure url='https://h.example/e'/>",
     "https://h.example/e|| https://h.example/m||"},
    {"InANamespaceWithoutItsSlash",
     "<m:content xmlns:m='http://search.yahoo.com/mrss' url='https://h.example/a'/>",
     "https://h.example/a||"},
};
INSTANTIATE_TEST_SUITE_P(MediaRss_Content, Media, testing::ValuesIn(kContents), name_of);

TEST(MediaLimits, AnItemHasSoManyOfThem) {
  std::string media;
  for (int i = 0; i < 1000; ++i) {
    media += "<media:content url='https://h.example/" + std::to_string(i) + "'/>";
  }
  EXPECT_THAT(rss(media).enclosures, SizeIs(kMaxListed));
}

TEST(MediaLimits, EnclosuresGoBeforeThem) {
  std::string media;
  for (std::size_t i = 0; i < kMaxListed; ++i) {
    media += "<media:content url='https://h.example/" + std::to_string(i) + "'/>";
  }
  const Item item = rss(media + "<enclosure url='https://h.example/e'/>");
  ASSERT_THAT(item.enclosures, SizeIs(kMaxListed));
  EXPECT_EQ(item.enclosures.front().url, "https://h.example/e");
}

class MediaText : public testing::TestWithParam<Case> {};

// "title|summary"
TEST_P(MediaText, IsThatOfTheItemWhereItHasNone) {
  const Item item = rss(GetParam().item);
  EXPECT_EQ(item.title + "|" + item.summary, GetParam().expected);
}

constexpr Case kTexts[] = {
    {"OfAGroup", "<media:group><media:title>T</media:title></media:group>", "T|"},
    {"OfAContent",
     "<media:content url='https://h.example/a'><media:title>T</media:title></media:content>", "T|"},
    {"TheFirstOfTwo", "<media:title>A</media:title><media:title>B</media:title>", "A|"},
    {"HtmlWithoutAType", "<media:title>&lt;b&gt;A&lt;/b&gt;</media:title>", "A|"},
    {"HtmlByItsType", "<media:title type='html'>&lt;b&gt;A&lt;/b&gt;</media:title>", "A|"},
    {"PlainTitle", "<media:title type='plain'>&lt;b&gt;</media:title>", "<b>|"},
    {"PlainDescription", "<media:description type='plain'>1 &lt; 2</media:description>",
     "|1 &lt; 2"},
    {"HtmlDescription", "<media:description type='html'>&lt;p&gt;D&lt;/p&gt;</media:description>",
     "|<p>D</p>"},
    {"DescriptionAfterTheItemsOwn",
     "<media:description>M</media:description><description>D</description>", "|D"},
    {"DescriptionAfterDublinCores",
     "<media:description>M</media:description><dc:description>D</dc:description>", "|D"},
    {"DescriptionBeforeASubtitle",
     "<itunes:subtitle>S</itunes:subtitle><media:description>M</media:description>", "|M"},
    {"OfAThumbnailOrRating",
     "<media:rating scheme='urn:simple'>adult</media:rating><media:text>no</media:text>"
     "<media:copyright>no</media:copyright>",
     "|"},
    {"OfDublinCoreWithinAContent",
     "<media:content url='https://h.example/a'><dc:title>No</dc:title></media:content>", "|"},
    {"OfRssWithinAContent",
     "<media:content url='https://h.example/a'><title>No</title></media:content>", "|"},
};
INSTANTIATE_TEST_SUITE_P(MediaRss_Texts, MediaText, testing::ValuesIn(kTexts), name_of);

TEST(MediaCredit, IsNoAuthor) {
  EXPECT_THAT(rss("<media:credit role='photographer'>Cam Era</media:credit>").authors, IsEmpty());
}

TEST(MediaKeywords, OfAGroupAreCategories) {
  EXPECT_THAT(
      rss("<media:group><media:keywords>ferry, storm</media:keywords></media:group>").categories,
      ElementsAre("ferry", "storm"));
}

TEST(MediaCategory, IsOneEvenWithACommaInIt) {
  EXPECT_THAT(rss("<media:category scheme='s' label='l'>sea, land</media:category>").categories,
              ElementsAre("sea, land"));
}

TEST(MediaKeywords, FollowTheItemsOwnCategories) {
  EXPECT_THAT(
      rss("<media:keywords>a, b</media:keywords><category>b</category><category>c</category>")
          .categories,
      ElementsAre("b", "c", "a"));
}

TEST(MediaThatIsAnEnclosure, LeavesTheLengthThatTheEnclosureStates) {
  const Item item =
      rss("<media:content url='https://h.example/a' fileSize='9'/>"
          "<enclosure url='https://h.example/a' length='5'/>");
  ASSERT_THAT(item.enclosures, SizeIs(1));
  EXPECT_EQ(item.enclosures[0].length, 5U);
}

TEST(MediaRssInAtom, IsReadWithinAGroup) {
  const Item item = atom(
      "<title>T</title><media:group><media:title>No</media:title>"
      "<media:content url='https://h.example/a' fileSize='3'/></media:group>");
  EXPECT_EQ(item.title, "T");
  ASSERT_THAT(item.enclosures, SizeIs(1));
  EXPECT_EQ(item.enclosures[0].length, 3U);
}

TEST(MediaRssInAtom, WhatFollowsAGroupIsTheEntrysAgain) {
  const Item item = atom(
      "<media:group><media:content url='https://h.example/a'/></media:group>"
      "<title>T</title><id>urn:1</id>");
  EXPECT_EQ(item.title, "T");
  EXPECT_EQ(item.id, "urn:1");
}

// A channel may hold media as well: they are no item's.
TEST(MediaOfTheChannel, AreNoItems) {
  const Feed feed = parsed(
      "<rss><channel><media:content url='https://h.example/a'><media:title>No</media:title>"
      "</media:content><item/></channel></rss>");
  EXPECT_EQ(feed.title, "");
  EXPECT_THAT(feed.items.at(0).enclosures, IsEmpty());
}

}  // namespace
}  // namespace tidings::feed
