#include "parsers/html/stand_ins.hpp"

#include <algorithm>
#include <cstring>

#include "parsers/html/node.hpp"

namespace tidings::html {
namespace {

constexpr std::size_t kShortest = 6;  // bytes; a character in UTF-8 has four itself
constexpr std::size_t kBytes = 4;     // of a stand-in
constexpr char32_t kFirst = 0xF0000;

constexpr unsigned char byte(char c) { return static_cast<unsigned char>(c); }

// Planes 15 and 16 in UTF-8: F3 B0 80 80 to F4 8F BF BF.
bool is_private(const char* at) {
  return byte(at[0]) == 0xF4 || (byte(at[0]) == 0xF3 && byte(at[1]) >= 0xB0);
}

// The value of a numeric character reference (HTML 13.2.5.75 to 13.2.5.80), cut off where it is
// large enough.
char32_t reference_value(std::string_view digits) {
  const bool hex = digits.starts_with('x') || digits.starts_with('X');
  if (hex) digits.remove_prefix(1);
  char32_t value = 0;
  for (const char c : digits) {
    const char small = static_cast<char>(c | 0x20);
    const bool is_digit = c >= '0' && c <= '9';
    if (!is_digit && !(hex && small >= 'a' && small <= 'f')) break;
    const int digit = is_digit ? c - '0' : small - 'a' + 10;
    value = value * (hex ? 16 : 10) + static_cast<char32_t>(digit);
    if (value >= kFirst) break;
  }
  return value;
}

// The first stand-in in a text; its end when there is none.
const char* find_private(const char* text, const char* end) {
  return std::find_if(text, end, [](const char& c) { return byte(c) >= 0xF3 && is_private(&c); });
}

}  // namespace

bool StandIns::fit(std::string_view page) {
  for (const char lead : {'\xF3', '\xF4'}) {
    for (std::size_t at = 0; (at = page.find(lead, at)) != std::string_view::npos; ++at) {
      if (at + 1 == page.size() || is_private(&page[at])) return false;
    }
  }
  for (std::size_t at = 0; (at = page.find("&#", at)) != std::string_view::npos; at += 2) {
    if (reference_value(page.substr(at + 2)) >= kFirst) return false;
  }
  return true;
}

std::size_t StandIns::number_of(const char* at) {
  const char32_t c = (byte(at[0]) & 0x07U) << 18U | (byte(at[1]) & 0x3FU) << 12U |
                     (byte(at[2]) & 0x3FU) << 6U | (byte(at[3]) & 0x3FU);
  const std::size_t offset = c - kFirst;
  return offset < 0x10000 ? offset : offset - 0x10000 + kPlane;
}

std::size_t StandIns::changed_bytes_of(std::string_view text) {
  if (byte(text.front()) != 0xC2) return 1;
  return text.size() > 1 && byte(text[1]) < 0xA0 ? 2 : 0;
}

bool StandIns::add_text(std::size_t begin, std::size_t end, std::string& markup) {
  if (end - begin < kShortest || is_full()) return false;
  append_character(stretches_.size(), markup);
  stretches_.push_back({begin, end});
  return true;
}

bool StandIns::add_value(std::size_t begin, std::size_t end, std::string& markup) {
  if (end - begin < kShortest || is_full()) return false;
  const std::string_view value = std::string_view(page_).substr(begin, end - begin);
  for (std::size_t i = 0; i < value.size(); ++i) {
    if (changed_bytes(value, i) != 0) return false;
  }
  const auto [known, is_new] = values_.try_emplace(value, stretches_.size());
  if (is_new) stretches_.push_back({begin, end});
  append_character(known->second, markup);
  return true;
}

void StandIns::append_character(std::size_t number, std::string& markup) const {
  const std::size_t c = kFirst + (number < kPlane ? number : number - kPlane + 0x10000);
  markup += {static_cast<char>(0xF0U | c >> 18U), static_cast<char>(0x80U | (c >> 12U & 0x3FU)),
             static_cast<char>(0x80U | (c >> 6U & 0x3FU)), static_cast<char>(0x80U | (c & 0x3FU))};
}

std::string_view StandIns::text_of(std::size_t number) const {
  const Stretch& stretch = stretches_[number];
  return std::string_view(page_).substr(stretch.begin, stretch.end - stretch.begin);
}

// `text` itself where nothing stands in; null without room.
const char* StandIns::resolve(const char* text, Arena& arena) const {
  const char* const end = text + std::strlen(text);
  const char* at = find_private(text, end);
  if (at == end) return text;
  if (at == text && end - text == kBytes) return text_of(number_of(text)).data();
  std::size_t size = 1;
  for (const char* from = text; from != end; from = at + kBytes) {
    at = find_private(from, end);
    size += static_cast<std::size_t>(at - from);
    if (at == end) break;
    size += text_of(number_of(at)).size();
  }
  char* const whole = static_cast<char*>(arena.take(size));
  if (whole == nullptr) return nullptr;
  char* to = whole;
  for (const char* from = text; from != end; from = at + kBytes) {
    at = find_private(from, end);
    to = std::copy(from, at, to);
    if (at == end) break;
    to = std::ranges::copy(text_of(number_of(at)), to).out;
  }
  *to = '\0';
  return whole;
}

bool StandIns::put_back(const GumboNode& root, Arena& arena) {
  if (stretches_.empty()) return true;
  for (const Stretch& stretch : stretches_) {
    if (stretch.end < page_.size()) page_[stretch.end] = '\0';
  }
  bool whole = true;
  const auto put = [&](const char*& text) {
    const char* const resolved = resolve(text, arena);
    whole = whole && resolved != nullptr;
    text = resolved == nullptr ? "" : resolved;
  };
  // The tree is this page's own; gumbo made it of memory that can be written.
  walk(root, [&](const GumboNode& node) {
    if (is_text(node)) {
      put(const_cast<GumboNode&>(node).v.text.text);
    } else if (is_element(node)) {
      const GumboVector& attributes = node.v.element.attributes;
      for (unsigned i = 0; i < attributes.length; ++i)
        put(static_cast<GumboAttribute*>(attributes.data[i])->value);
    }
    return true;
  });
  return whole;
}

}  // namespace tidings::html
