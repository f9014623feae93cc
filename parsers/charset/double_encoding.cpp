#include "parsers/charset/double_encoding.hpp"

#include <algorithm>
#include <array>

#include "parsers/charset/utf8.hpp"

namespace tidings::charset {
namespace {

// What windows-1252 has in the places of C1 controls, 0x80 to 0x9F (WHATWG Encoding 9.1).
constexpr std::array<char32_t, 32> kPunctuation{
    0x20AC, 0x81,   0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0x8D,   0x017D, 0x8F,   0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D,   0x017E, 0x0178};

// The byte that windows-1252 reads as the character; none for most characters.
std::optional<char> windows_1252_byte(char32_t character) {
  if (character >= 0xA0 && character <= 0xFF) return static_cast<char>(character);
  const auto found = std::ranges::find(kPunctuation, character);
  if (found == kPunctuation.end()) return std::nullopt;
  return static_cast<char>(0x80 + (found - kPunctuation.begin()));
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
