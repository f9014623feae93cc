#pragma once

#include <set>
#include <string>
#include <string_view>

#include "config/settings.hpp"

// Sources as they are written into a configuration.
namespace tidings::config {

// "  - {name: paper, feed: \"https://paper.example/rss.xml\"}\n", to stand below "sources:".
[[nodiscard]] std::string source_entry(std::string_view name, SourceKind kind,
                                       std::string_view location);

// A name for a source: the words of `title` in small letters, joined by '-'; where it has none in
// ASCII, the host of `location`. Made different from all in `taken` by a number, and added to them.
[[nodiscard]] std::string source_name(std::string_view title, std::string_view location,
                                      std::set<std::string, std::less<>>& taken);

// "feed", "sitemap", "site", "page", "files"
[[nodiscard]] std::string_view kind_name(SourceKind kind);

// `text` as a scalar of YAML in double quotes.
[[nodiscard]] std::string yaml_quoted(std::string_view text);

}  // namespace tidings::config
