#include "parsers/feed/item_sink.hpp"

#include <string>

#include <gtest/gtest.h>

namespace tidings::feed {
namespace {

struct Taken {
  Feed feed;
  int items = 0;
  std::size_t count = 0;
  bool last = true;  // what the last add() said
};

// Adds items of a title each until the sink wants no more.
Taken add_titles(std::initializer_list<std::string_view> titles, const Options& options,
                 int enough = 1000) {
  Taken taken;
  const ItemHandler handler = [&taken, enough](Item&&) { return ++taken.items < enough; };
  ItemSink sink(taken.feed, options, handler);
  for (const std::string_view title : titles) {
    Item item;
    item.title = title;
    taken.last = sink.add(std::move(item));
    if (!taken.last) break;
  }
  taken.count = sink.count();
  return taken;
}

TEST(ItemSink, PassesOnAsManyItemsAsAreAllowed) {
  const Taken taken = add_titles({"a", "b"}, {.max_items = 2});
  EXPECT_EQ(taken.items, 2);
  EXPECT_TRUE(taken.last);
  EXPECT_FALSE(taken.feed.truncated);
}

TEST(ItemSink, TheItemBeyondThemIsNotPassedOn) {
  const Taken taken = add_titles({"a", "b", "c"}, {.max_items = 2});
  EXPECT_EQ(taken.items, 2);
  EXPECT_EQ(taken.count, 2U);
  EXPECT_FALSE(taken.last);
  EXPECT_TRUE(taken.feed.truncated);
  EXPECT_EQ(taken.feed.note, "there are more items than are read");
}

TEST(ItemSink, TextOfTheItemsTogetherMayReachTheLimit) {
  const Taken taken = add_titles({"abc", "def"}, {.max_text_bytes = 6});
  EXPECT_EQ(taken.items, 2);
  EXPECT_FALSE(taken.feed.truncated);
}

TEST(ItemSink, TheItemWhoseTextIsBeyondItIsNotPassedOn) {
  const Taken taken = add_titles({"abc", "defg"}, {.max_text_bytes = 6});
  EXPECT_EQ(taken.items, 1);
  EXPECT_TRUE(taken.feed.truncated);
  EXPECT_EQ(taken.feed.note, "there is more text than is read");
}

TEST(ItemSink, AReceiverThatHasEnoughIsNoTruncation) {
  const Taken taken = add_titles({"a", "b", "c"}, {}, /*enough=*/2);
  EXPECT_EQ(taken.items, 2);
  EXPECT_FALSE(taken.last);
  EXPECT_FALSE(taken.feed.truncated);
}

TEST(ItemSink, SummaryAndContentCountAsText) {
  Feed feed;
  const Options options{.max_text_bytes = 5};
  const ItemHandler handler = [](Item&&) { return true; };
  ItemSink sink(feed, options, handler);
  Item item;
  item.title = "ab";
  item.summary = "cd";
  item.content = "ef";
  EXPECT_FALSE(sink.add(std::move(item)));
}

struct Lending {
  Feed feed;
  Options options;
  ItemHandler handler;
  ItemSink sink{feed, options, handler};
};

TEST(ItemSinkLends, ALanguageOfTheLimitAndNoneThatIsLonger) {
  Lending lending;
  lending.sink.lend(std::string(kMaxLentBytes, 'a'), {});
  EXPECT_EQ(lending.feed.language, std::string(kMaxLentBytes, 'a'));
  lending.sink.lend(std::string(kMaxLentBytes + 1, 'a'), {});
  EXPECT_EQ(lending.feed.language, "");
}

TEST(ItemSinkLends, TheFirstAuthorsThatTogetherAreWithinTheLimit) {
  Lending lending;
  const std::vector<std::string> authors{std::string(kMaxLentBytes - 1, 'a'), "b", "c"};
  lending.sink.lend("", authors);
  EXPECT_EQ(lending.feed.authors, std::vector(authors.begin(), authors.begin() + 2));
}

TEST(ItemSinkLends, WhatIsSetLastAndNothingOfBefore) {
  Lending lending;
  lending.sink.lend("de", {"a"});
  lending.sink.lend("", {"b"});
  EXPECT_EQ(lending.feed.language, "");
  EXPECT_EQ(lending.feed.authors, std::vector<std::string>{"b"});
}

}  // namespace
}  // namespace tidings::feed
