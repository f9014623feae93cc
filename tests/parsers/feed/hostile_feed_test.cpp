#include <fstream>

#include <gmock/gmock.h>

#include "tests/parsers/feed/feed_support.hpp"

// What is measured of libxml2 as dangerous, and what else an enemy can send. Nothing here is timed:
// what is quadratic does not end within the time that a test is given.
namespace tidings::feed {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;

std::string repeat(std::string_view piece, std::size_t times) {
  std::string text;
  text.reserve(piece.size() * times);
  for (std::size_t i = 0; i < times; ++i) text += piece;
  return text;
}

std::string with_subset(std::string_view subset, std::string_view title) {
  return "<!DOCTYPE rss [" + std::string(subset) + "]><rss><channel><title>" + std::string(title) +
         "</title><item><title>i</title></item></channel></rss>";
}

// A file of known content to be found in the result if it were read.
class SecretFile : public testing::Test {
 protected:
  SecretFile() { std::ofstream(path_) << kSecret; }
  ~SecretFile() override { std::remove(path_.c_str()); }

  static constexpr std::string_view kSecret = "the secret of the harbour";
  std::string path_ = testing::TempDir() + "tidings-secret-of-the-feed-test";
};

TEST_F(SecretFile, IsNotReadByAnyKindOfExternalEntity) {
  const std::string file = "file://" + path_;
  for (const std::string& subset :
       {"<!ENTITY x SYSTEM '" + file + "'>", "<!ENTITY x PUBLIC 'p' '" + file + "'>",
        "<!ENTITY x SYSTEM '" + path_ + "'>",
        "<!ENTITY % p SYSTEM '" + file + "'> %p; <!ENTITY x '%p;'>",
        "<!ENTITY % p '<!ENTITY x SYSTEM \"" + file + "\">'> %p;"}) {
    const Feed feed = parsed(with_subset(subset, "a&x;b"));
    EXPECT_THAT(feed.title, Not(HasSubstr(std::string(kSecret)))) << subset;
    EXPECT_THAT(feed.items, SizeIs(1)) << subset;
  }
}

TEST_F(SecretFile, IsNotReadAsADocumentTypeOrInclusion) {
  for (const std::string& text :
       {"<!DOCTYPE rss SYSTEM 'file://" + path_ + "'>" + rss_item("<title>i</title>"),
        "<rss xmlns:xi='http://www.w3.org/2001/XInclude'><channel><title><xi:include "
        "href='file://" +
            path_ + "' parse='text'/></title><item/></channel></rss>",
        "<?xml-stylesheet type='text/xsl' href='file://" + path_ + "'?>" +
            rss_item("<title>i</title>")}) {
    const Feed feed = parsed(text);
    EXPECT_THAT(feed.title, Not(HasSubstr(std::string(kSecret)))) << text;
    EXPECT_THAT(feed.items, SizeIs(1)) << text;
  }
}

TEST(EntityBombs, BillionLaughsStayUnexpanded) {
  std::string subset = "<!ENTITY l0 'ha'>";
  for (int i = 1; i <= 10; ++i) {
    subset += "<!ENTITY l" + std::to_string(i) + " '" +
              repeat("&l" + std::to_string(i - 1) + ";", 10) + "'>";
  }
  EXPECT_EQ(parsed(with_subset(subset, "&l10;")).title, "&l10;");
}

TEST(EntityBombs, ALongEntityThatIsUsedOftenStaysUnexpanded) {
  const std::string subset = "<!ENTITY a '" + std::string(100'000, 'x') + "'>";
  EXPECT_LT(parsed(with_subset(subset, repeat("&a;", 100'000))).title.size(), 400'000U);
}

TEST(EntityBombs, AnEntityOfItselfEnds) {
  EXPECT_EQ(parsed(with_subset("<!ENTITY a '&a;'>", "x&a;y")).title, "x&a;y");
  EXPECT_EQ(parsed(with_subset("<!ENTITY a '&b;'><!ENTITY b '&a;'>", "&a;&b;")).title, "&a;&b;");
}

TEST(EntityBombs, AMillionUndefinedEntitiesStayText) {
  const Item item = rss("<title>" + repeat("&nosuch;", 100'000) + "</title><guid>g</guid>");
  EXPECT_EQ(item.title.substr(0, 16), "&nosuch;&nosuch;");
  EXPECT_EQ(item.id, "g");
}

struct Flood {
  std::string_view name;
  std::string_view piece;
  std::size_t times;
};

class Flooded : public testing::TestWithParam<Flood> {};

// Measured at these lengths, libxml2 and other parsers need minutes for some of these.
TEST_P(Flooded, TheItemBeforeIsKept) {
  const Feed feed = parsed(rss_item("<title>1</title></item><item><title>2</title><description>" +
                                    repeat(GetParam().piece, GetParam().times) + "</description>"));
  ASSERT_FALSE(feed.items.empty());
  EXPECT_EQ(feed.items.front().title, "1");
}

TEST_P(Flooded, ItIsNoFeedByItself) {
  EXPECT_THAT(error_of(repeat(GetParam().piece, GetParam().times)), Not("a feed"));
}

constexpr Flood kFloods[] = {
    {"Ampersands", "&", 1'000'000},
    {"LessThan", "<", 1'000'000},
    {"CommentOpeners", "<!--", 300'000},
    {"SectionOpeners", "<![CDATA[", 200'000},
    {"InstructionOpeners", "<?x ", 300'000},
    {"DoctypeOpeners", "<!DOCTYPE x [", 100'000},
    {"OpenTags", "<a>", 300'000},
    {"OpenTagsWithNamespaces", "<a xmlns:b='c'>", 100'000},
    {"EndTags", "</b>", 300'000},
    {"UnfinishedTags", "<a b='", 200'000},
    {"UnfinishedReferences", "&#x", 300'000},
    {"Paragraphs", "<p>", 200'000},
    {"Misnested", "<b><i></b></i>", 100'000},
    {"Nothing", " ", 1'000'000},
    {"Zeros", std::string_view("\0", 1), 1'000'000},
};
INSTANTIATE_TEST_SUITE_P(Pieces, Flooded, testing::ValuesIn(kFloods),
                         [](const auto& test) { return std::string(test.param.name); });

TEST(Attributes, AHundredThousandOfOneTagAreNotQuadratic) {
  std::string tag = "<title";
  for (int i = 0; i < 100'000; ++i) tag += " a" + std::to_string(i) + "='1'";
  EXPECT_EQ(rss(tag + ">i</title>").title, "i");
}

TEST(Attributes, ManyNamespacesOfOneTagAreNotQuadratic) {
  std::string tag = "<title";
  for (int i = 0; i < 100'000; ++i) tag += " xmlns:a" + std::to_string(i) + "='u'";
  EXPECT_EQ(rss(tag + ">i</title>").title, "i");
}

TEST(Attributes, AValueOfAMegabyteLosesItsTagOnly) {
  const Feed feed =
      parsed(rss_item("<title>1</title><enclosure url='" + std::string(1'000'000, 'x') +
                      "'/></item><item><title>2</title>"));
  ASSERT_THAT(feed.items, SizeIs(2));
  EXPECT_EQ(feed.items[1].title, "2");
}

TEST(Nesting, AHundredThousandDeepElementsKeepTheItemsAround) {
  const std::string deep = repeat("<a>", 100'000) + "x" + repeat("</a>", 100'000);
  const Feed feed = parsed("<rss><channel><item><title>1</title></item>" + deep +
                           "<item><title>2</title></item></channel></rss>");
  ASSERT_FALSE(feed.items.empty());
  EXPECT_EQ(feed.items.front().title, "1");
  EXPECT_EQ(feed.note, "elements were nested too deeply");
}

TEST(Size, FiftyMegabytesOfTextAreCutAtTheFieldsLimit) {
  const Feed feed = parsed(
      rss_item("<title>1</title><description>" + std::string(50'000'000, 'x') + "</description>"));
  ASSERT_THAT(feed.items, SizeIs(1));
  EXPECT_EQ(feed.items[0].summary.size(), Options{}.max_field_bytes);
  EXPECT_EQ(feed.note, "a value was cut off");
}

TEST(Size, FieldsOfManyItemsTogetherAreLimited) {
  const std::string item = "<item><description>" + std::string(900, 'x') + "</description></item>";
  const Feed feed = parsed("<rss><channel>" + repeat(item, 1000) + "</channel></rss>",
                           {.max_text_bytes = 90'000});
  EXPECT_THAT(feed.items, SizeIs(100));
  EXPECT_TRUE(feed.truncated);
}

// What a feed says of itself is looked at again for each of its items.
TEST(Size, ATitleOfAFeedIsCutBetweenCharacters) {
  const std::string title = repeat("\u00e9", kMaxFeedValueBytes);
  const std::string expected = title.substr(0, kMaxFeedValueBytes);
  EXPECT_EQ(parsed("<rss><channel><title>" + title + "</title><item/></channel></rss>").title,
            expected);
  EXPECT_EQ(parsed("<feed xmlns='http://www.w3.org/2005/Atom'><title>" + title +
                   "</title><entry/></feed>")
                .title,
            expected);
}

TEST(Size, ALongAddressOfAFeedIsPassedOver) {
  const std::string link = "http://h.example/" + std::string(kMaxFeedValueBytes, 'x');
  for (const std::string& feed :
       {"<rss><channel><link>" + link + "</link>", "<rss><channel href='" + link + "'>",
        "<rss xmlns:a='http://www.w3.org/2005/Atom'><channel><a:link href='" + link + "'/>"}) {
    EXPECT_EQ(parsed(feed + "<item/></channel></rss>").link, "") << feed.substr(0, 60);
  }
  for (const std::string& inner : {"<link href='" + link + "'/>", "<link>" + link + "</link>"}) {
    EXPECT_EQ(parsed("<feed xmlns='http://www.w3.org/2005/Atom'>" + inner + "<entry/></feed>").link,
              "")
        << inner.substr(0, 40);
  }
}

TEST(Size, ALongScheduleOfAFeedIsPassedOver) {
  const std::string zeros(kMaxFeedValueBytes, '0');
  const Feed feed = parsed("<rss><channel><ttl>" + zeros + "60</ttl><skipHours><hour>" + zeros +
                           "3</hour></skipHours><item/></channel></rss>");
  EXPECT_FALSE(feed.schedule.minutes.has_value());
  EXPECT_THAT(feed.schedule.skip_hours, IsEmpty());
}

// Three bytes of input may not become a hundred of memory.
TEST(Size, EmptyMembersOfAListCountAgainstItsLimit) {
  const std::string empty = repeat("{},", kMaxListed);
  const Feed json =
      parsed("{\"items\":[{\"attachments\":[" + empty +
             "{\"url\":\"https://h.example/\"}],\"authors\":[" + empty + "{\"name\":\"A\"}]}]}");
  EXPECT_THAT(json.items.at(0).enclosures, SizeIs(0));
  EXPECT_THAT(json.items.at(0).authors, SizeIs(0));
  EXPECT_THAT(atom(repeat("<author/>", kMaxListed) + "<author><name>A</name></author>").authors,
              SizeIs(0));
}

TEST(Size, OptionsLimitTheItemsOfEveryFormat) {
  for (const auto& [start, piece, end] :
       {std::tuple<std::string_view, std::string_view, std::string_view>{
            "<rss><channel>", "<item/>", "</channel></rss>"},
        {"<feed>", "<entry/>", "</feed>"},
        {"<urlset>", "<url><loc>https://h.example/</loc></url>", "</urlset>"},
        {"<sitemapindex>", "<sitemap><loc>https://h.example/</loc></sitemap>", "</sitemapindex>"},
        {"https://h.example/0\n", "https://h.example/\n", ""},
        {"{\"items\":[{}", ",{\"id\":\"1\"}", "]}"}}) {
    const Feed feed =
        parsed(std::string(start) + repeat(piece, 50) + std::string(end), {.max_items = 7});
    EXPECT_THAT(feed.items, SizeIs(7)) << start;
    EXPECT_TRUE(feed.truncated) << start;
  }
}

TEST(Bytes, EverySingleByteChangeOfAFeedLeavesAFeedOrAReason) {
  const std::string whole =
      "<?xml version='1.0'?><rss version='2.0'><channel><title>H</title><item><title>A &amp; B"
      "</title><link>https://h.example/1</link><![CDATA[x]]></item></channel></rss>";
  for (std::size_t at = 0; at < whole.size(); ++at) {
    for (const char byte : {'\0', '<', '>', '&', '\'', '\xFF', 'x'}) {
      std::string text = whole;
      text[at] = byte;
      const auto feed = parse(text);
      EXPECT_TRUE(feed || !feed.error().empty());
      if (feed) {
        EXPECT_LE(feed->items.size(), 2U) << text;
      }
    }
  }
}

TEST(Bytes, EveryStartOfAFeedKeepsItsWholeItems) {
  const std::string whole =
      "<rss><channel><title>H</title><item><title>1</title></item><item><title>2</title></item>"
      "</channel></rss>";
  const std::size_t first = whole.find("</item>") + 7;
  const std::size_t second = whole.rfind("</item>") + 7;
  for (std::size_t size = 5; size < whole.size(); ++size) {
    const auto feed = parse(whole.substr(0, size));
    ASSERT_TRUE(feed) << whole.substr(0, size);
    EXPECT_EQ(feed->items.size(), size >= second ? 2U : size >= first ? 1U : 0U) << size;
    EXPECT_TRUE(feed->truncated) << size;
  }
}

}  // namespace
}  // namespace tidings::feed
