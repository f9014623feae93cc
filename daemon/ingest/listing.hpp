#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "config/settings.hpp"
#include "daemon/ingest/filters.hpp"
#include "daemon/os/clock.hpp"
#include "daemon/state/ledger.hpp"
#include "parsers/feed/feed.hpp"
#include "parsers/url/url.hpp"

namespace tidings::ingest {

// An item as a source lists it, on its way into the frontier.
struct ListedItem {
  std::string key;   // canonical URL; what the item is known by
  std::string url;   // as listed
  std::string host;  // what politeness is kept for: the host of the URL
  std::string id;
  std::string title;
  std::string summary;  // plain text, at most kMaxSummary bytes
  std::string content;  // HTML; only where the source says that its feed carries the full text
  std::vector<std::string> authors;
  std::string language;
  std::string published;                 // RFC 3339, empty if not stated
  std::string version;                   // changes when the publisher says that the item changed
  std::optional<state::Reason> refused;  // decided already: not to be fetched
};

// An index's child, or a feed that was discovered.
struct ListedChild {
  std::string url;
  std::optional<WallTime> changed;
};

// What one poll brought.
struct Listing {
  std::vector<ListedItem> items;      // in the order listed, each key once
  std::vector<ListedChild> children;  // of a sitemap index, newest first

  [[nodiscard]] std::size_t bytes() const;  // what the items take in memory, about
};

inline constexpr std::size_t kMaxItemsPerFeed = 2000;
inline constexpr std::size_t kMaxChildren = 50;
inline constexpr std::size_t kMaxSummary = 1000;
inline constexpr std::size_t kMaxListedAuthors = 10;

// Turns a parsed feed or sitemap into items: addresses made canonical, each once, filtered by the
// source's rules; where `first` is set, all but the newest Source::first_poll are marked as beyond
// the first poll. Entries of sitemaps older than the source's horizon are marked as too old.
[[nodiscard]] Listing read_listing(const feed::Feed& feed, const config::Source& source,
                                   const Filters& filters, const url::TrackingTable& tracking,
                                   WallTime now, bool first);

// An item for a page that is named directly.
[[nodiscard]] std::optional<ListedItem> item_for_url(std::string_view address,
                                                     const url::TrackingTable& tracking);

}  // namespace tidings::ingest
