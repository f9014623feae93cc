#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace tidings::article {

// True when `text` opens with such a word, or is one: quick, for every text of a page.
[[nodiscard]] bool opens_byline(std::string_view text);

// The names in a byline: "By Ann Lee and Bo Ek, Reuters (ed.)" gives Ann Lee, Bo Ek, Reuters.
// Roles, addresses, dates and what stands in parentheses are left out.
[[nodiscard]] std::vector<std::string> split_names(std::string_view byline);

// As split_names for a name stated for machines: digits are kept ("BR24"), and "and" parts names
// only where each has two words.
[[nodiscard]] std::vector<std::string> split_stated_names(std::string_view stated);

// True when a name can be a person's: two to five words in a script with capitals, else any.
[[nodiscard]] bool is_personal(std::string_view name);

// Length of the word that opens a byline ("By ", "Von: ", "Par "), 0 if there is none.
[[nodiscard]] std::size_t byline_prefix(std::string_view text);

}  // namespace tidings::article
