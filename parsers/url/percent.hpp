#pragma once

#include <cstdint>
#include <string>
#include <string_view>

// Percent-encoding and -decoding (WHATWG URL 1.3).
namespace tidings::url {

// The percent-encode sets that http and https URLs need; each holds everything above U+007E too.
enum class EncodeSet : std::uint8_t {
  kFragment = 1,
  kQuery = 2,  // the special-query set
  kPath = 4,
  kUserinfo = 8
};

// Whether the byte is written as %XX in a part that uses `set`.
[[nodiscard]] bool is_encoded(char byte, EncodeSet set);

// Appends `text` to `out`, each byte of `set` as %XX (upper-case hex).
void append_encoded(std::string& out, std::string_view text, EncodeSet set);

// Decodes %XX; a '%' without two hex digits stays.
[[nodiscard]] std::string percent_decode(std::string_view text);

// The value of a hex digit, -1 for another byte.
[[nodiscard]] constexpr int hex_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

}  // namespace tidings::url
