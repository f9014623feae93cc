#include "parsers/article/script_text.hpp"

#include <array>
#include <charconv>

#include "parsers/text/utf8.hpp"

namespace tidings::article {
namespace {

constexpr std::size_t kNone = std::string_view::npos;
constexpr int kLiteralsInLiterals = 2;

// How a paragraph's end is written inside a script.
constexpr std::array<std::string_view, 5> kParagraphEnds = {"\\u003c/p", "\\u003C/p", "<\\/p",
                                                            "\\u003c\\/p", "</p>\\"};

bool is_escaped(std::string_view text, std::size_t at) {
  std::size_t backslashes = 0;
  while (backslashes < at && text[at - 1 - backslashes] == '\\') ++backslashes;
  return backslashes % 2 == 1;
}

std::size_t next_paragraph_end(std::string_view page, std::size_t from) {
  for (std::size_t at = from; (at = page.find_first_of("\\<", at)) != kNone; ++at) {
    for (const std::string_view end : kParagraphEnds) {
      if (page.substr(at).starts_with(end)) return at;
    }
  }
  return kNone;
}

// The literal in double quotes around `at`, not reaching before `from`.
std::string_view literal_around(std::string_view page, std::size_t from, std::size_t at) {
  std::size_t begin = page.rfind('"', at);
  while (begin != kNone && begin > from && is_escaped(page, begin))
    begin = page.rfind('"', begin - 1);
  std::size_t end = page.find('"', at);
  while (end != kNone && is_escaped(page, end)) end = page.find('"', end + 1);
  if (begin == kNone || begin < from || end == kNone) return {};
  return page.substr(begin + 1, end - begin - 1);
}

char32_t read_hex(std::string_view text, std::size_t at) {
  unsigned value = 0;
  const std::string_view digits = text.substr(at, 4);
  const auto [end, error] =
      std::from_chars(digits.data(), digits.data() + digits.size(), value, 16);
  return error == std::errc() && end == digits.data() + 4 ? value : text::kReplacement;
}

// The character of a \u escape at `at`, which is moved behind it; two escapes make a character
// beyond the BMP.
char32_t read_unicode_escape(std::string_view text, std::size_t& at) {
  const char32_t first = read_hex(text, at + 2);
  at += 6;
  if (first < 0xD800 || first > 0xDFFF) return first;
  if (first < 0xDC00 && text.substr(at).starts_with("\\u")) {
    const char32_t second = read_hex(text, at + 2);
    at += 6;
    if (second >= 0xDC00 && second <= 0xDFFF) {
      return 0x10000 + ((first - 0xD800) << 10U) + (second - 0xDC00);
    }
  }
  return text::kReplacement;
}

std::string unescape(std::string_view text) {
  std::string plain;
  plain.reserve(text.size());
  for (std::size_t i = 0; i < text.size();) {
    if (text[i] != '\\' || i + 1 == text.size()) {
      plain.push_back(text[i++]);
    } else if (text[i + 1] == 'u') {
      text::append_character(plain, read_unicode_escape(text, i));
    } else {
      const char c = text[i + 1];
      plain.push_back(c == 'n' || c == 't' || c == 'r' ? ' ' : c);
      i += 2;
    }
  }
  return plain;
}

std::string longest_literal(std::string_view page) {
  std::string_view longest;
  std::size_t from = 0;
  for (std::size_t at = 0; (at = next_paragraph_end(page, at)) != kNone;) {
    const std::string_view literal = literal_around(page, from, at);
    if (literal.size() > longest.size()) longest = literal;
    from = literal.empty()
               ? at + 1
               : static_cast<std::size_t>(literal.data() - page.data()) + literal.size() + 1;
    at = from;
  }
  return unescape(longest);
}

}  // namespace

std::string markup_in_scripts(std::string_view page) {
  std::string markup = longest_literal(page);
  for (int i = 1; i < kLiteralsInLiterals; ++i) {
    std::string inner = longest_literal(markup);
    if (!inner.empty()) markup = std::move(inner);
  }
  return markup;
}

}  // namespace tidings::article
