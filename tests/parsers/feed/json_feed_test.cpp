#include <gmock/gmock.h>

#include "parsers/feed/json_text.hpp"
#include "tests/parsers/feed/feed_support.hpp"

namespace tidings::feed {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

std::string feed_of(std::string_view items) {
  return R"({"version":"https://jsonfeed.org/version/1.1","title":"Harbour",)"
         R"("home_page_url":"https://h.example/","items":[)" +
         std::string(items) + "]}";
}

Item item_of(std::string_view members, const Options& options = {}) {
  const Feed feed = parsed(feed_of("{" + std::string(members) + "}"), options);
  EXPECT_EQ(feed.items.size(), 1U);
  return feed.items.empty() ? Item() : feed.items.front();
}

TEST(JsonFeed11, TopLevelAndItems) {
  const Feed feed = parsed(feed_of(
      R"({"id":"1","url":"https://h.example/1","title":"Ferry","content_html":"<p>Late</p>",)"
      R"("summary":"S & T","date_published":"2024-03-14T09:26:53+01:00",)"
      R"("date_modified":"2024-03-15T00:00:00Z","authors":[{"name":"Mary Pen"}],)"
      R"("tags":["a","b"],"language":"de","attachments":[{"url":"https://h.example/a.mp3",)"
      R"("mime_type":"audio/mpeg","size_in_bytes":12}]})"));
  EXPECT_EQ(feed.format, "json feed 1.1");
  EXPECT_EQ(feed.title, "Harbour");
  EXPECT_EQ(feed.link, "https://h.example/");
  const Item& item = feed.items[0];
  EXPECT_EQ(item.id, "1");
  EXPECT_EQ(item.content, "<p>Late</p>");
  EXPECT_EQ(item.summary, "S &amp; T");
  EXPECT_EQ(time_of(item.published), "2024-03-14T09:26:53+01:00");
  EXPECT_EQ(time_of(item.updated), "2024-03-15T00:00:00Z");
  EXPECT_THAT(item.authors, ElementsAre("Mary Pen"));
  EXPECT_THAT(item.categories, ElementsAre("a", "b"));
  EXPECT_EQ(item.language, "de");
  ASSERT_EQ(item.enclosures.size(), 1U);
  EXPECT_EQ(item.enclosures[0].length, 12U);
}

TEST(JsonFeed10, TheAuthorIsOneObject) {
  EXPECT_THAT(item_of(R"("id":"1","author":{"name":"Mary Pen","url":"x"})").authors,
              ElementsAre("Mary Pen"));
}

TEST(JsonFeed11, AnItemWithoutAuthorsOrLanguageHasTheFeedsWhereverTheyStand) {
  for (const std::string_view text :
       {R"({"authors":[{"name":"Mary Pen"}],"language":"cy","items":[{"id":"1"}]})",
        R"({"items":[{"id":"1"}],"authors":[{"name":"Mary Pen"}],"language":"cy"})"}) {
    const Feed feed = parsed(text);
    EXPECT_THAT(feed.items[0].authors, ElementsAre("Mary Pen")) << text;
    EXPECT_EQ(feed.items[0].language, "cy") << text;
  }
}

TEST(JsonFeed11, NumbersAsIdsCountAsText) { EXPECT_EQ(item_of(R"("id":17)").id, "17"); }

TEST(JsonFeed11, ContentTextIsEscapedToHtml) {
  EXPECT_EQ(item_of(R"("id":"1","content_text":"a <b> & c")").content, "a &lt;b&gt; &amp; c");
}

TEST(JsonFeed11, ExtensionsNeverShadowMembers) {
  EXPECT_EQ(item_of(R"("_x":{"title":"no","items":[{"title":"no"}]},"title":"yes")").title, "yes");
}

TEST(JsonFeed11, ItemsThatAreNoObjectsAreLeftOut) {
  EXPECT_EQ(parsed(feed_of(R"("x",[1,{"id":"no"}],{"id":"1"})")).items.size(), 1U);
}

TEST(JsonFeed11, RelativeAddressesResolve) {
  EXPECT_EQ(item_of(R"("url":"/1")", {.base_url = "https://h.example/f.json"}).link,
            "https://h.example/1");
}

TEST(JsonFeed11, ATruncatedOneKeepsItsWholeItems) {
  const Feed feed = parsed(R"({"version":"1","items":[{"id":"1"},{"id":"2)");
  EXPECT_TRUE(feed.truncated);
  EXPECT_EQ(feed.items.size(), 1U);
}

TEST(JsonFeed11, OtherJsonIsNone) {
  EXPECT_THAT(error_of("[1,2]"), HasSubstr("not a JSON Feed"));
  EXPECT_THAT(error_of(R"({"a":1})"), HasSubstr("no items"));
  EXPECT_THAT(error_of(R"({"items":[{"id":)"), HasSubstr("breaks off"));
}

TEST(JsonFeed11, Rfc8259_9_NestingIsLimited) {
  EXPECT_EQ(error_of(std::string(100'000, '[')), "this is JSON that is nested too deeply");
  EXPECT_EQ(error_of(feed_of(std::string(100'000, '['))), "this is JSON that is nested too deeply");
}

// JSON Feed 1.1: "if a value is not of the right type, ignore it".
TEST(JsonFeed11, ValuesOfTheWrongTypeCountAsAbsent) {
  const Item item =
      item_of(R"("id":"1","url":["https://h.example/1"],"title":{"x":"no"},"summary":null,)"
              R"("content_text":true,"authors":"Mary Pen","tags":{"a":1},"attachments":"a.mp3",)"
              R"("date_published":20240314)");
  EXPECT_EQ(item.id, "1");
  EXPECT_EQ(item.link, "");
  EXPECT_EQ(item.title, "");
  EXPECT_EQ(item.summary, "");
  EXPECT_EQ(item.content, "");
  EXPECT_TRUE(item.authors.empty());
  EXPECT_TRUE(item.categories.empty());
  EXPECT_TRUE(item.enclosures.empty());
}

TEST(JsonFeed11, TheUrlIsTheLinkElseTheExternalOne) {
  EXPECT_EQ(item_of(R"("url":"https://h.example/1","external_url":"https://o.example/")").link,
            "https://h.example/1");
  EXPECT_EQ(item_of(R"("id":"1","external_url":"https://o.example/")").link, "https://o.example/");
  EXPECT_EQ(item_of(R"("url":"javascript:x","external_url":"https://o.example/")").link,
            "https://o.example/");
}

TEST(JsonFeed11, HtmlGoesBeforeText) {
  EXPECT_EQ(item_of(R"("content_text":"t","content_html":"<b>h</b>")").content, "<b>h</b>");
}

TEST(JsonFeed11, LinksWithinContentResolve) {
  EXPECT_EQ(
      item_of(R"("content_html":"<a href=\"/x\">t</a>")", {.base_url = "https://h.example/f.json"})
          .content,
      "<a href=\"https://h.example/x\">t</a>");
}

TEST(JsonFeed11, AuthorsAreListedOnceAndByNameOnly) {
  EXPECT_THAT(item_of(R"("authors":[{"name":"A"},{"url":"https://h.example/"},{"name":"A"},)"
                      R"({"name":"B"}])")
                  .authors,
              ElementsAre("A", "B"));
}

TEST(JsonFeed10, TheVersionIsTheLastPartOfItsAddress) {
  EXPECT_EQ(parsed(R"({"version":"https://jsonfeed.org/version/1","items":[]})").format,
            "json feed 1");
  EXPECT_EQ(parsed(R"({"items":[]})").format, "json feed");
  EXPECT_EQ(parsed(R"({"version":"a/very-long-version","items":[]})").format, "json feed");
}

TEST(JsonFeed11, AByteOrderMarkAndBlanksAreSkipped) {
  EXPECT_EQ(parsed("\xEF\xBB\xBF\n " + feed_of(R"({"id":"1"})")).items.size(), 1U);
}

TEST(JsonFeed11, AFieldBeyondTheLimitIsCutBetweenCharacters) {
  const Feed feed =
      parsed(feed_of("{\"content_text\":\"\u00E9\u00E9\u00E9\u00E9\"}"), {.max_field_bytes = 5});
  EXPECT_EQ(feed.items[0].content, "\u00E9\u00E9");
  EXPECT_EQ(feed.note, "a value was cut off");
}

TEST(JsonFeed11, DamageKeepsTheItemsBeforeIt) {
  for (const std::string_view damage :
       {R"({"id":"2",})", R"({"id":"2" "x"})", R"({'id':'2'})", "{\"id\":\"\x01\"}", "nul", "]"}) {
    const Feed feed = parsed(R"({"items":[{"id":"1"},)" + std::string(damage));
    EXPECT_EQ(feed.items.size(), 1U) << damage;
    EXPECT_TRUE(feed.truncated) << damage;
  }
}

TEST(JsonText, Rfc8259_8_2_LoneSurrogatesBecomeReplacements) {
  EXPECT_EQ(repair_json_escapes(R"("\ud83d\ude00 \\ud83d")"), "");
  EXPECT_EQ(repair_json_escapes(R"("a\ud83d b")"), R"("a\uFFFD b")");
  EXPECT_EQ(repair_json_escapes(R"("\ude00\ud83d\ud83d\ude00")"), R"("\uFFFD\uFFFD\ud83d\ude00")");
}

TEST(JsonText, NullCharactersAreLeftOut) {
  EXPECT_EQ(repair_json_escapes(R"("a\u0000b")"), R"("ab")");
  EXPECT_EQ(item_of(R"("title":"a\u0000b\ud800")").title, "ab\xEF\xBF\xBD");
}

}  // namespace
}  // namespace tidings::feed
