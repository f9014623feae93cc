#include "parsers/date/fold_word.hpp"

#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include "parsers/text/utf8.hpp"

namespace tidings::date {

std::string fold_word(std::string_view word) {
  std::string folded;
  folded.reserve(word.size() + 4);
  for (std::size_t at = 0; at < word.size();) {
    const UChar32 code =
        u_foldCase(static_cast<UChar32>(text::next_character(word, at)), U_FOLD_CASE_DEFAULT);
    if (code == 0x2019) {
      folded.push_back('\'');
    } else if (code < 0x80) {
      folded.push_back(static_cast<char>(code));
    } else {
      icu::UnicodeString(code).toUTF8String(folded);
    }
  }
  return folded;
}

}  // namespace tidings::date
