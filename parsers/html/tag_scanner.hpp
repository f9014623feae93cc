#pragma once

#include <cstddef>
#include <string>
#include <string_view>

// Start tags in raw HTML, read without a tree.
namespace tidings::html {

// A start tag as WHATWG HTML 13.2.5.8 to 13.2.5.40 delimit it.
struct Tag {
  std::size_t begin = 0;                     // offset of '<'
  std::size_t end = std::string_view::npos;  // behind '>'; npos: never closed
  bool self_closing = false;
};

[[nodiscard]] constexpr bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
[[nodiscard]] constexpr bool is_space(char c) {
  return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f';
}
[[nodiscard]] std::string lower_case(std::string_view text);  // ASCII only

// True when the tag name at `at` is `name` (lower case): followed by white space, '/' or '>'.
[[nodiscard]] bool names_tag(std::string_view page, std::size_t at, std::string_view name);

// Reads the start tag whose '<' stands at `at`.
[[nodiscard]] Tag scan_tag(std::string_view page, std::size_t at);

// The raw value of an attribute (name in lower case) of a scanned tag; empty when it is absent.
[[nodiscard]] std::string_view tag_attribute(std::string_view page, const Tag& tag,
                                             std::string_view name);

}  // namespace tidings::html
