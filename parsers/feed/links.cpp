#include "parsers/feed/links.hpp"

#include <algorithm>

#include "parsers/feed/names.hpp"
#include "parsers/url/url.hpp"

namespace tidings::feed {
namespace {

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

}  // namespace

bool has_scheme(std::string_view reference) {
  if (reference.empty() || !is_letter(reference[0])) return false;
  for (const char c : reference) {
    if (c == ':') return true;
    const bool allowed = is_letter(c) || (c >= '0' && c <= '9') || c == '+' || c == '-' || c == '.';
    if (!allowed) return false;
  }
  return false;
}

bool is_web_url(std::string_view reference) {
  const bool web = (starts_with_ignoring_case(reference, "http://") && reference.size() > 7) ||
                   (starts_with_ignoring_case(reference, "https://") && reference.size() > 8);
  if (!web) return false;
  return std::ranges::none_of(
      reference, [](char c) { return static_cast<unsigned char>(c) <= ' ' || c == '\\'; });
}

std::string resolve_link(std::string_view reference, std::string_view base) {
  reference = trim(reference);
  if (reference.empty()) return {};
  if (is_web_url(reference)) return std::string(reference);
  if (base.empty()) {
    if (!has_scheme(reference)) return std::string(reference);
    const auto url = url::parse(reference);
    return url ? url->text() : std::string();
  }
  const auto parsed_base = url::parse(base);
  const auto url = url::parse(reference, parsed_base ? &*parsed_base : nullptr);
  if (url) return url->text();
  return !parsed_base && !has_scheme(reference) ? std::string(reference) : std::string();
}

}  // namespace tidings::feed
