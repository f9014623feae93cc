#include "parsers/date/fold_word.hpp"

#include <unicode/uchar.h>
#include <unicode/unistr.h>

namespace tidings::date {
namespace {

constexpr char32_t kReplacement = 0xFFFD;

// How many bytes follow a lead byte, and the least code point that needs so many; -1: no lead.
struct Lead {
  int trail;
  char32_t bits;
  char32_t least;
};

Lead read_lead(unsigned char byte) {
  if (byte < 0x80) return {0, byte, 0};
  if (byte >= 0xC2 && byte < 0xE0) return {1, byte & 0x1FU, 0x80};
  if (byte >= 0xE0 && byte < 0xF0) return {2, byte & 0x0FU, 0x800};
  if (byte >= 0xF0 && byte < 0xF5) return {3, byte & 0x07U, 0x10000};
  return {-1, 0, 0};
}

}  // namespace

char32_t next_code_point(std::string_view text, std::size_t& at) {
  const auto [trail, bits, least] = read_lead(static_cast<unsigned char>(text[at++]));
  if (trail <= 0) return trail == 0 ? bits : kReplacement;
  char32_t code = bits;
  std::size_t next = at;
  for (int i = 0; i < trail; ++i, ++next) {
    if (next >= text.size()) return kReplacement;
    const auto byte = static_cast<unsigned char>(text[next]);
    if ((byte & 0xC0U) != 0x80) return kReplacement;
    code = code << 6 | (byte & 0x3FU);
  }
  if (code < least || code > 0x10FFFF || (code >= 0xD800 && code < 0xE000)) return kReplacement;
  at = next;
  return code;
}

std::string fold_word(std::string_view word) {
  std::string folded;
  folded.reserve(word.size() + 4);
  for (std::size_t at = 0; at < word.size();) {
    const UChar32 code =
        u_foldCase(static_cast<UChar32>(next_code_point(word, at)), U_FOLD_CASE_DEFAULT);
    if (code < 0x80) {
      folded.push_back(static_cast<char>(code));
    } else {
      icu::UnicodeString(code).toUTF8String(folded);
    }
  }
  return folded;
}

}  // namespace tidings::date
