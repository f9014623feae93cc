#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

// Character references: the 2,125 names of HTML (WHATWG HTML 13.5) and numbers.
namespace tidings::feed {

// A reference at the start of a text.
struct Reference {
  std::string text;      // what it stands for, UTF-8; empty: a character that XML cannot hold
  std::size_t size = 0;  // bytes that it takes, with '&' and ';'
};

// The text of a name ("eacute"); none: no such name. `legacy`: only those that count without ';'.
[[nodiscard]] std::optional<std::string_view> find_entity(std::string_view name,
                                                          bool legacy = false);

// Reads a reference that begins with the '&' at the start of `text` and ends with ';'. Numbers
// 128..159 are windows-1252, as in WHATWG HTML 13.2.5.80. None: not a reference.
[[nodiscard]] std::optional<Reference> read_reference(std::string_view text);

// As read_reference, and as HTML has it without the ';' as well: numbers, and legacy names where no
// letter, digit or '=' follows.
[[nodiscard]] std::optional<Reference> read_html_reference(std::string_view text);

// The character that windows-1252 has at a C1 code point, 0x80..0x9F; the code point itself where
// it has none.
[[nodiscard]] char32_t from_windows_1252(char32_t c1);

}  // namespace tidings::feed
