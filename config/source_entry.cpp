#include "config/source_entry.hpp"

#include <fmt/format.h>

namespace tidings::config {
namespace {

using std::string_view;

constexpr std::size_t kLongestName = 40;

// "The Paper: World" -> "the-paper-world"
std::string words_of(string_view text) {
  std::string words;
  for (const char c : text) {
    const bool capital = c >= 'A' && c <= 'Z';
    const bool kept = capital || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    if (kept) {
      words += capital ? static_cast<char>(c - 'A' + 'a') : c;
    } else if (!words.empty() && words.back() != '-' && c != '\'') {
      words += '-';
    }
    if (words.size() == kLongestName) break;
  }
  while (words.ends_with('-')) words.pop_back();
  return words;
}

string_view host_of(string_view location) {
  const std::size_t scheme = location.find("://");
  if (scheme != string_view::npos) location.remove_prefix(scheme + 3);
  location = location.substr(0, location.find_first_of("/?#"));
  location.remove_prefix(location.rfind('@') + 1);
  if (location.starts_with("www.")) location.remove_prefix(4);
  return location.substr(0, location.find(':'));
}

}  // namespace

string_view kind_name(SourceKind kind) {
  switch (kind) {
    case SourceKind::kFeed:
      return "feed";
    case SourceKind::kSitemap:
      return "sitemap";
    case SourceKind::kSite:
      return "site";
    case SourceKind::kPage:
      return "page";
    case SourceKind::kFiles:
      return "files";
  }
  return "";
}

std::string yaml_quoted(string_view text) {
  std::string quoted = "\"";
  for (const char c : text) {
    if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f) {
      quoted += fmt::format("\\x{:02x}", static_cast<unsigned char>(c));
    } else {
      if (c == '"' || c == '\\') quoted += '\\';
      quoted += c;
    }
  }
  return quoted += '"';
}

std::string source_entry(string_view name, SourceKind kind, string_view location) {
  return fmt::format("  - {{name: {}, {}: {}}}\n", name, kind_name(kind), yaml_quoted(location));
}

std::string source_name(string_view title, string_view location,
                        std::set<std::string, std::less<>>& taken) {
  std::string base = words_of(title);
  const bool is_number = base.find_first_not_of("0123456789") == std::string::npos;  // also empty
  if (is_number) base = words_of(host_of(location));
  if (base.find_first_not_of("0123456789-") == std::string::npos) base = "source" + base;
  std::string name = base;
  for (int i = 2; !taken.insert(name).second; ++i) name = fmt::format("{}-{}", base, i);
  return name;
}

}  // namespace tidings::config
