#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

// Start tags in raw HTML, read without a tree.
namespace tidings::html {

// A start tag as WHATWG HTML 13.2.5.8 to 13.2.5.40 delimit it.
struct Tag {
  std::size_t begin = 0;                     // offset of '<'
  std::size_t end = std::string_view::npos;  // behind '>'; npos: never closed
  bool self_closing = false;
};

// An attribute of a start tag, from its name to behind its value.
struct Attribute {
  std::size_t begin = 0;
  std::size_t end = 0;
  std::string_view name;   // as written
  std::string_view value;  // raw, without quotes
};

[[nodiscard]] constexpr bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
[[nodiscard]] constexpr bool is_space(char c) {
  return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f';
}
[[nodiscard]] std::string lower_case(std::string_view text);  // ASCII only

// True when `written` is `name` (lower case), ASCII case ignored.
[[nodiscard]] bool equals_lower(std::string_view written, std::string_view name);

// True when the tag name at `at` is `name` (lower case): followed by white space, '/' or '>'.
[[nodiscard]] bool names_tag(std::string_view page, std::size_t at, std::string_view name);

// Reads the start tag whose '<' stands at `at`; `attributes` is overwritten with what it holds.
[[nodiscard]] Tag scan_tag(std::string_view page, std::size_t at);
[[nodiscard]] Tag scan_tag(std::string_view page, std::size_t at,
                           std::vector<Attribute>& attributes);

// The raw value of an attribute (name in lower case) of a scanned tag; empty when it is absent.
[[nodiscard]] std::string_view tag_attribute(std::string_view page, const Tag& tag,
                                             std::string_view name);

}  // namespace tidings::html
