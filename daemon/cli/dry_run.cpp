#include "daemon/cli/dry_run.hpp"

#include <algorithm>
#include <expected>
#include <filesystem>
#include <memory>

#include <fmt/core.h>

#include "config/tables.hpp"
#include "daemon/cli/command.hpp"
#include "daemon/cli/web_reader.hpp"
#include "daemon/ingest/admission.hpp"
#include "daemon/ingest/discovery.hpp"
#include "daemon/ingest/saved_page.hpp"
#include "daemon/state/sqlite_state.hpp"
#include "parsers/text/normalize.hpp"

namespace tidings::cli {
namespace {

using config::SourceKind;
using ingest::Listing;

std::expected<Listing, std::string> read_site(const fetch::Response& response) {
  const auto found =
      ingest::discover_links(response.body, response.content_type, response.final_url);
  if (!found) return std::unexpected(found.error());
  Listing listing;
  for (const ingest::Discovered& link : *found)
    listing.children.push_back({link.url, std::nullopt});
  return listing;
}

std::expected<Listing, std::string> list(WebReader& web, const config::Source& source, bool first) {
  if (source.kind == SourceKind::kFiles) return ingest::list_saved_pages(source.location);
  if (source.kind == SourceKind::kPage) {
    Listing listing;
    if (auto item = ingest::item_for_url(source.location, config::tracking_table())) {
      listing.items.push_back(std::move(*item));
    }
    return listing;
  }
  const bool site = source.kind == SourceKind::kSite;
  const auto answer =
      web.get(source.location, site ? fetch::Purpose::kPage : fetch::Purpose::kSitemap);
  if (!answer) return std::unexpected(answer.error().message);
  if (site) return read_site(*answer);
  const auto feed = feed::parse(
      answer->body, {.content_type = answer->content_type, .base_url = answer->final_url});
  if (!feed) return std::unexpected(feed.error());
  return ingest::read_listing(*feed, source, ingest::Filters(source.filters),
                              config::tracking_table(), SystemClock().now(), first);
}

bool would_fetch(state::Reader* state, const config::Source& source,
                 const ingest::ListedItem& item) {
  if (state == nullptr) return !item.refused;
  const auto admission = ingest::admit(*state, source, item, SystemClock().now());
  return admission && admission->reason == state::Reason::kQueued;
}

// The number of pages that would be fetched. Error: one line.
std::expected<std::size_t, std::string> look_at(WebReader& web, state::Reader* state,
                                                const config::Source& source) {
  bool first = true;
  if (state != nullptr) {
    const auto record = state->source(source.name);
    first = !record || !*record || !(*record)->first_poll;
  }
  const auto listing = list(web, source, first);
  if (!listing) return std::unexpected(listing.error());
  std::size_t pages = 0;
  for (const ingest::ListedItem& item : listing->items) {
    if (!would_fetch(state, source, item)) continue;
    ++pages;
    fmt::print("{}  {}  {}\n", source.name, item.url, text::one_line(item.title));
  }
  for (const ingest::ListedChild& part : listing->children)
    fmt::print("{}  {}  (a part)\n", source.name, part.url);
  return pages;
}

}  // namespace

int dry_run(const config::Settings& settings, const std::vector<std::string>& names) {
  WebReader web(settings);
  std::unique_ptr<state::Reader> state;
  if (std::filesystem::exists(settings.state)) {
    auto opened = state::open_sqlite_reader(settings.state);
    if (!opened) {
      fmt::print(stderr, "tidings: {}\n", opened.error().message);
      return kUnusable;
    }
    state = std::move(*opened);
  }
  std::size_t pages = 0;
  bool all = true;
  for (const config::Source& source : settings.sources) {
    const bool named = std::ranges::find(names, source.name) != names.end();
    if (!named && !(names.empty() && source.enabled)) continue;
    const auto found = look_at(web, state.get(), source);
    if (found) {
      pages += *found;
    } else {
      fmt::print(stderr, "tidings: {}: {}\n", source.name, found.error());
      all = false;
    }
  }
  fmt::print("{} pages would be fetched; nothing was written\n", pages);
  return all ? kOk : kPartial;
}

}  // namespace tidings::cli
