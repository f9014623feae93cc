#include <filesystem>
#include <fstream>
#include <memory>
#include <set>

#include <fmt/core.h>

#include "config/load_settings.hpp"
#include "config/source_entry.hpp"
#include "daemon/cli/find_feeds.hpp"
#include "daemon/cli/settings.hpp"
#include "daemon/cli/site_commands.hpp"
#include "parsers/text/normalize.hpp"

namespace tidings::cli {
namespace {

namespace fs = std::filesystem;

int fail(int code, const std::string& why) {
  fmt::print(stderr, "tidings: {}\n", why);
  return code;
}

// A feed rather than a sitemap, and the one with the most items.
const FoundFeed& best_of(const std::vector<FoundFeed>& feeds) {
  const FoundFeed* best = &feeds.front();
  for (const FoundFeed& each : feeds) {
    const bool is_feed = each.feed.type == feed::Type::kFeed;
    const bool best_is_feed = best->feed.type == feed::Type::kFeed;
    if (is_feed != best_is_feed ? is_feed : each.feed.items.size() > best->feed.items.size())
      best = &each;
  }
  return *best;
}

void show(const FoundFeed& found) {
  fmt::print("{}: {}, {} items\n", found.url, found.feed.format, found.feed.items.size());
  for (std::size_t i = 0; i < found.feed.items.size() && i < 5; ++i) {
    fmt::print("    {}\n", text::one_line(found.feed.items[i].title));
  }
}

int write_source(const config::Settings& settings, const FoundFeed& found,
                 const std::string& wanted) {
  std::set<std::string, std::less<>> taken;
  for (const config::Source& source : settings.sources) {
    taken.insert(source.name);
    if (source.location == found.url)
      return fail(kUsage, fmt::format("it is the source '{}' already", source.name));
  }
  const std::string name =
      wanted.empty() ? config::source_name(found.feed.title, found.url, taken) : wanted;
  if (!wanted.empty() && taken.contains(wanted))
    return fail(kUsage, fmt::format("there is a source '{}' already", wanted));
  if (name.empty() || name.find('/') != std::string::npos)
    return fail(kUsage, fmt::format("'{}' cannot be a name", name));
  const fs::path folder = settings.file.parent_path() / "sources.d";
  std::error_code error;
  fs::create_directories(folder, error);
  const fs::path file = folder / (name + ".yaml");
  const auto kind = found.feed.type == feed::Type::kFeed ? config::SourceKind::kFeed
                                                         : config::SourceKind::kSitemap;
  std::ofstream out(file);
  out << "sources:\n" << config::source_entry(name, kind, found.url);
  out.close();
  if (!out)
    return fail(kPartial,
                fmt::format("cannot write {}: may you write to that folder?", file.string()));
  fmt::print("wrote {}; a running daemon takes it up with `tidings reload`\n", file.string());
  return kOk;
}

int add(const GlobalOptions& global, const std::string& url, const std::string& name) {
  const auto settings = load_settings(global, Needs::kSources);
  if (!settings) return settings.error();
  WebReader web(*settings);
  const auto feeds = find_feeds(web, url);
  if (!feeds) return fail(kPartial, feeds.error());
  if (feeds->empty()) {
    return fail(kPartial,
                fmt::format("{} names no feed and no sitemap; a single page is a source too: "
                            "write {{name: NAME, page: \"{}\"}} into the configuration",
                            url, url));
  }
  const FoundFeed& best = best_of(*feeds);
  show(best);
  return write_source(*settings, best, name);
}

}  // namespace

void add_add(CLI::App& app, Invocation& invocation) {
  CLI::App* command =
      app.add_subcommand("add", "look at a feed or site once and add it to sources.d");
  const auto url = std::make_shared<std::string>();
  const auto name = std::make_shared<std::string>();
  command->add_option("URL", *url, "a feed, a sitemap, or the front page of a site")->required();
  command->add_option("--name", *name, "the source's name (default: made from its title)");
  command->callback([url, name, &invocation] {
    invocation.run = [url, name, &invocation] { return add(invocation.global, *url, *name); };
  });
}

}  // namespace tidings::cli
