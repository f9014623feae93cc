#include "daemon/cli/check.hpp"

#include <algorithm>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "config/site_rule_folder.hpp"
#include "daemon/cli/settings.hpp"

namespace tidings::cli {
namespace {

// The number of site rules; none: one of them has a mistake, or the folder cannot be read.
std::optional<std::size_t> check_site_rules(const std::filesystem::path& folder) {
  if (folder.empty()) return 0;
  std::vector<config::Mistake> mistakes;
  const auto rules = config::SiteRuleFolder::load(folder, &mistakes);
  if (!rules) mistakes.push_back(rules.error());
  for (const config::Mistake& mistake : mistakes) fmt::print(stderr, "{}\n", mistake.text());
  if (!mistakes.empty()) return std::nullopt;
  return rules->size();
}

int check(const GlobalOptions& global) {
  const auto settings = load_settings(global, Needs::kSources);
  if (!settings) return settings.error();
  const auto rules = check_site_rules(settings->site_rules);
  if (!rules) return kUsage;
  const auto disabled = std::ranges::count(settings->sources, false, &config::Source::enabled);
  const std::string off = disabled == 0 ? "" : fmt::format(" ({} disabled)", disabled);
  fmt::print("{}: no mistakes; sources: {}{}, site rules: {}\n", settings->file.string(),
             settings->sources.size(), off, *rules);
  return kOk;
}

}  // namespace

void add_check(CLI::App& app, Invocation& invocation) {
  CLI::App* command = app.add_subcommand(
      "check", "read the whole configuration and the site rules; connects nowhere");
  command->callback([&invocation] { invocation.run = [&] { return check(invocation.global); }; });
}

}  // namespace tidings::cli
