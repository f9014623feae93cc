#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace tidings::charset {

// Text that was UTF-8, was read as windows-1252 and written as UTF-8 again ("GrÃ¶ÃŸe"): the text
// before that. None where the well-formed `text` is not so throughout: each run of characters
// beyond ASCII must give well-formed UTF-8, and there must be three of them at least. Other text is
// left at its first such run.
[[nodiscard]] std::optional<std::string> undo_double_encoding(std::string_view text);

}  // namespace tidings::charset
