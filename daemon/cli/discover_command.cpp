#include <memory>
#include <set>

#include <fmt/core.h>

#include "config/source_entry.hpp"
#include "daemon/cli/find_feeds.hpp"
#include "daemon/cli/settings.hpp"
#include "daemon/cli/site_commands.hpp"
#include "parsers/text/normalize.hpp"

namespace tidings::cli {
namespace {

config::SourceKind kind_of(const feed::Feed& feed) {
  return feed.type == feed::Type::kFeed ? config::SourceKind::kFeed : config::SourceKind::kSitemap;
}

std::string newest_day(const feed::Feed& feed) {
  std::string newest;
  for (const feed::Item& item : feed.items) {
    const auto& stated = item.published ? item.published : item.updated;
    if (stated) newest = std::max(newest, stated->day_text());
  }
  return newest.empty() ? "-" : newest;
}

int discover(const GlobalOptions& global, const std::string& url, bool yaml) {
  const auto settings = load_settings(global, Needs::kNothing);
  if (!settings) return settings.error();
  WebReader web(*settings);
  const auto feeds = find_feeds(web, url);
  if (!feeds) {
    fmt::print(stderr, "tidings: {}\n", feeds.error());
    return kPartial;
  }
  if (feeds->empty()) {
    fmt::print(stderr,
               "tidings: {} names no feed and no sitemap, and none is in the usual places\n", url);
    return kPartial;
  }
  std::set<std::string, std::less<>> taken;
  if (yaml) fmt::print("sources:\n");
  for (const FoundFeed& found : *feeds) {
    if (yaml) {
      const std::string name = config::source_name(found.feed.title, found.url, taken);
      fmt::print("{}", config::source_entry(name, kind_of(found.feed), found.url));
    } else {
      fmt::print("{}\n    {}, {} items, newest {}, found by {}{}\n", found.url, found.feed.format,
                 found.feed.items.size(), newest_day(found.feed), found.found,
                 found.feed.title.empty() ? "" : ": " + text::one_line(found.feed.title));
    }
  }
  return kOk;
}

}  // namespace

void add_discover(CLI::App& app, Invocation& invocation) {
  CLI::App* command = app.add_subcommand("discover", "list the feeds and sitemaps of a site");
  const auto url = std::make_shared<std::string>();
  const auto yaml = std::make_shared<bool>(false);
  command->add_option("URL", *url, "the site's front page, or a feed")->required();
  command->add_flag("--yaml", *yaml, "as source entries to paste into a configuration");
  command->callback([url, yaml, &invocation] {
    invocation.run = [url, yaml, &invocation] { return discover(invocation.global, *url, *yaml); };
  });
}

}  // namespace tidings::cli
