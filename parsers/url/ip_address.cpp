#include "parsers/url/ip_address.hpp"

#include <algorithm>
#include <vector>

#include "parsers/url/percent.hpp"

namespace tidings::url {
namespace {

constexpr std::uint64_t kIpv4End = std::uint64_t{1} << 32;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

void append_hex(std::string& out, std::uint16_t piece) {
  constexpr std::string_view kHex = "0123456789abcdef";
  bool started = false;
  for (int shift = 12; shift >= 0; shift -= 4) {
    const auto digit = static_cast<std::size_t>((piece >> shift) & 15);
    started = started || digit != 0 || shift == 0;
    if (started) out += kHex[digit];
  }
}

// Reads the pieces of an IPv6 address from left to right.
class Ipv6Reader {
 public:
  explicit Ipv6Reader(std::string_view text) : text_(text) {}

  std::optional<Ipv6Pieces> read() {
    if (peek() == ':') {
      if (peek(1) != ':') return std::nullopt;
      at_ += 2;
      compress_ = ++index_;
    }
    while (at_ < text_.size()) {
      if (index_ == 8 || !read_piece()) return std::nullopt;
      if (finished_) break;
    }
    return expand();
  }

 private:
  [[nodiscard]] char peek(std::size_t ahead = 0) const {
    return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0';
  }

  bool read_piece() {
    if (peek() == ':') {
      if (compress_) return false;
      ++at_;
      compress_ = ++index_;
      return true;
    }
    int value = 0;
    std::size_t length = 0;
    for (; length < 4 && at_ < text_.size() && hex_value(text_[at_]) >= 0; ++length) {
      value = value * 16 + hex_value(text_[at_++]);
    }
    if (peek() == '.') {
      if (length == 0) return false;
      at_ -= length;
      return read_embedded_ipv4();
    }
    if (peek() == ':') {
      ++at_;
      if (at_ == text_.size()) return false;
    } else if (at_ < text_.size()) {
      return false;
    }
    pieces_[index_++] = static_cast<std::uint16_t>(value);
    return true;
  }

  // The last 32 bits in dotted decimal: four plain numbers without leading zeros.
  bool read_embedded_ipv4() {
    if (index_ > 6) return false;
    for (int seen = 0; seen < 4; ++seen) {
      if (seen > 0 && (peek() != '.' || ++at_ == text_.size())) return false;
      if (!is_digit(peek())) return false;
      int value = -1;
      while (is_digit(peek())) {
        const int digit = text_[at_++] - '0';
        if (value == 0) return false;
        value = value < 0 ? digit : value * 10 + digit;
        if (value > 255) return false;
      }
      auto& piece = pieces_[index_ + static_cast<std::size_t>(seen) / 2];
      piece = static_cast<std::uint16_t>(piece * 256 + value);
    }
    index_ += 2;
    finished_ = true;
    return at_ == text_.size();
  }

  // Moves the pieces after "::" to the end.
  [[nodiscard]] std::optional<Ipv6Pieces> expand() {
    if (!compress_) return index_ == 8 ? std::optional(pieces_) : std::nullopt;
    const auto first = pieces_.begin() + static_cast<std::ptrdiff_t>(*compress_);
    const auto last = pieces_.begin() + static_cast<std::ptrdiff_t>(index_);
    std::rotate(first, last, pieces_.end());
    return pieces_;
  }

  std::string_view text_;
  std::size_t at_ = 0;
  std::size_t index_ = 0;
  std::optional<std::size_t> compress_;
  bool finished_ = false;
  Ipv6Pieces pieces_{};
};

}  // namespace

std::optional<std::uint64_t> parse_ipv4_number(std::string_view text) {
  if (text.empty()) return std::nullopt;
  unsigned base = 10;
  if (text.size() >= 2 && text[0] == '0' && (text[1] == 'x' || text[1] == 'X')) {
    base = 16;
    text.remove_prefix(2);
  } else if (text.size() >= 2 && text[0] == '0') {
    base = 8;
    text.remove_prefix(1);
  }
  std::uint64_t value = 0;
  for (const char c : text) {
    const int digit = hex_value(c);
    if (digit < 0 || static_cast<unsigned>(digit) >= base) return std::nullopt;
    value = std::min(value * base + static_cast<unsigned>(digit), kIpv4End);
  }
  return value;
}

std::optional<std::uint32_t> parse_ipv4(std::string_view text) {
  if (text.size() > 1 && text.ends_with('.')) text.remove_suffix(1);
  std::vector<std::uint64_t> numbers;
  for (std::size_t start = 0; start <= text.size();) {
    const std::size_t dot = std::min(text.find('.', start), text.size());
    const auto number = parse_ipv4_number(text.substr(start, dot - start));
    if (!number || numbers.size() == 4) return std::nullopt;
    numbers.push_back(*number);
    start = dot + 1;
  }
  const std::uint64_t last = numbers.back();
  numbers.pop_back();
  if (std::ranges::any_of(numbers, [](std::uint64_t n) { return n > 255; })) return std::nullopt;
  if (last >= kIpv4End >> (8 * numbers.size())) return std::nullopt;
  std::uint64_t address = last;
  for (std::size_t i = 0; i < numbers.size(); ++i) address += numbers[i] << (8 * (3 - i));
  return static_cast<std::uint32_t>(address);
}

std::string serialise_ipv4(std::uint32_t address) {
  std::string out;
  for (int shift = 24; shift >= 0; shift -= 8) {
    out += std::to_string((address >> shift) & 255);
    if (shift > 0) out += '.';
  }
  return out;
}

std::optional<Ipv6Pieces> parse_ipv6(std::string_view text) { return Ipv6Reader(text).read(); }

std::string serialise_ipv6(const Ipv6Pieces& pieces) {
  std::size_t longest = 0, compress = pieces.size();
  for (std::size_t i = 0; i < pieces.size();) {
    std::size_t end = i;
    while (end < pieces.size() && pieces[end] == 0) ++end;
    if (end - i > std::max<std::size_t>(longest, 1)) {
      longest = end - i;
      compress = i;
    }
    i = end + 1;
  }
  std::string out;
  for (std::size_t i = 0; i < pieces.size(); ++i) {
    if (i == compress) {
      out += i == 0 ? "::" : ":";
      i += longest - 1;
      continue;
    }
    append_hex(out, pieces[i]);
    if (i + 1 < pieces.size()) out += ':';
  }
  return out;
}

}  // namespace tidings::url
