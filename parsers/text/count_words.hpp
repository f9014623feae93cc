#pragma once

#include <cstddef>
#include <string_view>

namespace tidings::text {

// The number of words: runs without white space that hold a letter or digit ("don't", "3.5" and
// "well-known" are one each). Text with scripts that put no blanks between words (Han, kana, Thai,
// Lao, Khmer, Burmese) is cut by ICU's word boundaries (UAX 29 with dictionaries). Ill-formed UTF-8
// counts as nothing.
[[nodiscard]] std::size_t count_words(std::string_view text);

}  // namespace tidings::text
