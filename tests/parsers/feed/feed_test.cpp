#include "parsers/feed/feed.hpp"

#include <gmock/gmock.h>

#include "tests/parsers/feed/feed_support.hpp"

namespace tidings::feed {
namespace {

using testing::HasSubstr;

std::string repeat(std::string_view piece, int times) {
  std::string text;
  text.reserve(piece.size() * static_cast<std::size_t>(times));
  for (int i = 0; i < times; ++i) text += piece;
  return text;
}

TEST(Read, HandsItemsOverAsTheyAreComplete) {
  std::vector<std::string> titles;
  const auto feed = read(
      "<rss><channel><title>H</title><item><title>1</title></item>"
      "<item><title>2</title></item></channel></rss>",
      {}, [&](Item&& item) {
        titles.push_back(item.title);
        return true;
      });
  ASSERT_TRUE(feed.has_value());
  EXPECT_THAT(titles, testing::ElementsAre("1", "2"));
  EXPECT_TRUE(feed->items.empty());
}

TEST(Read, StopsWhenTheReceiverHasEnough) {
  int count = 0;
  const auto feed = read(rss_item("<title>1</title></item><item><title>2</title>"), {},
                         [&](Item&&) { return ++count < 1; });
  ASSERT_TRUE(feed.has_value());
  EXPECT_EQ(count, 1);
  EXPECT_FALSE(feed->truncated);
}

TEST(Read, ExceptionsOfTheReceiverPassThrough) {
  EXPECT_THROW(static_cast<void>(read(rss_item("<title>1</title>"), {},
                                      [](Item&&) -> bool { throw std::runtime_error("stop"); })),
               std::runtime_error);
}

TEST(Parse, WhatIsNoFeedIsNamed) {
  EXPECT_EQ(error_of(""), "this is empty");
  EXPECT_EQ(error_of(" \n"), "this is empty");
  EXPECT_EQ(error_of("\xEF\xBB\xBF"), "this is empty");
  EXPECT_EQ(error_of("<!DOCTYPE html><html><body>x</body></html>"), "this is an HTML page");
  EXPECT_THAT(error_of("<opml version='2.0'/>"), HasSubstr("<opml>"));
  EXPECT_THAT(error_of("garbage"), HasSubstr("not a feed"));
  EXPECT_THAT(error_of(std::string(100, '\0')), HasSubstr("not a feed"));
}

TEST(Parse, JunkBeforeTheDocumentIsPassedOver) {
  for (const std::string_view junk :
       {"\n\n", "\xEF\xBB\xBF\n", "Warning: mysql\n", "<br />\n<b>Notice</b>: x<br />\n"}) {
    const Feed feed = parsed(std::string(junk) +
                             "<?xml version='1.0'?><rss><channel><title>H</title></channel></rss>");
    EXPECT_EQ(feed.title, "H") << junk;
  }
}

TEST(Parse, TruncatedDocumentsKeepTheirWholeItems) {
  const Feed feed =
      parsed("<rss><channel><title>H</title><item><title>1</title></item><item><title>2</tit");
  EXPECT_TRUE(feed.truncated);
  ASSERT_EQ(feed.items.size(), 1U);
  EXPECT_EQ(feed.title, "H");
}

TEST(Parse, Rfc7303_3_DeclarationsThatLieAreNotBelieved) {
  EXPECT_EQ(parsed("<?xml version='1.0' encoding='UTF-16'?><rss><channel><title>caf\u00E9</title>"
                   "</channel></rss>")
                .title,
            "caf\u00E9");
  EXPECT_EQ(parsed("<?xml version='1.0' encoding='UTF-8'?><rss><channel><title>caf\xE9 d\xE9j\xE0"
                   "</title></channel></rss>")
                .title,
            "caf\u00E9 d\u00E9j\u00E0");
  EXPECT_EQ(parsed("<?xml version='1.0' encoding='koi8-r'?><rss><channel><title>\xED\xC9\xD2"
                   "</title></channel></rss>")
                .title,
            "\u041C\u0438\u0440");
}

TEST(Parse, LargeValidUtf8IsReadWhereItLies) {
  const std::string large = rss_item("<title>caf\u00E9</title><description>" +
                                     std::string(1'100'000, 'x') + "</description>");
  EXPECT_EQ(parsed(large, {.content_type = "text/xml; charset=windows-1251"}).items[0].title,
            "caf\u00E9");
}

TEST(Parse, ItemsBeyondTheLimitEndTheReading) {
  const Feed feed = parsed(rss_item(repeat("<title>1</title></item><item>", 10)), {.max_items = 3});
  EXPECT_EQ(feed.items.size(), 3U);
  EXPECT_TRUE(feed.truncated);
  EXPECT_FALSE(feed.note.empty());
}

TEST(Parse, AFieldBeyondTheLimitIsCutBetweenCharacters) {
  const Item item =
      rss("<description>" + repeat("\u00E9", 100) + "</description>", {.max_field_bytes = 15});
  EXPECT_EQ(item.summary, repeat("\u00E9", 7));
}

TEST(Parse, TextBeyondTheTotalEndsTheReading) {
  const Feed feed =
      parsed(rss_item(repeat("<description>0123456789</description></item><item>", 10)),
             {.max_text_bytes = 35});
  EXPECT_EQ(feed.items.size(), 3U);
  EXPECT_TRUE(feed.truncated);
}

TEST(Parse, ListsOfAnItemAreLimited) {
  const Item item = rss([] {
    std::string text;
    for (int i = 0; i < 1000; ++i) {
      const std::string n = std::to_string(i);
      text += "<category>" + n + "</category><enclosure url='https://h.example/" + n + "'/>";
    }
    return text;
  }());
  EXPECT_EQ(item.categories.size(), kMaxListed);
  EXPECT_EQ(item.enclosures.size(), kMaxListed);
}

// libxml2 drops entities that it does not know without a word.
TEST(LibxmlTraps, HtmlEntitiesDoNotVanish) {
  EXPECT_EQ(rss("<title>" + repeat("caf&eacute; ", 500) + "</title>").title.substr(0, 5),
            "caf\u00E9");
}

// With XML_PARSE_NOENT the file's text would stand in the title.
TEST(LibxmlTraps, NoFileIsRead) {
  const Feed feed = parsed(
      "<!DOCTYPE rss [<!ENTITY x SYSTEM 'file:///etc/hostname'>]><rss><channel>"
      "<title>a&x;b</title></channel></rss>");
  EXPECT_EQ(feed.title, "a&x;b");
}

TEST(LibxmlTraps, AttributesOfOneTagAreNotQuadratic) {
  std::string tag = "<enclosure url='https://h.example/'";
  for (int i = 0; i < 100'000; ++i) tag += " a" + std::to_string(i) + "='1'";
  EXPECT_EQ(rss(tag + "/><title>i</title>").title, "i");
}

TEST(LibxmlTraps, CommentOpenersAreNotQuadratic) {
  EXPECT_EQ(rss("<title>i</title><description>" + repeat("<!--", 300'000) + "</description>").title,
            "i");
  EXPECT_THAT(error_of(repeat("<!--", 300'000)), HasSubstr("not a feed"));
}

TEST(LibxmlTraps, EntitiesAreNeverExpandedWithinEachOther) {
  std::string subset = "<!ENTITY l0 'ha'>";
  for (int i = 1; i < 10; ++i) {
    const std::string inner = "&l" + std::to_string(i - 1) + ";";
    subset += "<!ENTITY l" + std::to_string(i) + " '" + repeat(inner, 10) + "'>";
  }
  EXPECT_EQ(
      parsed("<!DOCTYPE rss [" + subset + "]><rss><channel><title>&l9;</title></channel></rss>")
          .title,
      "&l9;");
}

TEST(LibxmlTraps, DeepNestingEndsInTextNotInTheStack) {
  const Item item = rss("<title>i</title><description>" + repeat("<a>", 100'000) + "x" +
                        repeat("</a>", 100'000) + "</description>");
  EXPECT_EQ(item.title, "i");
  EXPECT_THAT(item.summary, HasSubstr("x"));
}

TEST(LibxmlTraps, SectionsOver10MegabytesAreRead) {
  const Item item = rss(
      "<description><![CDATA[" + std::string(11'000'000, 'x') + "]]></description><title>i</title>",
      {.max_field_bytes = 20'000'000});
  EXPECT_EQ(item.summary.size(), 11'000'000U);
  EXPECT_EQ(item.title, "i");
}

TEST(Parse, NullBytesAreLeftOutAndCutNothingShort) {
  std::string text = rss_item("<title>a#b</title><link>https://h.example/#x</link>");
  for (char& c : text) {
    if (c == '#') c = '\0';
  }
  const Feed feed = parsed(text);
  EXPECT_EQ(feed.items[0].title, "ab");
  EXPECT_EQ(feed.items[0].link, "https://h.example/x");
}

}  // namespace
}  // namespace tidings::feed
