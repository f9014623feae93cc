#include "daemon/ingest/filters.hpp"

#include <gtest/gtest.h>

namespace tidings::ingest {
namespace {

using namespace std::chrono_literals;

const WallTime kNow{std::chrono::milliseconds{1'780'000'000'000}};

DateTime published(std::chrono::seconds ago) {
  return DateTime::from_unix(
      std::chrono::duration_cast<std::chrono::seconds>(kNow.time_since_epoch() - ago).count());
}

TEST(Filters, WithoutPatternsEveryUrlPasses) {
  EXPECT_TRUE(Filters({}).allows_url("https://a.example/x"));
}

TEST(Filters, OneIncludePatternMustMatch) {
  const Filters filters({.include = {"/news/", "/world/"}});
  EXPECT_TRUE(filters.allows_url("https://a.example/world/1"));
  EXPECT_FALSE(filters.allows_url("https://a.example/sport/1"));
}

TEST(Filters, AnExcludePatternWinsOverAnIncludePattern) {
  const Filters filters({.include = {"/news/"}, .exclude = {"/news/live"}});
  EXPECT_FALSE(filters.allows_url("https://a.example/news/live/1"));
}

TEST(Filters, PatternsIgnoreCase) {
  EXPECT_FALSE(Filters({.title_exclude = {"horoscope"}}).allows_title("Horoscope for Monday"));
}

TEST(Filters, TextPatternsAreAskedOfTheText) {
  EXPECT_FALSE(Filters({.text_exclude = {"sponsored by"}})
                   .allows_text("A day at sea.\nSponsored by a ferry."));
}

TEST(Filters, AnItemOlderThanTheLimitIsFiltered) {
  const Filters filters({.max_age = 48h});
  EXPECT_FALSE(filters.allows_age(published(49h), kNow));
  EXPECT_TRUE(filters.allows_age(published(47h), kNow));
}

TEST(Filters, AnUnknownDateIsNotTooOld) {
  EXPECT_TRUE(Filters({.max_age = 1h}).allows_age(std::nullopt, kNow));
}

TEST(Filters, OnlyListedLanguagesPassAndUnknownOnesDo) {
  const Filters filters({.languages = {"en", "de"}});
  EXPECT_TRUE(filters.allows_language("de"));
  EXPECT_TRUE(filters.allows_language(""));
  EXPECT_FALSE(filters.allows_language("fr"));
}

TEST(Filters, FewerWordsThanTheMinimumAreFiltered) {
  const Filters filters({.min_words = 40});
  EXPECT_FALSE(filters.allows_words(39));
  EXPECT_TRUE(filters.allows_words(40));
}

}  // namespace
}  // namespace tidings::ingest
