#include "parsers/html/document.hpp"

#include <string>

#include <gmock/gmock.h>

#include "parsers/html/node.hpp"
#include "tests/support/cpu_time.hpp"

namespace tidings::html {
namespace {

using testing::HasSubstr;
using testing::SizeIs;

std::string text_of_page(std::string page) {
  const auto document = Document::parse(std::move(page));
  return document ? text_of(*document->root()) : document.error();
}

TEST(Document, HoldsTheTreeOfAPage) {
  EXPECT_EQ(text_of_page("<title>t</title><p>a <b>b</b>c<p>d"), "t a bc d");
}

TEST(Document, OfNothingIsAnEmptyPage) {
  const auto document = Document::parse("");
  ASSERT_TRUE(document);
  EXPECT_EQ(tag_of(*document->root()), GUMBO_TAG_HTML);
  EXPECT_FALSE(document->cost().truncated);
}

TEST(Document, ReadsNoscriptAsContent) {
  EXPECT_EQ(text_of_page("<body><noscript><p>a &amp; b</p></noscript>"), "a & b");
}

TEST(Document, KeepsJsonScriptsBesideTheTree) {
  const auto document = Document::parse("<script type=application/ld+json>{}</script>a");
  ASSERT_TRUE(document);
  EXPECT_THAT(document->json_scripts(), SizeIs(1));
  EXPECT_EQ(text_of(*document->root()), "a");
}

TEST(Document, SurvivesAMove) {
  auto first = Document::parse("<p>short");
  ASSERT_TRUE(first);
  const Document second = std::move(*first);
  EXPECT_EQ(text_of(*second.root()), "short");
}

TEST(Document, CutsInputThatIsTooLongBetweenCharacters) {
  const auto document = Document::parse("a\xC3\xA9\xC3\xA9", {.max_input_bytes = 4});
  ASSERT_TRUE(document);
  EXPECT_TRUE(document->cost().truncated);
  EXPECT_EQ(text_of(*document->root()), "a\xC3\xA9");
}

TEST(Document, KeepsWhatWasReadBeforeTheArenaWasFull) {
  std::string page = "<p>first</p>";
  for (int i = 0; i < 10'000; ++i) page += "<p>more</p>";
  const auto document = Document::parse(page, {.max_arena_bytes = 1'000'000});
  ASSERT_TRUE(document);
  EXPECT_TRUE(document->cost().truncated);
  EXPECT_LE(document->cost().arena_bytes, 1'000'000U);
  EXPECT_THAT(text_of(*document->root()), HasSubstr("first more"));
}

TEST(Document, SaysSoWhenThereIsNoRoomAtAll) {
  const auto document = Document::parse("<p>a", {.max_arena_bytes = 1000});
  ASSERT_FALSE(document);
  EXPECT_THAT(document.error(), HasSubstr("limits"));
}

TEST(Document, StopsAtItsDeadline) {
  std::string page;
  for (int i = 0; i < 100'000; ++i) page += "<div>";
  const auto document = Document::parse(page, {.max_cpu = std::chrono::milliseconds(30)});
  ASSERT_TRUE(document);
  EXPECT_TRUE(document->cost().truncated);
  EXPECT_LT(document->cost().cpu, std::chrono::milliseconds(200) * kSlowdown);
}

TEST(Document, OfAPlainPageCostsLittleMemory) {
  std::string page;
  for (int i = 0; i < 2000; ++i) page += "<div class=a><p>Some words of a page.</p></div>\n";
  const auto document = Document::parse(page);
  ASSERT_TRUE(document);
  EXPECT_LT(document->cost().arena_bytes, 5'000'000U);
}

}  // namespace
}  // namespace tidings::html
