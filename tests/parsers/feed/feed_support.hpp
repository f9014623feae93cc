#pragma once

#include <string>
#include <string_view>

#include <gtest/gtest.h>

#include "parsers/feed/feed.hpp"

namespace tidings::feed {

inline Feed parsed(std::string_view text, const Options& options = {}) {
  auto feed = parse(text, options);
  EXPECT_TRUE(feed.has_value()) << (feed ? "" : feed.error()) << "\n" << text.substr(0, 500);
  return feed ? *std::move(feed) : Feed();
}

inline std::string error_of(std::string_view text) {
  const auto feed = parse(text);
  return feed ? "a feed" : feed.error();
}

// An RSS 2.0 feed around the inner text of one item.
inline std::string rss_item(std::string_view inner) {
  return "<rss version='2.0'><channel><title>Harbour News</title><item>" + std::string(inner) +
         "</item></channel></rss>";
}

inline Item rss(std::string_view inner, const Options& options = {}) {
  const Feed feed = parsed(rss_item(inner), options);
  EXPECT_EQ(feed.items.size(), 1U) << inner;
  return feed.items.empty() ? Item() : feed.items.front();
}

// An Atom 1.0 feed around the inner text of one entry.
inline Item atom(std::string_view inner, const Options& options = {}) {
  const Feed feed =
      parsed("<feed xmlns='http://www.w3.org/2005/Atom'><title>Harbour</title><entry>" +
                 std::string(inner) + "</entry></feed>",
             options);
  EXPECT_EQ(feed.items.size(), 1U) << inner;
  return feed.items.empty() ? Item() : feed.items.front();
}

// The enclosures as "url|type|length", parted by blanks.
inline std::string enclosures_of(const Item& item) {
  std::string text;
  for (const Enclosure& enclosure : item.enclosures) {
    if (!text.empty()) text += ' ';
    text += enclosure.url + "|" + enclosure.type + "|";
    if (enclosure.length) text += std::to_string(*enclosure.length);
  }
  return text;
}

// Names a test after its case in a table.
inline constexpr auto name_of = [](const auto& test) { return std::string(test.param.name); };

inline std::string time_of(const std::optional<DateTime>& date) {
  return date ? date->rfc3339() : "none";
}

}  // namespace tidings::feed
