#pragma once

#include <string>
#include <string_view>

namespace tidings::date {

// The form in which names are compared: lower case by Unicode simple case folding (one code point
// to one), a typographic apostrophe as "'", ill-formed UTF-8 as U+FFFD.
[[nodiscard]] std::string fold_word(std::string_view word);

}  // namespace tidings::date
