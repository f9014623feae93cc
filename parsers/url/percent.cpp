#include "parsers/url/percent.hpp"

#include "parsers/url/byte_set.hpp"

namespace tidings::url {
namespace {

template <EncodeSet kSet>
constexpr ByteSet kEncoded = ByteSet::where([](char c) { return is_encoded(c, kSet); });

const ByteSet& bytes_of(EncodeSet set) {
  switch (set) {
    case EncodeSet::kFragment:
      return kEncoded<EncodeSet::kFragment>;
    case EncodeSet::kQuery:
      return kEncoded<EncodeSet::kQuery>;
    case EncodeSet::kPath:
      return kEncoded<EncodeSet::kPath>;
    case EncodeSet::kUserinfo:
      break;
  }
  return kEncoded<EncodeSet::kUserinfo>;
}

}  // namespace

void append_encoded(std::string& out, std::string_view text, EncodeSet set) {
  constexpr std::string_view kHex = "0123456789ABCDEF";
  const ByteSet& encoded = bytes_of(set);
  while (true) {
    const std::size_t plain = encoded.find_in(text);
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
