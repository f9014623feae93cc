#include "daemon/cli/settings.hpp"

#include <filesystem>
#include <system_error>
#include <vector>

#include <fmt/format.h>

#include "config/load_settings.hpp"

namespace tidings::cli {
namespace {

namespace fs = std::filesystem;

config::LoadOptions load_options(const GlobalOptions& global, Needs needs) {
  config::LoadOptions options;
  options.corpus = global.corpus;
  options.state = global.state;
  options.site_rules = global.site_rules;
  options.no_site_rules = global.no_site_rules;
  options.check_paths = needs != Needs::kNothing;
  options.require_secrets = needs == Needs::kSources;
  if (!global.corpus.empty() && global.state.empty()) {
    options.state = fs::absolute(global.corpus / "").parent_path().parent_path() / "state.db";
  }
  return options;
}

int print(const std::vector<config::Mistake>& mistakes) {
  for (const config::Mistake& mistake : mistakes) {
    const bool in_file = !mistake.file.empty();
    fmt::print(stderr, "{}{}\n",
               in_file ? "" : "tidings: ", in_file ? mistake.text() : mistake.what);
  }
  return kUsage;
}

}  // namespace

std::expected<config::Settings, int> load_settings(const GlobalOptions& global, Needs needs) {
  fs::path file = global.config;
  std::error_code error;
  if (file.empty() && fs::exists(config::kDefaultFile, error)) file = config::kDefaultFile;
  if (file.empty() && needs == Needs::kSources) {
    fmt::print(stderr, "tidings: there is no {}; name a configuration with --config FILE\n",
               config::kDefaultFile);
    return std::unexpected(kUsage);
  }
  const config::LoadOptions options = load_options(global, needs);
  auto settings =
      file.empty() ? config::built_in_settings(options) : config::load_settings(file, options);
  if (!settings) return std::unexpected(print(settings.error()));
  return std::move(*settings);
}

}  // namespace tidings::cli
