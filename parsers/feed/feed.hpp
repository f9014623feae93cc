#pragma once

#include <cstddef>
#include <cstdint>
#include <expected>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "parsers/date/date_time.hpp"

// Feeds and sitemaps of every dialect in use, read into one model.
namespace tidings::feed {

inline constexpr std::size_t kMaxListed = 200;
// Of a feed's authors together, and of its language: every item that has none gets a copy.
inline constexpr std::size_t kMaxLentBytes = 1000;
// Of a feed's title, addresses and schedule, which are looked at again for each item: titles are
// cut, what else is longer is passed over.
inline constexpr std::size_t kMaxFeedValueBytes = 2048;

enum class Type : std::uint8_t { kFeed, kUrlset, kSitemapIndex };

struct Enclosure {
  std::string url;
  std::string type;
  std::optional<std::uint64_t> length;
};

// One entry of a feed, one <url> of a sitemap, or one <sitemap> of an index (link = loc). All text
// is UTF-8; title, authors and categories are plain text of one line, summary and content HTML with
// resolved links. At most kMaxListed authors, categories and enclosures each are kept.
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
  std::vector<std::string> authors;  // of every item that names none (Atom, JSON Feed)
  Schedule schedule;
  std::vector<Item> items;
  bool truncated = false;  // the input ended early or a limit was met; the whole items are here
  std::string note;        // one line on what had to be repaired, empty if nothing
};

struct Options {
  std::string_view content_type = {};  // HTTP header value, empty if there was none
  std::string_view base_url = {};      // the address that it came from, empty if unknown
  std::size_t max_items = 50'000;
  std::size_t max_field_bytes = 2'000'000;   // longer ones are cut off
  std::size_t max_text_bytes = 100'000'000;  // of all items' text together
};

// Takes each item as soon as it is complete. False: read no further.
using ItemHandler = std::function<bool(Item&&)>;

// Reads a feed or sitemap, whatever its headers call it: RSS 0.90 to 2.0 and RDF, Atom 0.3 (also in
// part) and RFC 4287, JSON Feed 1.0 and 1.1, CDF, sitemaps.org 0.9 with its index and Google News
// entries, and the text form with one address a line. `items` of the result stays empty. Memory is
// that of one item and some 200 kB, apart from a UTF-8 copy of bytes in another encoding.
// Of a damaged document the whole items are passed on. What must be known of the feed for an item
// (its authors, its language) is in the item only if it comes before it.
// Error: one line that says what the bytes are instead ("this is an HTML page").
[[nodiscard]] std::expected<Feed, std::string> read(std::string_view bytes, const Options& options,
                                                    const ItemHandler& handler);

// As read(), with the items collected; the feed's authors and language reach them wherever they
// stand.
[[nodiscard]] std::expected<Feed, std::string> parse(std::string_view bytes,
                                                     const Options& options = {});

}  // namespace tidings::feed
