#include "parsers/article/metadata_text.hpp"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <optional>

#include <libxml/HTMLparser.h>

#include "parsers/html/node.hpp"
#include "parsers/text/normalize.hpp"
#include "parsers/text/utf8.hpp"

namespace tidings::article {
namespace {

bool is_ascii_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_ascii_digit(char c) { return c >= '0' && c <= '9'; }

// The character that "amp", "#8217" or "#x2019" names; HTML 4's names.
std::optional<char32_t> referenced(const std::string& name) {
  if (!name.starts_with('#')) {
    const auto* entity = htmlEntityLookup(reinterpret_cast<const xmlChar*>(name.c_str()));
    if (entity == nullptr) return std::nullopt;
    return static_cast<char32_t>(entity->value);
  }
  const bool hex = name.size() > 1 && (name[1] == 'x' || name[1] == 'X');
  const char* first = name.data() + (hex ? 2 : 1);
  const char* last = name.data() + name.size();
  std::uint32_t code = 0;
  const auto result = std::from_chars(first, last, code, hex ? 16 : 10);
  if (result.ec != std::errc() || result.ptr != last) return std::nullopt;
  if (code == 0 || code > 0x10FFFF || (code >= 0xD800 && code < 0xE000)) return std::nullopt;
  return static_cast<char32_t>(code);
}

std::string resolve_references(std::string_view text) {
  constexpr std::size_t kLongestName = 10;
  std::string out;
  std::size_t at = 0;
  while (at < text.size()) {
    const std::size_t sign = std::min(text.find('&', at), text.size());
    out.append(text, at, sign - at);
    at = sign;
    if (at == text.size()) break;
    const std::size_t end = text.substr(at, kLongestName + 2).find(';');
    std::optional<char32_t> character;
    if (end != std::string_view::npos) {
      character = referenced(std::string(text.substr(at + 1, end - 1)));
    }
    if (character) {
      text::append_character(out, *character);
      at += end + 1;
    } else {
      out.push_back(text[at++]);
    }
  }
  return out;
}

// True for tags that part paragraphs; `tag` begins behind '<'.
bool parts_lines(std::string_view tag) {
  if (tag.starts_with('/')) tag.remove_prefix(1);
  std::string name;
  for (const char c : tag.substr(0, 10)) {
    if (!is_ascii_letter(c) && !is_ascii_digit(c)) break;
    name.push_back(static_cast<char>(c | 0x20));
  }
  for (const std::string_view known : {"p", "br", "div", "li", "ul", "ol", "tr", "blockquote"}) {
    if (name == known) return true;
  }
  return name.size() == 2 && name[0] == 'h' && is_ascii_digit(tag[1]);
}

// Takes out "<...>" where it begins like a tag.
std::string remove_markup(std::string_view text) {
  std::string out;
  std::size_t at = 0;
  while (at < text.size()) {
    const std::size_t open = std::min(text.find('<', at), text.size());
    out.append(text, at, open - at);
    at = open;
    if (at == text.size()) break;
    const std::string_view rest = text.substr(at + 1);
    const bool tag =
        !rest.empty() && (is_ascii_letter(rest[0]) || rest[0] == '/' || rest[0] == '!');
    const std::size_t close = tag ? rest.find('>') : std::string_view::npos;
    if (close == std::string_view::npos) {
      out.append(text, at, text.size() - at);
      break;
    }
    if (parts_lines(rest.substr(0, close))) out.push_back('\n');
    at += close + 2;
  }
  return out;
}

std::string plain(std::string_view text) {
  if (text.find_first_of("&<") == std::string_view::npos) return std::string(text);
  std::string out = resolve_references(resolve_references(text));
  return out.find('<') == std::string::npos ? out : remove_markup(out);
}

// Code points that carry no meaning for a title: ASCII signs, general punctuation, quotes.
bool is_sign(char32_t c) {
  if (c < 0x80) {
    const char byte = static_cast<char>(c);
    return !is_ascii_letter(byte) && !is_ascii_digit(byte);
  }
  return (c >= 0x80 && c <= 0xBF && c != 0xAA && c != 0xB5 && c != 0xBA) ||
         (c >= 0x2000 && c <= 0x206F) || (c >= 0x3000 && c <= 0x303F) ||
         (c >= 0xFF00 && c <= 0xFF0F) || c == 0xFF1A || c == 0xFF5C || c == 0xFEFF;
}

}  // namespace

std::string clean_line(std::string_view text) { return text::one_line(plain(text)); }

std::string clean_lines(std::string_view text) {
  std::string out;
  for (const std::string& line : text::split_lines(plain(text))) {
    if (!out.empty()) out.push_back('\n');
    out += line;
  }
  return out;
}

std::string short_text(const GumboNode& root, std::size_t limit) {
  constexpr std::size_t kMaxNodes = 400;
  std::string out;
  std::size_t nodes = 0;
  bool over = false;
  const auto blank = [&](const GumboNode& node) {
    const GumboTag tag = html::tag_of(node);
    if (tag == GUMBO_TAG_BR || html::is_block(tag)) html::append_collapsed(out, " ");
  };
  html::walk(
      root,
      [&](const GumboNode& node) {
        over = over || ++nodes > kMaxNodes || out.size() > limit;
        if (over) return false;
        if (html::is_text(node)) html::append_collapsed(out, node.v.text.text);
        const GumboTag tag = html::tag_of(node);
        blank(node);
        return html::is_element(node) && tag != GUMBO_TAG_SCRIPT && tag != GUMBO_TAG_STYLE &&
               tag != GUMBO_TAG_NOSCRIPT && tag != GUMBO_TAG_BUTTON && tag != GUMBO_TAG_SVG;
      },
      blank);
  if (over || out.size() > limit) return {};
  return text::one_line(out);
}

std::string lower_ascii(std::string_view text) {
  std::string out(text);
  for (char& c : out) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c | 0x20);
  }
  return out;
}

std::string title_key(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size();) {
    const char32_t c = text::next_character(text, i);
    if (is_sign(c)) continue;
    text::append_character(out, c >= U'A' && c <= U'Z' ? c + 32 : c);
  }
  return out;
}

std::string plain_marks(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size();) {
    char32_t c = text::next_character(text, i);
    if (c == 0x2018 || c == 0x2019 || c == 0x201A || c == 0x2032 || c == 0xB4 || c == '`') c = '\'';
    if (c == 0x201C || c == 0x201D || c == 0x201E || c == 0xAB || c == 0xBB) c = '"';
    if (c >= 0x2010 && c <= 0x2015) c = '-';
    if (c == 0x2026) {
      out += "...";
    } else {
      text::append_character(out, c);
    }
  }
  return out;
}

std::vector<std::string> title_words(std::string_view text) {
  std::vector<std::string> words;
  bool open = false;
  for (std::size_t i = 0; i < text.size();) {
    const char32_t c = text::next_character(text, i);
    if (is_sign(c)) {
      open = false;
      continue;
    }
    if (!open) words.emplace_back();
    open = true;
    text::append_character(words.back(), c >= U'A' && c <= U'Z' ? c + 32 : c);
  }
  return words;
}

WordBag::WordBag(std::string_view text) : words_(title_words(text)) { std::ranges::sort(words_); }

double WordBag::overlap(const WordBag& other) const {
  if (words_.empty() || other.words_.empty()) return 0;
  std::size_t both = 0;
  for (auto a = words_.begin(), b = other.words_.begin();
       a != words_.end() && b != other.words_.end();) {
    const int order = a->compare(*b);
    both += order == 0;
    if (order <= 0) ++a;
    if (order >= 0) ++b;
  }
  return 2.0 * static_cast<double>(both) / static_cast<double>(words_.size() + other.words_.size());
}

bool looks_like_address(std::string_view text) {
  return text.find("://") != std::string_view::npos || text.starts_with("www.") ||
         text.find("/#") != std::string_view::npos ||
         (text.find('@') != std::string_view::npos && text.find('.') != std::string_view::npos);
}

}  // namespace tidings::article
