#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace tidings::date {

// The code point at `at`, which moves past it; U+FFFD and one byte for ill-formed UTF-8.
// Requires at < text.size().
[[nodiscard]] char32_t next_code_point(std::string_view text, std::size_t& at);

// The form in which names are compared: lower case by Unicode simple case folding (one code point
// to one), ill-formed UTF-8 as U+FFFD.
[[nodiscard]] std::string fold_word(std::string_view word);

}  // namespace tidings::date
