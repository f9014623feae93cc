#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

// The tags of XML that may not be well-formed.
namespace tidings::feed {

inline constexpr std::size_t kMaxAttributes = 100;
inline constexpr std::size_t kMaxNameBytes = 256;
inline constexpr std::size_t kMaxValueBytes = 65'536;

struct RawAttribute {
  std::string_view name;
  std::string_view value;  // without its quotes, references as written
};

struct Tag {
  std::string_view name;
  std::vector<RawAttribute> attributes;  // each name once, at most kMaxAttributes
  std::size_t size = 0;                  // bytes from '<' to '>'
  bool self_closing = false;
  bool clean = false;  // well-formed as it stands, and without references
};

// Reads the start tag at the start of `text`, which begins with '<'. False: this is no tag.
[[nodiscard]] bool read_tag(std::string_view text, Tag& tag);

// The name at the start of `text`: ASCII letters, digits, ".-_:"; empty if there is none.
[[nodiscard]] std::string_view read_tag_name(std::string_view text);

// The part of a name behind its prefix.
[[nodiscard]] std::string_view local_name(std::string_view name);

// True for the names of HTML elements in no need of an end tag.
[[nodiscard]] bool is_void_element(std::string_view name);

// True for elements that HTML text is written with, which feeds hold unescaped at times.
[[nodiscard]] bool is_html_element(std::string_view name);

}  // namespace tidings::feed
