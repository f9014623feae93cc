#pragma once

#include <string>
#include <vector>

#include "config/settings.hpp"

namespace tidings::cli {

// `fetch --dry-run`: asks the feeds and sitemaps that are named (all, if nothing is), prints the
// pages that would be fetched, and writes nothing. Parts of a sitemap index and of a site are
// named, not read. Returns an ExitCode.
[[nodiscard]] int dry_run(const config::Settings& settings, const std::vector<std::string>& names);

}  // namespace tidings::cli
