#pragma once

#include <cstddef>
#include <cstdint>
#include <expected>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "parsers/date/date_time.hpp"

// Feeds and sitemaps of every dialect in use, read into one model.
namespace tidings::feed {

enum class Type : std::uint8_t { kFeed, kUrlset, kSitemapIndex };

struct Enclosure {
  std::string url;
  std::string type;
  std::optional<std::uint64_t> length;
};

// One entry of a feed, one <url> of a sitemap, or one <sitemap> of an index (link = loc). All text
// is UTF-8; title, authors and categories are plain text, summary and content may hold HTML.
struct Item {
  std::string id;    // guid, atom:id, rdf:about, JSON id; else the link
  std::string link;  // absolute where a base is known; http and https only
  std::string title;
  std::string summary;
  std::string content;
  std::optional<DateTime> published;
  std::optional<DateTime> updated;
  std::vector<std::string> authors;
  std::vector<std::string> categories;
  std::vector<Enclosure> enclosures;
  std::string language;
};

// When a publisher asks to be polled (RSS ttl, skipHours, skipDays; sy:updatePeriod/Frequency).
struct Schedule {
  std::optional<int> minutes;   // the longer of ttl and the sy: period
  std::vector<int> skip_hours;  // 0..23, UTC
  std::vector<int> skip_days;   // 0 = Sunday .. 6
};

struct Feed {
  Type type = Type::kFeed;
  std::string format;  // "rss 2.0", "atom 1.0", "json feed 1.1", "sitemap", ...
  std::string title;
  std::string link;
  std::string language;
  Schedule schedule;
  std::vector<Item> items;
  bool truncated = false;  // the input ended early or a limit was met; the whole items are here
  std::string note;        // one line on what had to be repaired, empty if nothing
};

struct Options {
  std::string_view content_type;  // HTTP header value, empty if there was none
  std::string_view base_url;      // the address that it came from, empty if unknown
  std::size_t max_items = 50'000;
  std::size_t max_field_bytes = 2'000'000;
  std::size_t max_text_bytes = 100'000'000;  // of all fields together
};

// Reads a feed or sitemap. Error: one line that says what the bytes are instead ("this is an HTML
// page").
[[nodiscard]] std::expected<Feed, std::string> parse(std::string_view bytes,
                                                     const Options& options = {});

}  // namespace tidings::feed
