#pragma once

#include <expected>
#include <string>
#include <string_view>
#include <vector>

namespace tidings::ingest {

// A feed or sitemap that a site names.
struct Discovered {
  std::string url;
  std::string type;  // as stated: "application/rss+xml", "sitemap", ...
  std::string title;
  std::string found;  // "link", "anchor", "robots.txt", "usual place"
};

// What a page names by <link rel=alternate> (HTML 4.6.7.1, RSS Autodiscovery) and <link
// rel=sitemap>, and by links whose address looks like a feed's where there are none; in the order
// of the page, each address once. Error: one line.
[[nodiscard]] std::expected<std::vector<Discovered>, std::string> discover_links(
    std::string_view page, std::string_view content_type, std::string_view base_url);

// Where sites usually keep them, to be tried when nothing is named.
[[nodiscard]] std::vector<Discovered> usual_places(std::string_view site_url);

}  // namespace tidings::ingest
