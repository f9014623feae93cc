#include "parsers/text/utf8.hpp"

namespace tidings::text {

char32_t detail::next_multibyte(std::string_view text, std::size_t& i) {
  const auto first = static_cast<unsigned char>(text[i++]);
  if (first < 0xC2 || first > 0xF4) return kReplacement;
  const int trailing = first < 0xE0 ? 1 : first < 0xF0 ? 2 : 3;
  // The second byte's range depends on the first: no overlong forms, surrogates, or beyond 10FFFF.
  unsigned low = first == 0xE0 ? 0xA0 : first == 0xF0 ? 0x90 : 0x80;
  unsigned high = first == 0xED ? 0x9F : first == 0xF4 ? 0x8F : 0xBF;
  char32_t c = first & (0x3FU >> trailing);
  for (int n = 0; n < trailing; ++n) {
    const unsigned byte = i < text.size() ? static_cast<unsigned char>(text[i]) : 0U;
    if (byte < low || byte > high) return kReplacement;
    ++i;
    c = (c << 6U) | (byte & 0x3FU);
    low = 0x80;
    high = 0xBF;
  }
  return c;
}

std::size_t put_character(char* bytes, char32_t c) {
  const auto trail = [c](unsigned shift) {
    return static_cast<char>(0x80U | ((c >> shift) & 0x3FU));
  };
  if (c < 0x80) {
    bytes[0] = static_cast<char>(c);
    return 1;
  }
  if (c < 0x800) {
    bytes[0] = static_cast<char>(0xC0U | (c >> 6U));
    bytes[1] = trail(0);
    return 2;
  }
  if (c < 0x10000) {
    bytes[0] = static_cast<char>(0xE0U | (c >> 12U));
    bytes[1] = trail(6);
    bytes[2] = trail(0);
    return 3;
  }
  bytes[0] = static_cast<char>(0xF0U | (c >> 18U));
  bytes[1] = trail(12);
  bytes[2] = trail(6);
  bytes[3] = trail(0);
  return 4;
}

void append_character(std::string& text, char32_t c) {
  char bytes[4];
  text.append(bytes, put_character(bytes, c));
}

}  // namespace tidings::text
