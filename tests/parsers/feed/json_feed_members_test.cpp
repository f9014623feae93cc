#include <string>
#include <string_view>

#include <gmock/gmock.h>

#include "parsers/feed/json_text.hpp"
#include "tests/parsers/feed/feed_support.hpp"

// JSON Feed 1.1, member by member, with values of the right type and of every other one.
namespace tidings::feed {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

Item item_of(std::string_view members) {
  const Feed feed = parsed("{\"items\":[{" + std::string(members) + "}]}");
  EXPECT_THAT(feed.items, SizeIs(1)) << members;
  return feed.items.empty() ? Item() : feed.items.front();
}

Feed feed_of(std::string_view members) {
  return parsed("{" + std::string(members) + ",\"items\":[]}");
}

struct Case {
  std::string_view name;
  std::string_view json;
  std::string_view expected;
};

class TopLevel : public testing::TestWithParam<Case> {};

TEST_P(TopLevel, IsRead) {
  const Feed feed = feed_of(GetParam().json);
  std::string authors;
  for (const std::string& author : feed.authors) authors += author + ",";
  EXPECT_EQ(feed.title + "|" + feed.link + "|" + feed.language + "|" + authors,
            GetParam().expected);
}

constexpr Case kTopLevel[] = {
    {"Title", R"("title":"Harbour\n News")", "Harbour News|||"},
    {"TitleIsNoHtml", R"("title":"<b>H</b> &amp;")", "<b>H</b> &amp;|||"},
    {"HomePage", R"("home_page_url":"https://h.example/")", "|https://h.example/||"},
    {"HomePageOfAnotherScheme", R"("home_page_url":"javascript:x")", "|||"},
    {"FeedUrlIsNoHomePage", R"("feed_url":"https://h.example/f.json")", "|||"},
    {"Language", R"("language":"en-GB")", "||en-GB|"},
    {"Authors", R"("authors":[{"name":"A"},{"name":"B"}])", "|||A,B,"},
    {"AuthorsAsNames", R"("authors":["A","B"])", "|||A,B,"},
    {"AuthorOf10", R"("author":{"name":"A","avatar":"a"})", "|||A,"},
    {"AuthorWithoutAName", R"("author":{"url":"https://h.example/a"})", "|||"},
    {"DescriptionAndIcon", R"("description":"d","icon":"i","favicon":"f","expired":true)", "|||"},
    {"Hubs", R"("hubs":[{"type":"rssCloud","url":"https://hub.example/"}])", "|||"},
    {"ANumberAsTitle", R"("title":7)", "7|||"},
    {"ANegativeNumber", R"("title":-7)", "-7|||"},
    {"AFraction", R"("title":1.50)", "1.50|||"},
    {"NullAndTrue", R"("title":null,"language":true)", "|||"},
    {"AnObjectAsTitle", R"("title":{"title":"no"})", "|||"},
    {"TheLastOfTwo", R"("title":"a","title":"b")", "b|||"},
    {"Extension", R"("_x":{"title":"no"},"title":"yes")", "yes|||"},
};
INSTANTIATE_TEST_SUITE_P(JsonFeed11, TopLevel, testing::ValuesIn(kTopLevel), name_of);

class Member : public testing::TestWithParam<Case> {};

TEST_P(Member, FillsItsPlace) {
  const Item item = item_of(GetParam().json);
  std::string text = item.id + "|" + item.link + "|" + item.title + "|" + item.summary + "|" +
                     item.content + "|" + time_of(item.published) + "|" + time_of(item.updated);
  EXPECT_EQ(text, GetParam().expected);
}

constexpr Case kMembers[] = {
    {"Id", R"("id":"a b")",
     "a b||||"
     "|none|none"},
    {"IdThatIsANumber", R"("id":12345678901234567890)",
     "12345678901234567890||||"
     "|none|none"},
    {"IdThatIsNegative", R"("id":-1)",
     "-1||||"
     "|none|none"},
    {"IdThatIsAFraction", R"("id":1.0)",
     "1.0||||"
     "|none|none"},
    {"Url", R"("url":"https://h.example/1")",
     "https://h.example/1|https://h.example/1||||none|none"},
    {"ExternalUrl", R"("external_url":"https://o.example/1")",
     "https://o.example/1|https://o.example/1||||none|none"},
    {"Title", R"("id":"1","title":" a\tb ")", "1||a b|||none|none"},
    {"Summary", R"("id":"1","summary":"1 < 2")", "1|||1 &lt; 2||none|none"},
    {"ContentHtml", R"("id":"1","content_html":"<p>a")", "1||||<p>a|none|none"},
    {"ContentText", R"("id":"1","content_text":"1 < 2 & \"3\"")",
     "1||||1 &lt; 2 &amp; &quot;3&quot;|none|none"},
    {"EmptyContentHtml", R"("id":"1","content_html":"","content_text":"t")", "1||||t|none|none"},
    {"DatePublished", R"("id":"1","date_published":"2024-03-14T09:26:53Z")",
     "1|||||2024-03-14T09:26:53Z|none"},
    {"DateModified", R"("id":"1","date_modified":"2024-03-14")", "1|||||none|2024-03-14"},
    {"DateAsANumber", R"("id":"1","date_published":1710408413)", "1|||||2024-03-14T09:26:53Z|none"},
    {"DateThatIsNone", R"("id":"1","date_published":"soon")", "1|||||none|none"},
    {"ImageAndBanner", R"("id":"1","image":"i","banner_image":"b")", "1|||||none|none"},
    {"Nothing", "", "|||||none|none"},
};
INSTANTIATE_TEST_SUITE_P(JsonFeed11, Member, testing::ValuesIn(kMembers), name_of);

TEST(Tags, AreTextsEachOnce) {
  const Item item = item_of("\"tags\":[\"a\",\" b\\n\",7,null,\"a\",{\"t\":\"no\"},[\"no\"],\"\"]");
  EXPECT_THAT(item.categories, ElementsAre("a", "b", "7"));
}

TEST(Tags, AreLimited) {
  std::string tags;
  for (int i = 0; i < 1000; ++i) tags += (i > 0 ? ",\"t" : "\"t") + std::to_string(i) + "\"";
  EXPECT_THAT(item_of("\"tags\":[" + tags + "]").categories, SizeIs(kMaxListed));
}

TEST(Authors, AsNamesAreLimited) {
  std::string names;
  for (int i = 0; i < 1000; ++i) names += (i > 0 ? ",\"a" : "\"a") + std::to_string(i) + "\"";
  EXPECT_THAT(item_of("\"authors\":[" + names + "]").authors, SizeIs(kMaxListed));
}

TEST(Authors, OfAnItemGoBeforeThoseOfTheFeed) {
  const Feed feed = parsed(R"({"authors":[{"name":"F"}],"items":[{"authors":[{"name":"I"}]},{}]})");
  EXPECT_THAT(feed.items[0].authors, ElementsAre("I"));
  EXPECT_THAT(feed.items[1].authors, ElementsAre("F"));
}

TEST(Authors, AreReadAsNamesNotAsHtmlOrMail) {
  EXPECT_THAT(item_of(R"j("authors":[{"name":"pen@h.example (Mary Pen)"}])j").authors,
              ElementsAre("Mary Pen"));
}

TEST(Attachments, KeepAddressTypeAndSize) {
  const Item item =
      item_of(R"("attachments":[{"url":"https://h.example/a","mime_type":"audio/mpeg",)"
              R"("size_in_bytes":"12","duration_in_seconds":3,"title":"no"},{"mime_type":"x"},)"
              R"({"url":"https://h.example/b","size_in_bytes":1.5},7,["https://h.example/c"]])");
  ASSERT_THAT(item.enclosures, SizeIs(2));
  EXPECT_EQ(item.enclosures[0].type, "audio/mpeg");
  EXPECT_EQ(item.enclosures[0].length, 12U);
  EXPECT_EQ(item.enclosures[1].url, "https://h.example/b");
  EXPECT_FALSE(item.enclosures[1].length.has_value());
}

TEST(Items, ThatAreNoListMakeNoFeed) {
  for (const std::string_view json :
       {R"({"items":{}})", R"({"items":"x"})", R"({"items":null})", R"({"title":"items"})"}) {
    EXPECT_EQ(error_of(json), "this is JSON, but not a JSON Feed: it has no items") << json;
  }
}

TEST(Items, OfAnObjectWithinAnotherAreNone) {
  EXPECT_EQ(error_of(R"({"feed":{"items":[{"id":"1"}]}})"),
            "this is JSON, but not a JSON Feed: it has no items");
}

TEST(Items, InTwoListsAreAllRead) {
  EXPECT_THAT(parsed(R"({"items":[{"id":"1"}],"items":[{"id":"2"}]})").items, SizeIs(2));
}

TEST(Items, DoNotLendToEachOther) {
  const Feed feed = parsed(R"({"items":[{"id":"1","title":"a","tags":["t"]},{"id":"2"}]})");
  EXPECT_EQ(feed.items[1].title, "");
  EXPECT_THAT(feed.items[1].categories, IsEmpty());
}

// Whole items of every start of a document, as of an XML feed.
TEST(Truncation, AtEveryByteKeepsTheWholeItems) {
  const std::string whole = R"({"title":"H","items":[{"id":"1"},{"id":"2","tags":["a"]}],"x":[]})";
  const std::size_t first = whole.find('}') + 1;
  const std::size_t second = whole.find('}', first) + 1;
  for (std::size_t size = 1; size < whole.size(); ++size) {
    const auto feed = parse(whole.substr(0, size));
    const std::size_t items = size >= second ? 2 : size >= first ? 1 : 0;
    ASSERT_EQ(feed.has_value(), items > 0) << size;
    if (!feed) continue;
    EXPECT_THAT(feed->items, SizeIs(items)) << size;
    EXPECT_TRUE(feed->truncated) << size;
  }
}

struct Escapes {
  std::string_view json;
  std::string_view repaired;  // empty: nothing was to be changed
};

class Rfc8259_7 : public testing::TestWithParam<Escapes> {};

TEST_P(Rfc8259_7, EscapesAreRepairedWhereTheyStandForNothing) {
  EXPECT_EQ(repair_json_escapes(GetParam().json), GetParam().repaired);
}

constexpr Escapes kEscapes[] = {
    {R"("a")", ""},
    {R"("\"\\\/\b\f\n\r\t")", ""},
    {R"("\u00e9\u20AC")", ""},
    {R"("\uD83D\uDE00")", ""},
    {R"("\ud800")", R"("\uFFFD")"},
    {R"("\udc00")", R"("\uFFFD")"},
    {R"("\ud800\u0041")", R"("\uFFFD\u0041")"},
    {R"("\ud800\ud800\udc00")", R"("\uFFFD\ud800\udc00")"},
    {R"("\udc00\ud800")", R"("\uFFFD\uFFFD")"},
    {R"("\u0000")", R"("")"},
    {R"("\u0000\u0000a")", R"("a")"},
    {R"("\\u0000\\ud800")", ""},
    {R"("\\\ud800")", R"("\\\uFFFD")"},
    {R"("\u00")", ""},
    {R"("\uZZZZ\u-001\u+001")", ""},
    {R"(\)", ""},
    {R"(\u)", ""},
    {"", ""},
};
INSTANTIATE_TEST_SUITE_P(Json, Rfc8259_7, testing::ValuesIn(kEscapes));

}  // namespace
}  // namespace tidings::feed
