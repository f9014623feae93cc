#include <string>
#include <string_view>

#include <gmock/gmock.h>

#include "parsers/feed/html_text.hpp"
#include "tests/parsers/feed/feed_support.hpp"

// Short documents that would become long ones: what a feed says once and every item takes over, and
// an address that every link is resolved against. Nothing here is timed: what is quadratic does not
// end within the time that a test is given, or within the memory of the machine.
namespace tidings::feed {
namespace {

using testing::IsEmpty;
using testing::SizeIs;

constexpr std::size_t kItems = 50'000;
constexpr std::size_t kLong = 1'000'000;

std::string repeat(std::string_view piece, std::size_t times) {
  std::string text;
  text.reserve(piece.size() * times);
  for (std::size_t i = 0; i < times; ++i) text += piece;
  return text;
}

struct Case {
  std::string_view name;
  std::string_view before;
  std::string_view long_value;
  std::string_view between;
  std::string_view item;
  std::string_view behind;
};

class Lent : public testing::TestWithParam<Case> {};

// Fifty thousand items of a megabyte each are more than there is memory.
TEST_P(Lent, ALongValueIsNotCopiedIntoEveryItem) {
  const Case& c = GetParam();
  std::size_t bytes = 0;
  for (const Item& item :
       parsed(std::string(c.before) + repeat(c.long_value, kLong / c.long_value.size()) +
              std::string(c.between) + repeat(c.item, kItems - 1) + std::string(c.behind))
           .items) {
    bytes += item.language.size();
    for (const std::string& author : item.authors) bytes += author.size();
  }
  EXPECT_LE(bytes, 100'000'000U);
}

constexpr Case kLent[] = {
    {"AtomAuthor", "<feed><author><name>", "a b ", "</name></author>", "<entry/>", "</feed>"},
    {"AtomAuthorOfTags", "<feed><author><name>", "&lt;b&gt;", "</name></author>", "<entry/>",
     "</feed>"},
    {"AtomAuthors", "<feed>", "<author><name>a b c d e f</name></author>", "", "<entry/>",
     "</feed>"},
    {"RssLanguage", "<rss><channel><language>", "ab", "</language>", "<item/>", "</channel></rss>"},
    {"JsonAuthor", R"({"authors":[")", "a b ", R"("],"items":[)", "{},", "{}]}"},
    {"JsonLanguage", R"({"language":")", "ab", R"(","items":[)", "{},", "{}]}"},
};
INSTANTIATE_TEST_SUITE_P(BeforeTheItems, Lent, testing::ValuesIn(kLent),
                         [](const auto& test) { return std::string(test.param.name); });

TEST(LentBehindTheItems, ALongAuthorIsNotCopiedIntoEveryItem) {
  const Feed feed = parsed("<feed>" + repeat("<entry/>", kItems) + "<author><name>" +
                           repeat("a b ", kLong / 4) + "</name></author></feed>");
  ASSERT_THAT(feed.items, SizeIs(kItems));
  EXPECT_THAT(feed.items[0].authors, IsEmpty());
}

TEST(LentByAttributes, ALongLanguageIsNone) {
  const std::string language(60'000, 'a');
  EXPECT_EQ(parsed("<rss xml:lang='" + language + "'><channel><item/></channel></rss>")
                .items.at(0)
                .language,
            "");
  EXPECT_EQ(parsed("<feed xml:lang='" + language + "'><entry/></feed>").items.at(0).language, "");
}

// RFC 5646 4.4: no tag is longer than a few subtags.
TEST(LentByAttributes, ALanguageOfManySubtagsIsKept) {
  const std::string language = "zh-cmn-Hans-CN-a-one-two-b-three-four-x-private-use";
  EXPECT_EQ(parsed("<feed xml:lang='" + language + "'><entry/></feed>").items.at(0).language,
            language);
}

TEST(LentByAttributes, ALongBaseIsNone) {
  const std::string base = "https://o.example/" + std::string(60'000, 'a') + "/";
  EXPECT_EQ(parsed("<feed xml:base='" + base + "'><entry><link href='b'/></entry></feed>",
                   {.base_url = "https://h.example/"})
                .items.at(0)
                .link,
            "https://h.example/b");
}

TEST(LinksOfHtml, GrowByAMegabyteAtMost) {
  const std::string base = "https://h.example/" + std::string(2000, 'a') + "/";
  const std::string html = repeat("<a href=b>", 100'000);
  const std::string resolved = resolve_html_links(html, base);
  EXPECT_TRUE(resolved.starts_with("<a href=" + base + "b>"));
  EXPECT_LE(resolved.size(), html.size() + 1'100'000);
  EXPECT_TRUE(resolved.ends_with("<a href=b>"));
}

TEST(SkippedHours, OfAMillionAreNotReadAnewForEveryItem) {
  EXPECT_THAT(parsed("<rss><channel><skipHours>" + repeat("<hour>1</hour>", 1'000'000) +
                     "</skipHours>" + repeat("<item/>", kItems) + "</channel></rss>")
                  .items,
              SizeIs(kItems));
}

TEST(JsonLists, OfItemsAreNotAsManyDescriptionsOfTheFeed) {
  const Feed feed = parsed(R"({"title":")" + repeat("a b ", kLong / 4) + "\"," +
                           repeat(R"("items":[],)", 200'000) + R"("language":"de"})");
  EXPECT_EQ(feed.title.size(), kLong - 1);
  EXPECT_EQ(feed.language, "de");
}

}  // namespace
}  // namespace tidings::feed
