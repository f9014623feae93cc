#pragma once

#include <expected>
#include <filesystem>
#include <vector>

#include "config/mistake.hpp"
#include "config/settings.hpp"
#include "config/value_reader.hpp"

namespace tidings::config {

inline constexpr const char* kDefaultFile = "/etc/tidings/tidings.yaml";

struct LoadOptions {
  // What the command line sets instead of the file; empty: nothing.
  std::filesystem::path corpus;
  std::filesystem::path state;
  std::filesystem::path site_rules;
  bool no_site_rules = false;
  // Whether folders and files that are named must be there, and corpus and state have a parent.
  bool check_paths = true;
  // Whether a secret whose variable or credential is not there is a mistake; else it is empty.
  bool require_secrets = true;
  // Where {env: NAME} and $CREDENTIALS_DIRECTORY are looked up.
  Environment environment = process_environment();
};

// Reads `file` and `sources.d/*.yaml` beside it, in the order of their names. All mistakes are
// collected (up to 200), in the order of files and lines. Paths become absolute, relative ones from
// the folder of the file that holds them.
[[nodiscard]] std::expected<Settings, std::vector<Mistake>> load_settings(
    const std::filesystem::path& file, const LoadOptions& options = {});

// What holds without a file: the defaults, no sources.
[[nodiscard]] std::expected<Settings, std::vector<Mistake>> built_in_settings(
    const LoadOptions& options = {});

}  // namespace tidings::config
