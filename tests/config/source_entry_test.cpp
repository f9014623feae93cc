#include "config/source_entry.hpp"

#include <gtest/gtest.h>

namespace tidings::config {
namespace {

using Taken = std::set<std::string, std::less<>>;

std::string name_of(std::string_view title, std::string_view location) {
  Taken taken;
  return source_name(title, location, taken);
}

TEST(SourceName, JoinsTheWordsOfTheTitle) {
  EXPECT_EQ(name_of("The Paper: World's News!", ""), "the-paper-worlds-news");
  EXPECT_EQ(name_of("  --A--b  ", ""), "a-b");
}

TEST(SourceName, IsTheHostWhereTheTitleHasNoLetters) {
  EXPECT_EQ(name_of("خبر", "https://www.paper.example:8443/feed?x"), "paper-example");
  EXPECT_EQ(name_of("24", "http://me:pw@a.example/"), "a-example");
  EXPECT_EQ(name_of("", "https://127.0.0.1/f"), "source127-0-0-1");
  EXPECT_EQ(name_of("", ""), "source");
}

TEST(SourceName, DiffersFromThoseThatAreTaken) {
  Taken taken{"paper"};
  EXPECT_EQ(source_name("Paper", "", taken), "paper-2");
  EXPECT_EQ(source_name("Paper", "", taken), "paper-3");
}

TEST(SourceName, IsNoLongerThanFortyLetters) {
  EXPECT_EQ(name_of(std::string(100, 'a'), "").size(), 40U);
}

TEST(SourceEntry, QuotesTheAddress) {
  EXPECT_EQ(source_entry("a", SourceKind::kFeed, "https://a.example/?x={1}#\"\\\n"),
            "  - {name: a, feed: \"https://a.example/?x={1}#\\\"\\\\\\x0a\"}\n");
}

}  // namespace
}  // namespace tidings::config
