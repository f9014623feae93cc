#include "parsers/charset/utf8.hpp"

#include <array>
#include <bit>
#include <cstdint>
#include <cstring>

namespace tidings::utf8 {
namespace {

constexpr std::uint64_t kHighBits = 0x8080808080808080;

std::uint64_t load(const char* at) {
  std::uint64_t word = 0;
  std::memcpy(&word, at, sizeof word);
  return word;
}

unsigned char byte_at(std::string_view bytes, std::size_t i) {
  return static_cast<unsigned char>(bytes[i]);
}

bool in_range(unsigned char byte, unsigned char low, unsigned char high) {
  return byte >= low && byte <= high;
}

// Length of a sequence by its lead byte (0: none) and the bounds of the byte after it.
struct Lead {
  std::uint8_t length = 0;
  std::uint8_t low = 0x80;
  std::uint8_t high = 0xBF;
};

constexpr std::array<Lead, 256> make_leads() {
  std::array<Lead, 256> leads{};
  for (std::size_t c = 0; c < 0x80; ++c) leads[c].length = 1;
  for (std::size_t c = 0xC2; c <= 0xDF; ++c) leads[c].length = 2;
  for (std::size_t c = 0xE0; c <= 0xEF; ++c) leads[c].length = 3;
  for (std::size_t c = 0xF0; c <= 0xF4; ++c) leads[c].length = 4;
  leads[0xE0].low = 0xA0;
  leads[0xED].high = 0x9F;
  leads[0xF0].low = 0x90;
  leads[0xF4].high = 0x8F;
  return leads;
}

constexpr std::array<Lead, 256> kLeads = make_leads();

}  // namespace

std::size_t ascii_prefix(std::string_view bytes) {
  const char* const start = bytes.data();
  std::size_t i = 0;
  for (; i + 32 <= bytes.size(); i += 32) {
    const std::uint64_t all =
        load(start + i) | load(start + i + 8) | load(start + i + 16) | load(start + i + 24);
    if ((all & kHighBits) != 0) break;
  }
  for (; i + 8 <= bytes.size(); i += 8) {
    if (const std::uint64_t high = load(start + i) & kHighBits; high != 0) {
      if constexpr (std::endian::native == std::endian::little) {
        return i + static_cast<std::size_t>(std::countr_zero(high)) / 8;
      }
      break;
    }
  }
  while (i < bytes.size() && byte_at(bytes, i) < 0x80) ++i;
  return i;
}

Sequence next(std::string_view bytes) {
  const Lead lead = kLeads[byte_at(bytes, 0)];
  if (lead.length <= 1) return {1, lead.length == 1};
  if (bytes.size() < 2 || !in_range(byte_at(bytes, 1), lead.low, lead.high)) return {1, false};
  for (std::size_t i = 2; i < lead.length; ++i) {
    if (i >= bytes.size() || !in_range(byte_at(bytes, i), 0x80, 0xBF)) return {i, false};
  }
  return {lead.length, true};
}

namespace {

bool is_continuation(unsigned char byte) { return (byte & 0xC0) == 0x80; }

// The length of the well-formed sequence of several bytes at `at`, 0 if there is none. The
// commonest, two bytes and three but for those of special bounds, without a table.
std::size_t multi_byte_length(std::string_view bytes, std::size_t at) {
  if (at + 3 <= bytes.size()) {
    const unsigned char lead = byte_at(bytes, at);
    const bool first = is_continuation(byte_at(bytes, at + 1));
    if (lead >= 0xC2 && lead <= 0xDF) return first ? 2 : 0;
    if (lead >= 0xE1 && lead <= 0xEF && lead != 0xED) {
      return first && is_continuation(byte_at(bytes, at + 2)) ? 3 : 0;
    }
  }
  const Sequence sequence = next(bytes.substr(at));
  return sequence.valid ? sequence.length : 0;
}

}  // namespace

Scan scan(std::string_view bytes) {
  Scan result;
  std::size_t i = ascii_prefix(bytes);
  while (i < bytes.size()) {
    if (byte_at(bytes, i) >= 0x80) {
      const std::size_t length = multi_byte_length(bytes, i);
      if (length == 0) break;
      result.multi_byte = true;
      i += length;
    } else if (i + 8 <= bytes.size() && (load(bytes.data() + i) & kHighBits) == 0) {
      i += ascii_prefix(bytes.substr(i));
    } else {
      ++i;
    }
  }
  result.valid_bytes = i;
  return result;
}

bool is_valid(std::string_view bytes) { return scan(bytes).valid_bytes == bytes.size(); }

char32_t decode(std::string_view sequence) {
  const unsigned lead = byte_at(sequence, 0);
  if (sequence.size() == 1) return lead;
  char32_t code_point = lead & (0x7FU >> sequence.size());
  for (std::size_t i = 1; i < sequence.size(); ++i) {
    code_point = code_point << 6 | (byte_at(sequence, i) & 0x3FU);
  }
  return code_point;
}

std::string repair(std::string_view bytes) {
  std::string out;
  out.reserve(bytes.size() + 16);
  while (!bytes.empty()) {
    const std::size_t good = scan(bytes).valid_bytes;
    out.append(bytes.substr(0, good));
    bytes.remove_prefix(good);
    if (bytes.empty()) break;
    out.append("\xEF\xBF\xBD");
    bytes.remove_prefix(next(bytes).length);
  }
  return out;
}

void append(std::string& out, char32_t code_point) {
  const auto put = [&out](char32_t byte) { out += static_cast<char>(byte); };
  if (code_point > 0x10FFFF || (code_point >= 0xD800 && code_point <= 0xDFFF)) code_point = 0xFFFD;
  if (code_point < 0x80) {
    put(code_point);
  } else if (code_point < 0x800) {
    put(0xC0 | (code_point >> 6));
    put(0x80 | (code_point & 0x3F));
  } else if (code_point < 0x10000) {
    put(0xE0 | (code_point >> 12));
    put(0x80 | ((code_point >> 6) & 0x3F));
    put(0x80 | (code_point & 0x3F));
  } else {
    put(0xF0 | (code_point >> 18));
    put(0x80 | ((code_point >> 12) & 0x3F));
    put(0x80 | ((code_point >> 6) & 0x3F));
    put(0x80 | (code_point & 0x3F));
  }
}

}  // namespace tidings::utf8
