#pragma once

#include <cstddef>
#include <string>
#include <string_view>

// UTF-8 as RFC 3629 and Unicode table 3-7 define it: no overlong forms, no surrogates, nothing
// above U+10FFFF.
namespace tidings::utf8 {

// What a pass over bytes found; see scan().
struct Scan {
  std::size_t valid_bytes = 0;  // length of the well-formed start
  bool multi_byte = false;      // that start holds a sequence of two or more bytes
};

// Reads up to the first ill-formed sequence. ASCII is skipped at some 10 GB/s, other text at
// about 1.
[[nodiscard]] Scan scan(std::string_view bytes);

[[nodiscard]] bool is_valid(std::string_view bytes);

// The length of the first ASCII run.
[[nodiscard]] std::size_t ascii_prefix(std::string_view bytes);

// The sequence at the start of `bytes`, which are not empty: its length if it is well-formed; if
// not, the length of the maximal subpart that one U+FFFD replaces (Unicode 3.9, WHATWG
// Encoding 8.1.1).
struct Sequence {
  std::size_t length = 0;
  bool valid = false;
};
[[nodiscard]] Sequence next(std::string_view bytes);

// The code point of one well-formed sequence.
[[nodiscard]] char32_t decode(std::string_view sequence);

// `bytes` with each ill-formed maximal subpart replaced by U+FFFD.
[[nodiscard]] std::string repair(std::string_view bytes);

// Appends a code point; a surrogate or one above U+10FFFF becomes U+FFFD.
void append(std::string& out, char32_t code_point);

}  // namespace tidings::utf8
