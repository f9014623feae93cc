#include "parsers/feed/names.hpp"

#include <algorithm>
#include <string>

namespace tidings::feed {
namespace {

using enum Namespace;

struct Vocabulary {
  std::string_view name;  // of find_namespace's comparison
  Namespace space;
};

constexpr Vocabulary kByUri[] = {
    {"w3.org/2005/atom", kAtom},
    {"purl.org/atom/ns", kAtom},
    {"example.com/newformat", kAtom},
    {"purl.org/rss/1.0", kNone},
    {"my.netscape.com/rdf/simple/0.9", kNone},
    {"channel.netscape.com/rdf/simple/0.9", kNone},
    {"backend.userland.com/rss", kNone},
    {"backend.userland.com/rss2", kNone},
    {"backend.userland.com/rss091", kNone},
    {"backend.userland.com/rss092", kNone},
    {"blogs.law.harvard.edu/tech/rss", kNone},
    {"cyber.law.harvard.edu/rss/rss.html", kNone},
    {"rssboard.org/rss-specification", kNone},
    {"sitemaps.org/schemas/sitemap/0.9", kNone},
    {"google.com/schemas/sitemap/0.84", kNone},
    {"google.com/schemas/sitemap/0.9", kNone},
    {"w3.org/1999/02/22-rdf-syntax-ns", kRdf},
    {"purl.org/dc/elements/1.1", kDc},
    {"purl.org/dc/elements/1.0", kDc},
    {"purl.org/dc/terms", kDcTerms},
    {"purl.org/rss/1.0/modules/content", kContent},
    {"purl.org/rss/1.0/modules/syndication", kSyndication},
    {"search.yahoo.com/mrss", kMedia},
    {"video.search.yahoo.com/mrss", kMedia},
    {"tools.search.yahoo.com/mrss", kMedia},
    {"itunes.com/dtds/podcast-1.0.dtd", kItunes},
    {"example.com/dtds/podcast-1.0.dtd", kItunes},
    {"rssnamespace.org/feedburner/ext/1.0", kFeedburner},
    {"w3.org/1999/xhtml", kXhtml},
    {"w3.org/xml/1998/namespace", kXml},
    {"google.com/schemas/sitemap-news/0.9", kNews},
};

constexpr Vocabulary kByPrefix[] = {
    {"", kNone},         {"rss", kNone},        {"atom", kAtom},
    {"atom10", kAtom},   {"atom03", kAtom},     {"a10", kAtom},
    {"rdf", kRdf},       {"dc", kDc},           {"dcterms", kDcTerms},
    {"dct", kDcTerms},   {"content", kContent}, {"media", kMedia},
    {"itunes", kItunes}, {"sy", kSyndication},  {"feedburner", kFeedburner},
    {"xhtml", kXhtml},   {"xml", kXml},         {"news", kNews},
};

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f'; }

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

}  // namespace

Namespace find_namespace(std::string_view uri, std::string_view prefix) {
  if (uri.empty()) {
    const auto* const found = std::ranges::find_if(kByPrefix, [&](const Vocabulary& entry) {
      return equals_ignoring_case(entry.name, prefix);
    });
    return found == std::end(kByPrefix) ? kOther : found->space;
  }
  uri = trim(uri);
  const std::size_t scheme = uri.find("://");
  if (scheme != std::string_view::npos) uri.remove_prefix(scheme + 3);
  if (starts_with_ignoring_case(uri, "www.")) uri.remove_prefix(4);
  while (!uri.empty() && (uri.back() == '/' || uri.back() == '#')) uri.remove_suffix(1);
  const auto* const found = std::ranges::find_if(
      kByUri, [&](const Vocabulary& entry) { return equals_ignoring_case(entry.name, uri); });
  return found == std::end(kByUri) ? kOther : found->space;
}

std::string_view Element::attribute(std::string_view name_in_lower_case) const {
  for (const Attribute& attribute : attributes) {
    if (attribute.space == kNone && equals_ignoring_case(attribute.name, name_in_lower_case)) {
      return attribute.value;
    }
  }
  return {};
}

std::string_view Element::attribute(Namespace wanted, std::string_view wanted_name) const {
  for (const Attribute& attribute : attributes) {
    if (attribute.space == wanted && attribute.name == wanted_name) return attribute.value;
  }
  return {};
}

bool equals_ignoring_case(std::string_view a, std::string_view b) {
  return std::ranges::equal(a, b, [](char x, char y) { return lower(x) == lower(y); });
}

bool starts_with_ignoring_case(std::string_view text, std::string_view start) {
  return equals_ignoring_case(text.substr(0, start.size()), start);
}

std::string_view trim(std::string_view text) {
  while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_space(text.back())) text.remove_suffix(1);
  return text;
}

}  // namespace tidings::feed
