#include "parsers/feed/item_parts.hpp"

#include <algorithm>
#include <charconv>

#include "parsers/date/parse_date.hpp"
#include "parsers/feed/html_text.hpp"
#include "parsers/feed/links.hpp"
#include "parsers/text/normalize.hpp"

namespace tidings::feed {
namespace {

bool is_mail(std::string_view text) {
  if (text.starts_with("mailto:")) text.remove_prefix(7);
  const std::size_t at = text.find('@');
  return at != std::string_view::npos && at > 0 && at + 1 < text.size() &&
         text.find_first_of(" \t\r\n<>()") == std::string_view::npos;
}

// Splits "outside (inside)"; false if the text has not that form.
bool split(std::string_view text, char open, char close, std::string_view& outside,
           std::string_view& inside) {
  if (!text.ends_with(close)) return false;
  const std::size_t at = text.rfind(open);
  if (at == std::string_view::npos) return false;
  outside = trim(text.substr(0, at));
  inside = trim(text.substr(at + 1, text.size() - at - 2));
  return true;
}

}  // namespace

std::string first_of(std::initializer_list<std::string_view> values) {
  for (const std::string_view value : values) {
    if (!value.empty()) return std::string(value);
  }
  return {};
}

std::string person_name(std::string_view text) {
  text = trim(text);
  std::string_view outside;
  std::string_view inside;
  if (split(text, '<', '>', outside, inside) && is_mail(inside)) {
    return person_name(outside.empty() ? inside : outside);
  }
  if (split(text, '(', ')', outside, inside)) {
    if (is_mail(outside) && !inside.empty()) return html_to_line(inside);
    if (is_mail(inside) && !outside.empty()) return html_to_line(outside);
    if (inside.empty()) return html_to_line(outside);
  }
  if (is_mail(text) && text.starts_with("mailto:")) text.remove_prefix(7);
  return html_to_line(text);
}

std::optional<DateTime> first_date(std::initializer_list<std::string_view> values,
                                   std::string_view language) {
  for (const std::string_view value : values) {
    if (value.empty()) continue;
    if (auto date = parse_date(value, {.language = language, .short_iso = true})) return date;
  }
  return std::nullopt;
}

void add_enclosure(std::vector<Enclosure>& enclosures, std::string_view url, std::string_view type,
                   std::string_view length, std::string_view base) {
  Enclosure enclosure;
  enclosure.url = resolve_link(url, base);
  if (enclosure.url.empty()) return;
  const bool known = std::ranges::any_of(
      enclosures, [&](const Enclosure& other) { return other.url == enclosure.url; });
  if (known || enclosures.size() == kMaxListed) return;
  enclosure.type = text::one_line(type);
  length = trim(length);
  std::uint64_t bytes = 0;
  const auto [end, error] = std::from_chars(length.data(), length.data() + length.size(), bytes);
  if (!length.empty() && error == std::errc() && end == length.data() + length.size()) {
    enclosure.length = bytes;
  }
  enclosures.push_back(std::move(enclosure));
}

void add_keywords(std::vector<std::string>& categories, std::string_view list) {
  while (!list.empty()) {
    const std::size_t comma = std::min(list.find(','), list.size());
    add_once(categories, html_to_line(list.substr(0, comma)));
    list.remove_prefix(std::min(comma + 1, list.size()));
  }
}

void add_once(std::vector<std::string>& list, std::string value) {
  if (value.empty() || list.size() == kMaxListed) return;
  if (std::ranges::find(list, value) == list.end()) list.push_back(std::move(value));
}

}  // namespace tidings::feed
