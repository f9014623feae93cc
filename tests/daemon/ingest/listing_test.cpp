#include "daemon/ingest/listing.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace tidings::ingest {
namespace {

using testing::ElementsAre;
using testing::SizeIs;

const WallTime kNow{std::chrono::milliseconds{1'780'000'000'000}};

feed::Item item(const std::string& link) {
  feed::Item item;
  item.link = link;
  item.id = link;
  return item;
}

feed::Feed feed_of(std::vector<feed::Item> items) {
  feed::Feed feed;
  feed.items = std::move(items);
  return feed;
}

Listing listing_of(const feed::Feed& feed, const config::Source& source = {}, bool first = false) {
  return read_listing(feed, source, Filters(source.filters), {}, kNow, first);
}

ListedItem listed(feed::Item item, const config::Source& source = {}) {
  Listing listing = listing_of(feed_of({std::move(item)}), source);
  EXPECT_THAT(listing.items, SizeIs(1));
  return listing.items.empty() ? ListedItem() : listing.items.front();
}

TEST(Listing, ASummaryIsPlainText) {
  feed::Item given = item("https://a.example/1");
  given.summary = "<p>Ferry &amp; storm.</p><p>More</p>";
  EXPECT_EQ(listed(given).summary, "Ferry & storm. More");
}

TEST(Listing, WithoutASummaryTheContentsBeginningIsOne) {
  feed::Item given = item("https://a.example/1");
  given.content = "<p>How it begins.</p>";
  EXPECT_EQ(listed(given).summary, "How it begins.");
}

TEST(Listing, ALongSummaryEndsWithAWholeWord) {
  feed::Item given = item("https://a.example/1");
  for (int i = 0; i < 500; ++i) given.summary += "caf\u00E9 ";
  const std::string summary = listed(given).summary;
  EXPECT_LE(summary.size(), kMaxSummary);
  EXPECT_TRUE(summary.ends_with("caf\u00E9"));
}

TEST(Listing, TheContentIsTakenOnlyWhereTheSourceSaysThatItIsTheWholeText) {
  feed::Item given = item("https://a.example/1");
  given.content = "<p>All of it.</p>";
  EXPECT_EQ(listed(given).content, "");
  config::Source source;
  source.full_text_in_feed = true;
  EXPECT_EQ(listed(given, source).content, "<p>All of it.</p>");
}

TEST(Listing, AFullTextMayStandInTheDescription) {
  feed::Item given = item("https://a.example/1");
  given.summary = "<p>All of it.</p>";
  config::Source source;
  source.full_text_in_feed = true;
  EXPECT_EQ(listed(given, source).content, "<p>All of it.</p>");
}

TEST(Listing, AuthorsAndLanguageGoWithTheItem) {
  feed::Item given = item("https://a.example/1");
  given.authors = {"Ann Lee", "Bo Ek"};
  given.language = "en-GB";
  EXPECT_THAT(listed(given).authors, ElementsAre("Ann Lee", "Bo Ek"));
  EXPECT_EQ(listed(given).language, "en-GB");
}

TEST(Listing, AnAddressIsListedOnce) {
  EXPECT_THAT(
      listing_of(feed_of({item("https://a.example/1"), item("HTTPS://A.example/1#top")})).items,
      SizeIs(1));
}

TEST(Listing, WhatIsNoWebAddressIsRefusedNotDropped) {
  EXPECT_EQ(listed(item("https://a.example:x/")).refused, state::Reason::kBadUrl);
  EXPECT_EQ(listed(item("https://a.example/" + std::string(2048, 'x'))).refused,
            state::Reason::kBadUrl);
}

TEST(Listing, OfANewSourceTheNewestAreTakenWhateverTheirPlace) {
  std::vector<feed::Item> items;
  for (int i = 0; i < 4; ++i) {
    items.push_back(item("https://a.example/" + std::to_string(i)));
    items.back().published = DateTime::from_unix(1'700'000'000 + i * 1000);
  }
  config::Source source;
  source.first_poll = 2;
  const Listing listing = listing_of(feed_of(items), source, /*first=*/true);
  ASSERT_THAT(listing.items, SizeIs(4));
  EXPECT_EQ(listing.items[0].refused, state::Reason::kBeyondFirstPoll);
  EXPECT_EQ(listing.items[1].refused, state::Reason::kBeyondFirstPoll);
  EXPECT_EQ(listing.items[2].refused, std::nullopt);
  EXPECT_EQ(listing.items[3].refused, std::nullopt);
}

TEST(Listing, AnUpdateGivesAnItemAnotherVersion) {
  feed::Item given = item("https://a.example/1");
  given.title = "Ferry late";
  const std::string before = listed(given).version;
  EXPECT_EQ(listed(given).version, before);
  given.summary = "Very late";
  EXPECT_NE(listed(given).version, before);
}

TEST(Listing, AnIndexListsItsNewestPartsFirst) {
  feed::Feed index;
  index.type = feed::Type::kSitemapIndex;
  for (const int day : {1, 3, 2}) {
    index.items.push_back(item("https://a.example/" + std::to_string(day) + ".xml"));
    index.items.back().updated = DateTime::from_unix(1'779'900'000 + day * 1000);
  }
  const auto children = listing_of(index).children;
  ASSERT_THAT(children, SizeIs(3));
  EXPECT_EQ(children[0].url, "https://a.example/3.xml");
  EXPECT_EQ(children[2].url, "https://a.example/1.xml");
}

TEST(Listing, CountsWithTheTextsThatItsItemsKeep) {
  config::Source source;
  source.full_text_in_feed = true;
  std::vector<feed::Item> items;
  for (int i = 0; i < 10; ++i) {
    items.push_back(item("https://a.example/" + std::to_string(i)));
    items.back().content = std::string(5000, 'x');
  }
  EXPECT_GE(listing_of(feed_of(std::move(items)), source).bytes(), 50'000U);
  EXPECT_EQ(Listing().bytes(), 0U);
}

}  // namespace
}  // namespace tidings::ingest
