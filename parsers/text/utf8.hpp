#pragma once

#include <cstddef>
#include <string>
#include <string_view>

// UTF-8 one character at a time.
namespace tidings::text {

inline constexpr char32_t kReplacement = U'\uFFFD';

namespace detail {

// Decodes a sequence that begins at or above 80; `i` is moved past what was read.
char32_t next_multibyte(std::string_view text, std::size_t& i);

}  // namespace detail

// The character at `i` (< text.size()), which is moved behind it. Each maximal subpart of an
// ill-formed sequence gives one kReplacement (Unicode 15.0, section 3.9, table 3-7, U+FFFD
// substitution; the same as the "UTF-8 decoder" of the WHATWG Encoding Standard).
inline char32_t next_character(std::string_view text, std::size_t& i) {
  const auto first = static_cast<unsigned char>(text[i]);
  if (first < 0x80) {
    ++i;
    return first;
  }
  return detail::next_multibyte(text, i);
}

// Writes a character, which must be a Unicode scalar value; returns its 1 to 4 bytes.
std::size_t put_character(char* bytes, char32_t c);

void append_character(std::string& text, char32_t c);

}  // namespace tidings::text
