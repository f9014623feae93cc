#include "parsers/feed/clean_text.hpp"

#include <algorithm>
#include <cstring>

#include "parsers/feed/names.hpp"
#include "parsers/feed/references.hpp"
#include "parsers/feed/tag.hpp"
#include "parsers/text/utf8.hpp"

namespace tidings::feed {
namespace {

constexpr std::size_t kMaxEntities = 256;
constexpr std::size_t kMaxEntityBytes = 1000;
constexpr std::size_t kMaxSubsetBytes = 100'000;

bool is_control(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte < 0x20 && c != '\t' && c != '\n' && c != '\r';
}

// C1 characters (C2 80..C2 9F), U+FFFE and U+FFFF (EF BF BE, EF BF BF).
bool is_odd_sequence(std::string_view text, std::size_t at) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  if (byte(at) == 0xC2) return at + 1 < text.size() && byte(at + 1) < 0xA0;
  return byte(at) == 0xEF && at + 2 < text.size() && byte(at + 1) == 0xBF && byte(at + 2) >= 0xBE;
}

bool is_unclean(std::string_view text, std::size_t at) {
  return is_control(text[at]) || is_odd_sequence(text, at);
}

struct Predefined {
  std::string_view written;
  char meant;
};

// The references that make up nearly all of a feed's, by frequency.
constexpr Predefined kPredefined[] = {
    {"lt;", '<'}, {"gt;", '>'}, {"amp;", '&'}, {"quot;", '"'}, {"apos;", '\''}};

// The bytes of the reference at the start of `text` that was appended; 0: there is none.
std::size_t append_reference(std::string& out, std::string_view text, const Entities& entities) {
  for (const Predefined& known : kPredefined) {
    if (!text.substr(1).starts_with(known.written)) continue;
    out += known.meant;
    return known.written.size() + 1;
  }
  if (const auto reference = read_reference(text)) {
    out += reference->text;
    return reference->size;
  }
  if (entities.empty()) return 0;
  const std::string_view name = read_tag_name(text.substr(1));
  if (name.empty() || !text.substr(1 + name.size()).starts_with(';')) return 0;
  const auto found = entities.find(std::string(name));
  if (found == entities.end()) return 0;
  out += found->second;
  return name.size() + 2;
}

}  // namespace

// Blocks of a fixed size, so that the search is vectorised.
bool has_unclean(std::string_view text) {
  constexpr std::size_t kBlock = 64;
  std::size_t at = 0;
  for (; at + kBlock <= text.size(); at += kBlock) {
    unsigned char suspects = 0;
    for (std::size_t i = 0; i < kBlock; ++i) {
      const auto byte = static_cast<unsigned char>(text[at + i]);
      const bool control = (byte < 0x20) & (byte != '\t') & (byte != '\n') & (byte != '\r');
      suspects |= static_cast<unsigned char>(control | (byte == 0xC2) | (byte == 0xEF));
    }
    if (suspects == 0) continue;
    for (std::size_t i = at; i < at + kBlock; ++i) {
      if (is_unclean(text, i)) return true;
    }
  }
  for (; at < text.size(); ++at) {
    if (is_unclean(text, at)) return true;
  }
  return false;
}

void append_clean(std::string& out, std::string_view text) {
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t start = i;
    const bool unclean = is_unclean(text, i);
    const char32_t c = text::next_character(text, i);
    if (!unclean) {
      out += text.substr(start, i - start);
    } else if (c >= 0x80 && c < 0xA0 && from_windows_1252(c) != c) {
      text::append_character(out, from_windows_1252(c));
    }
  }
}

void append_decoded(std::string& out, std::string_view text, const Entities& entities, bool dirty) {
  out.reserve(out.size() + text.size());
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t found = std::min(text.find('&', at), text.size());
    const std::string_view run = text.substr(at, found - at);
    if (dirty && has_unclean(run)) {
      append_clean(out, run);
    } else {
      out += run;
    }
    at = found;
    if (at == text.size()) return;
    const std::size_t size = append_reference(out, text.substr(at), entities);
    if (size == 0) out += '&';
    at += std::max<std::size_t>(size, 1);
  }
}

Entities read_entities(std::string_view subset) {
  constexpr std::string_view kStart = "<!ENTITY";
  Entities entities;
  subset = subset.substr(0, kMaxSubsetBytes);
  for (std::size_t at = subset.find(kStart); at != std::string_view::npos;
       at = subset.find(kStart, at + 1)) {
    std::string_view rest = trim(subset.substr(at + kStart.size()));
    const std::string_view name = read_tag_name(rest);
    rest = trim(rest.substr(name.size()));
    if (name.empty() || rest.empty() || (rest[0] != '"' && rest[0] != '\'')) continue;
    const std::string_view value = rest.substr(1, rest.find(rest[0], 1) - 1);
    if (value.size() > kMaxEntityBytes || value.find('%') != std::string_view::npos) continue;
    std::string text;
    bool plain = true;
    for (std::size_t i = 0; plain && i < value.size();) {
      const std::size_t size = value[i] == '&' ? append_reference(text, value.substr(i), {}) : 1;
      if (value[i] != '&') text += value[i];
      plain = size > 0;
      i += size;
    }
    if (plain && entities.size() < kMaxEntities) entities.emplace(name, std::move(text));
  }
  return entities;
}

}  // namespace tidings::feed
