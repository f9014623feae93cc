#pragma once

#include <expected>
#include <string>
#include <vector>

#include "daemon/cli/web_reader.hpp"
#include "parsers/feed/feed.hpp"

namespace tidings::cli {

// A feed or sitemap of a site, read once.
struct FoundFeed {
  std::string url;
  std::string found;  // where it was named: "link", "anchor", "robots.txt", "usual place", "itself"
  feed::Feed feed;
};

// What an address gives: itself, if it is a feed or sitemap; else what its page, the site's
// robots.txt and, where these name nothing, the usual places lead to. Error: one line.
[[nodiscard]] std::expected<std::vector<FoundFeed>, std::string> find_feeds(WebReader& web,
                                                                            const std::string& url);

}  // namespace tidings::cli
