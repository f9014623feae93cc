#pragma once

#include <array>
#include <cstdint>
#include <expected>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

// The corpus's document format: a header line, a title line, one paragraph a line.
namespace tidings::document {

using ContentHash = std::array<std::uint8_t, 32>;

struct Document {
  std::string day;    // "YYYY-MM-DD"; empty: unknown, written as '-'
  std::string url;    // canonical URL; empty: unknown, written as '-'
  std::string title;  // empty: unknown, written as '-'
  std::vector<std::string> paragraphs;
};

// Serialises in the format: UTF-8 NFC, LF, no control characters, no blank lines, paragraphs
// trimmed. Whatever the values hold, the result is well formed.
[[nodiscard]] std::string format(const Document& document);

// Reads a document that format() wrote. Error: one line, for text that is not in the format.
[[nodiscard]] std::expected<Document, std::string> parse(std::string_view text);

// SHA-256 over the body's bytes, line 3 to the end (as `tail -n +3 FILE | sha256sum`).
[[nodiscard]] ContentHash content_hash(std::string_view formatted);

// SHA-256 of any bytes.
[[nodiscard]] ContentHash sha256(std::string_view bytes);
[[nodiscard]] std::string hex(const ContentHash& hash);

// "000_c2146fd9ab94773e.txt": the number with at least three digits, 16 hex digits of the hash.
[[nodiscard]] std::string file_name(std::uint64_t number, const ContentHash& hash);

struct FileName {
  std::uint64_t number = 0;
  std::string hash_prefix;  // 16 lower-case hex digits
};
[[nodiscard]] std::optional<FileName> parse_file_name(std::string_view name);

}  // namespace tidings::document
