#pragma once

#include <cstdint>
#include <string>
#include <string_view>

// Percent-encoding and -decoding (WHATWG URL 1.3).
namespace tidings::url {

// The percent-encode sets that http and https URLs need.
enum class EncodeSet : std::uint8_t {
  kFragment,
  kQuery,
  kPath,
  kUserinfo
};  // kQuery: special-query

// Whether the byte is written as %XX in a part that uses `set`.
[[nodiscard]] constexpr bool is_encoded(char byte, EncodeSet set) {
  if (byte < ' ' || byte > '~') return true;  // controls, DEL and all that is not ASCII
  const auto one_of = [byte](std::string_view bytes) { return bytes.contains(byte); };
  if (one_of(" \"<>")) return true;
  switch (set) {
    case EncodeSet::kFragment:
      return byte == '`';
    case EncodeSet::kQuery:
      return one_of("#'");
    case EncodeSet::kPath:
      return one_of("#`?{}");
    case EncodeSet::kUserinfo:
      break;
  }
  return one_of("#`?{}/:;=@[\\]^|");
}

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
