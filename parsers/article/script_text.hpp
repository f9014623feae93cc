#pragma once

#include <string>
#include <string_view>

namespace tidings::article {

// The longest string literal in the scripts of a page that holds paragraphs of HTML, unescaped
// (JSON and JavaScript escapes, also one literal inside another); empty: there is none. For pages
// that are filled in by their scripts. Linear in the bytes.
[[nodiscard]] std::string markup_in_scripts(std::string_view page);

}  // namespace tidings::article
