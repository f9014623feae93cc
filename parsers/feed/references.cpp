#include "parsers/feed/references.hpp"

#include <algorithm>
#include <iterator>

#include "parsers/charset/windows_1252.hpp"
#include "parsers/text/utf8.hpp"

namespace tidings::feed {
namespace {

struct Entity {
  std::string_view name;
  std::string_view text;
  bool legacy;
};

constexpr Entity kEntities[] = {
#include "parsers/feed/entities.inc"
};

constexpr std::size_t kLongestName = 32;

bool is_alphanumeric(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

int digit_value(char c, int base) {
  if (c >= '0' && c <= '9') return c - '0';
  const char lower = static_cast<char>(c | 0x20);
  return base == 16 && lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

// XML 1.0 2.2, production Char.
bool is_xml_char(char32_t c) {
  return c == 0x9 || c == 0xA || c == 0xD || (c >= 0x20 && c < 0xD800) ||
         (c >= 0xE000 && c < 0xFFFE) || (c >= 0x10000 && c <= 0x10FFFF);
}

std::optional<Reference> read_number(std::string_view text, bool needs_semicolon) {
  const bool hex = text.size() > 2 && (text[2] | 0x20) == 'x';
  const int base = hex ? 16 : 10;
  std::size_t at = hex ? 3 : 2;
  const std::size_t first = at;
  char32_t code = 0;
  for (; at < text.size(); ++at) {
    const int digit = digit_value(text[at], base);
    if (digit < 0) break;
    if (code <= 0x10FFFF) {
      code = code * static_cast<char32_t>(base) + static_cast<char32_t>(digit);
    }
  }
  if (at == first) return std::nullopt;
  const bool closed = at < text.size() && text[at] == ';';
  if (!closed && needs_semicolon) return std::nullopt;
  Reference result;
  result.size = at + (closed ? 1 : 0);
  if (code >= 0x80 && code < 0xA0) code = from_windows_1252(code);
  if (is_xml_char(code)) text::append_character(result.text, code);
  return result;
}

}  // namespace

char32_t from_windows_1252(char32_t c1) { return charset::kWindows1252C1[c1 - 0x80]; }

std::optional<std::string_view> find_entity(std::string_view name, bool legacy) {
  const auto* const found =
      std::ranges::lower_bound(std::begin(kEntities), std::end(kEntities), name, {}, &Entity::name);
  if (found == std::end(kEntities) || found->name != name) return std::nullopt;
  if (legacy && !found->legacy) return std::nullopt;
  return found->text;
}

std::optional<Reference> read_reference(std::string_view text) {
  if (text.size() < 3) return std::nullopt;
  if (text[1] == '#') return read_number(text, /*needs_semicolon=*/true);
  std::size_t end = 1;
  while (end < text.size() && end <= kLongestName && is_alphanumeric(text[end])) ++end;
  if (end == 1 || end == text.size() || text[end] != ';') return std::nullopt;
  const auto found = find_entity(text.substr(1, end - 1));
  if (!found) return std::nullopt;
  return Reference{std::string(*found), end + 1};
}

std::optional<Reference> read_html_reference(std::string_view text) {
  if (auto strict = read_reference(text)) return strict;
  if (text.size() < 3) return std::nullopt;
  if (text[1] == '#') return read_number(text, /*needs_semicolon=*/false);
  std::size_t end = 1;
  while (end < text.size() && end <= kLongestName && is_alphanumeric(text[end])) ++end;
  if (end < text.size() && text[end] == '=') return std::nullopt;
  const auto found = find_entity(text.substr(1, end - 1), /*legacy=*/true);
  if (!found) return std::nullopt;
  return Reference{std::string(*found), end};
}

}  // namespace tidings::feed
