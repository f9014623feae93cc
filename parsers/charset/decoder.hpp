#pragma once

#include <string>
#include <string_view>

// Bytes of a known encoding to UTF-8 (WHATWG Encoding 6 to 14), legacy tables by ICU.
namespace tidings::charset {

struct DecodedBytes {
  std::string text;
  bool ill_formed = false;  // some bytes became U+FFFD
};

// Decodes `bytes` as the WHATWG encoding `name`, "UTF-16LE" and "UTF-16BE" included; a byte order
// mark is taken off UTF-8 and UTF-16. `name` must come from encoding_for_label. "replacement" gives
// one U+FFFD. In a fault of several bytes of EUC-JP, EUC-KR and Shift_JIS there may be a U+FFFD for
// each, where the standard has one; ASCII among them is kept as it has it.
[[nodiscard]] DecodedBytes decode(std::string_view bytes, std::string_view name);

// Whether the encoding is one byte a character.
[[nodiscard]] bool is_single_byte(std::string_view name);

}  // namespace tidings::charset
