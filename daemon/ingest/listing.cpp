#include "daemon/ingest/listing.hpp"

#include <algorithm>
#include <chrono>
#include <limits>
#include <unordered_set>

#include <fmt/format.h>
#include <xxhash.h>

#include "parsers/feed/html_text.hpp"

namespace tidings::ingest {
namespace {

using state::Reason;

WallTime instant(const DateTime& date) {
  return WallTime(std::chrono::seconds(date.unix_seconds()));
}

// Only what the publisher states: a stamp if there is one, else the words themselves.
std::string version_of(const feed::Item& item) {
  if (item.updated) return item.updated->rfc3339();
  std::string text = item.title;
  text += '\0';
  text += item.summary;
  const std::uint64_t hash = XXH3_64bits(text.data(), text.size());
  return fmt::format("{}{:016x}", item.published ? item.published->rfc3339() + " " : "", hash);
}

// The summary, else how the text begins: evidence for where the article is in its page.
std::string summary_of(const feed::Item& item) {
  const std::string& html = item.summary.empty() ? item.content : item.summary;
  std::string line = feed::html_to_line(std::string_view(html).substr(0, 10 * kMaxSummary));
  if (line.size() > kMaxSummary) {
    line.resize(line.rfind(' ', kMaxSummary) == std::string::npos ? 0
                                                                  : line.rfind(' ', kMaxSummary));
  }
  return line;
}

std::optional<Reason> refusal(const ListedItem& item, const feed::Item& listed, bool sitemap,
                              const config::Source& source, const Filters& filters, WallTime now) {
  if (!filters.allows_url(item.key)) return Reason::kExcludedUrl;
  if (!filters.allows_title(item.title)) return Reason::kExcludedTitle;
  if (!filters.allows_language(listed.language.substr(0, 2))) return Reason::kLanguage;
  const auto& stated = listed.published ? listed.published : listed.updated;
  if (!filters.allows_age(stated, now)) return Reason::kTooOld;
  if (sitemap && stated && now - instant(*stated) > source.horizon) return Reason::kTooOld;
  return std::nullopt;
}

ListedItem read_item(const feed::Item& listed, const config::Source& source,
                     const url::TrackingTable& tracking) {
  ListedItem item;
  item.url = listed.link;
  item.id = listed.id;
  item.title = listed.title;
  item.summary = summary_of(listed);
  if (source.full_text_in_feed) {
    item.content = listed.content.empty() ? listed.summary : listed.content;
  }
  item.authors = listed.authors;
  if (item.authors.size() > kMaxListedAuthors) item.authors.resize(kMaxListedAuthors);
  item.language = listed.language;
  if (listed.published) item.published = listed.published->rfc3339();
  item.version = version_of(listed);
  const auto parsed = url::parse(listed.link);
  const auto key = url::canonical(listed.link, tracking);
  if (!parsed || !key || listed.link.size() > 2048) {
    item.key = listed.link;
    item.refused = Reason::kBadUrl;
    return item;
  }
  item.key = *key;
  item.host = parsed->host;
  return item;
}

// Marks all but the newest `wanted` that are not refused already; undated ones count by their
// place.
void keep_newest(std::vector<ListedItem>& items, const std::vector<std::int64_t>& stamps,
                 int wanted) {
  std::vector<std::size_t> order;
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (!items[i].refused) order.push_back(i);
  }
  std::ranges::stable_sort(order,
                           [&](std::size_t a, std::size_t b) { return stamps[a] > stamps[b]; });
  for (std::size_t i = static_cast<std::size_t>(std::max(0, wanted)); i < order.size(); ++i) {
    items[order[i]].refused = Reason::kBeyondFirstPoll;
  }
}

std::vector<ListedChild> read_children(const feed::Feed& feed, const config::Source& source,
                                       WallTime now) {
  std::vector<ListedChild> children;
  for (const feed::Item& item : feed.items) {
    if (item.link.empty()) continue;
    const auto& stated = item.updated ? item.updated : item.published;
    const auto changed = stated ? std::optional(instant(*stated)) : std::nullopt;
    if (changed && now - *changed > source.horizon) continue;
    children.push_back({item.link, changed});
  }
  std::ranges::stable_sort(children, [](const ListedChild& a, const ListedChild& b) {
    return a.changed.value_or(WallTime::min()) > b.changed.value_or(WallTime::min());
  });
  if (children.size() > kMaxChildren) children.resize(kMaxChildren);
  return children;
}

}  // namespace

std::size_t Listing::bytes() const {
  std::size_t sum = items.size() * sizeof(ListedItem);
  for (const ListedItem& item : items) {
    for (const std::string* text : {&item.key, &item.url, &item.host, &item.id, &item.title,
                                    &item.summary, &item.content, &item.version}) {
      sum += text->size();
    }
  }
  return sum;
}

Listing read_listing(const feed::Feed& feed, const config::Source& source, const Filters& filters,
                     const url::TrackingTable& tracking, WallTime now, bool first) {
  Listing listing;
  if (feed.type == feed::Type::kSitemapIndex) {
    listing.children = read_children(feed, source, now);
    return listing;
  }
  const bool sitemap = feed.type == feed::Type::kUrlset;
  std::unordered_set<std::string> seen;
  std::vector<std::int64_t> stamps;
  for (const feed::Item& listed : feed.items) {
    if (!sitemap && listing.items.size() == kMaxItemsPerFeed) break;
    if (listed.link.empty() && listed.content.empty()) continue;
    ListedItem item = read_item(listed, source, tracking);
    if (!seen.insert(item.key).second) continue;
    if (!item.refused) item.refused = refusal(item, listed, sitemap, source, filters, now);
    const auto& stated = listed.published ? listed.published : listed.updated;
    stamps.push_back(stated ? stated->unix_seconds() : std::numeric_limits<std::int64_t>::min());
    listing.items.push_back(std::move(item));
  }
  if (first) keep_newest(listing.items, stamps, source.first_poll);
  return listing;
}

std::optional<ListedItem> item_for_url(std::string_view address,
                                       const url::TrackingTable& tracking) {
  const auto parsed = url::parse(address);
  const auto key = url::canonical(address, tracking);
  if (!parsed || !key) return std::nullopt;
  ListedItem item;
  item.key = *key;
  item.url = std::string(address);
  item.host = parsed->host;
  return item;
}

}  // namespace tidings::ingest
