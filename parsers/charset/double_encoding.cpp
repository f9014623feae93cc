#include "parsers/charset/double_encoding.hpp"

#include <algorithm>

#include "parsers/charset/utf8.hpp"
#include "parsers/charset/windows_1252.hpp"

namespace tidings::charset {
namespace {

// The byte that windows-1252 reads as the character; none for most characters.
std::optional<char> windows_1252_byte(char32_t character) {
  if (character >= 0xA0 && character <= 0xFF) return static_cast<char>(character);
  const auto found = std::ranges::find(kWindows1252C1, character);
  if (found == kWindows1252C1.end()) return std::nullopt;
  return static_cast<char>(0x80 + (found - kWindows1252C1.begin()));
}

// Takes the characters beyond ASCII off the start of `text`, as windows-1252 bytes.
std::optional<std::string> take_run(std::string_view& text) {
  std::string bytes;
  while (!text.empty() && static_cast<unsigned char>(text.front()) >= 0x80) {
    const std::size_t length = utf8::next(text).length;
    const auto byte = windows_1252_byte(utf8::decode(text.substr(0, length)));
    if (!byte) return std::nullopt;
    bytes += *byte;
    text.remove_prefix(length);
  }
  return bytes;
}

}  // namespace

std::optional<std::string> undo_double_encoding(std::string_view text) {
  constexpr int kEnough = 3;
  std::string out;
  int runs = 0;
  for (std::string_view rest = text; !rest.empty();) {
    const std::string_view plain = rest.substr(0, utf8::ascii_prefix(rest));
    rest.remove_prefix(plain.size());
    const auto run = take_run(rest);
    if (!run || !utf8::is_valid(*run)) return std::nullopt;
    if (out.empty()) out.reserve(text.size());
    out.append(plain).append(*run);
    if (!run->empty()) ++runs;
  }
  return runs >= kEnough ? std::optional(std::move(out)) : std::nullopt;
}

}  // namespace tidings::charset
