#include <string>
#include <string_view>

#include <gmock/gmock.h>

#include "tests/parsers/feed/feed_support.hpp"

// Short documents that would become long ones. Nothing here is timed: what is quadratic does not
// end within the time that a test is given, or within the memory of the machine.
namespace tidings::feed {
namespace {

using testing::SizeIs;

constexpr std::size_t kItems = 50'000;
constexpr std::size_t kLong = 1'000'000;

std::string repeat(std::string_view piece, std::size_t times) {
  std::string text;
  text.reserve(piece.size() * times);
  for (std::size_t i = 0; i < times; ++i) text += piece;
  return text;
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
