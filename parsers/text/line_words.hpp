#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

// How a line falls into words, as the forms of lines look at it. Case is that of ASCII.
namespace tidings::text {

[[nodiscard]] constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }
[[nodiscard]] constexpr bool is_lower(char c) { return c >= 'a' && c <= 'z'; }
[[nodiscard]] constexpr bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
// Counts every byte of a character beyond ASCII as a letter.
[[nodiscard]] constexpr bool is_letter(char c) {
  return is_lower(c) || is_upper(c) || static_cast<unsigned char>(c) >= 0x80;
}

[[nodiscard]] std::vector<std::string_view> split(std::string_view text, char separator);

// Without the blanks at both ends.
[[nodiscard]] std::string_view trim(std::string_view text);

[[nodiscard]] std::size_t digits_in(std::string_view text);

// What stands behind `word` (lower case) at the start of the line, case aside; else nothing.
[[nodiscard]] std::string_view after_word(std::string_view line, std::string_view word);

}  // namespace tidings::text
