#include "daemon/cli/find_feeds.hpp"

#include <algorithm>

#include "daemon/ingest/discovery.hpp"
#include "parsers/robots/robots.hpp"
#include "parsers/url/url.hpp"

namespace tidings::cli {
namespace {

using ingest::Discovered;

std::expected<feed::Feed, std::string> read_feed(const fetch::Response& response) {
  feed::Options options;
  options.content_type = response.content_type;
  options.base_url = response.final_url;
  return feed::parse(response.body, options);
}

std::vector<Discovered> named_by_robots(WebReader& web, const std::string& url) {
  std::vector<Discovered> found;
  const auto site = url::parse(url);
  if (!site) return found;
  const auto answer = web.get(site->origin() + "/robots.txt", fetch::Purpose::kRobots);
  if (!answer) return found;
  const auto rules = robots::Rules::parse(answer->body);
  for (const std::string& sitemap : rules.sitemaps()) {
    if (const auto address = url::parse(sitemap, &*site))
      found.push_back({address->text(), "sitemap", "", "robots.txt"});
  }
  return found;
}

void read_all(WebReader& web, const std::vector<Discovered>& named, std::vector<FoundFeed>& feeds) {
  for (const Discovered& each : named) {
    const bool known =
        std::ranges::any_of(feeds, [&](const FoundFeed& feed) { return feed.url == each.url; });
    if (known) continue;
    const auto answer = web.get(each.url, fetch::Purpose::kSitemap);
    if (!answer) continue;
    if (auto feed = read_feed(*answer)) feeds.push_back({each.url, each.found, std::move(*feed)});
  }
}

}  // namespace

std::expected<std::vector<FoundFeed>, std::string> find_feeds(WebReader& web,
                                                              const std::string& url) {
  const auto answer = web.get(url, fetch::Purpose::kSitemap);
  if (!answer) return std::unexpected(answer.error().message);
  std::vector<FoundFeed> feeds;
  if (auto feed = read_feed(*answer)) {
    feeds.push_back({url, "itself", std::move(*feed)});
    return feeds;
  }
  const auto named = ingest::discover_links(answer->body, answer->content_type, answer->final_url);
  if (named) read_all(web, *named, feeds);
  read_all(web, named_by_robots(web, answer->final_url), feeds);
  if (feeds.empty()) read_all(web, ingest::usual_places(answer->final_url), feeds);
  return feeds;
}

}  // namespace tidings::cli
