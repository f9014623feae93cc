#include "parsers/url/percent.hpp"

#include <algorithm>
#include <array>

namespace tidings::url {
namespace {

constexpr std::array<std::uint8_t, 256> make_sets() {
  std::array<std::uint8_t, 256> sets{};
  const auto add = [&sets](std::string_view bytes, unsigned bits) {
    for (const char c : bytes) {
      auto& entry = sets[static_cast<unsigned char>(c)];
      entry = static_cast<std::uint8_t>(entry | bits);
    }
  };
  constexpr unsigned kFragment = 1, kQuery = 2, kPath = 4, kUserinfo = 8;
  for (unsigned c = 0; c < sets.size(); ++c) {
    if (c < 0x20 || c > 0x7E) sets[c] = kFragment | kQuery | kPath | kUserinfo;
  }
  add(" \"<>", kFragment | kQuery | kPath | kUserinfo);
  add("`", kFragment | kPath | kUserinfo);
  add("#", kQuery | kPath | kUserinfo);
  add("'", kQuery);
  add("?{}", kPath | kUserinfo);
  add("/:;=@[\\]^|", kUserinfo);
  return sets;
}

constexpr std::array<std::uint8_t, 256> kSets = make_sets();

}  // namespace

bool is_encoded(char byte, EncodeSet set) {
  return (kSets[static_cast<unsigned char>(byte)] & static_cast<unsigned>(set)) != 0;
}

void append_encoded(std::string& out, std::string_view text, EncodeSet set) {
  constexpr std::string_view kHex = "0123456789ABCDEF";
  while (!text.empty()) {
    const auto stop =
        std::find_if(text.begin(), text.end(), [set](char c) { return is_encoded(c, set); });
    const auto plain = static_cast<std::size_t>(stop - text.begin());
    out.append(text.substr(0, plain));
    if (plain == text.size()) return;
    const auto byte = static_cast<unsigned char>(text[plain]);
    out += '%';
    out += kHex[byte >> 4];
    out += kHex[byte & 15];
    text.remove_prefix(plain + 1);
  }
}

std::string percent_decode(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '%' && i + 2 < text.size()) {
      const int high = hex_value(text[i + 1]), low = hex_value(text[i + 2]);
      if (high >= 0 && low >= 0) {
        out += static_cast<char>(high * 16 + low);
        i += 2;
        continue;
      }
    }
    out += text[i];
  }
  return out;
}

}  // namespace tidings::url
