#include "parsers/text/count_words.hpp"

#include <cstdint>
#include <memory>
#include <stdexcept>

#include <unicode/brkiter.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/uscript.h>
#include <unicode/utext.h>

#include "parsers/text/utf8.hpp"

namespace tidings::text {
namespace {

// Below U+0E00 (Thai) every script puts blanks between words.
bool is_unspaced(UChar32 c) {
  if (c < 0xE00) return false;
  UErrorCode status = U_ZERO_ERROR;
  switch (uscript_getScript(c, &status)) {
    case USCRIPT_HAN:
    case USCRIPT_HIRAGANA:
    case USCRIPT_KATAKANA:
    case USCRIPT_THAI:
    case USCRIPT_LAO:
    case USCRIPT_KHMER:
    case USCRIPT_MYANMAR:
      return true;
    default:
      return false;
  }
}

std::size_t count_by_boundaries(std::string_view text) {
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<icu::BreakIterator> words(
      icu::BreakIterator::createWordInstance(icu::Locale::getRoot(), status));
  const std::unique_ptr<UText, decltype(&utext_close)> source(
      utext_openUTF8(nullptr, text.data(), static_cast<std::int64_t>(text.size()), &status),
      &utext_close);
  if (U_FAILURE(status)) throw std::runtime_error("text: ICU has no word boundaries");
  words->setText(source.get(), status);
  std::size_t count = 0;
  while (words->next() != icu::BreakIterator::DONE) {
    if (words->getRuleStatus() >= UBRK_WORD_NONE_LIMIT) ++count;
  }
  return count;
}

}  // namespace

std::size_t count_words(std::string_view text) {
  std::size_t count = 0;
  bool in_word = false;  // the current run holds a letter or digit
  for (std::size_t i = 0; i < text.size();) {
    const auto c = static_cast<UChar32>(next_character(text, i));
    if (is_unspaced(c)) return count_by_boundaries(text);
    if (u_isUWhiteSpace(c)) {
      in_word = false;
    } else if (!in_word && u_isalnum(c)) {
      in_word = true;
      ++count;
    }
  }
  return count;
}

}  // namespace tidings::text
