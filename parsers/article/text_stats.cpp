#include "parsers/article/text_stats.hpp"

#include <unicode/uchar.h>

#include "parsers/text/utf8.hpp"

namespace tidings::article {
namespace {

bool is_letter(char32_t c) {
  if (c < 0x80) return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  return u_isalpha(static_cast<UChar32>(c));
}
bool is_capital(char32_t c) {
  if (c < 0x80) return c >= 'A' && c <= 'Z';
  return u_isupper(static_cast<UChar32>(c));
}
bool is_digit(char32_t c) {
  return c < 0x80 ? c >= '0' && c <= '9' : u_isdigit(static_cast<UChar32>(c));
}
bool is_ideograph(char32_t c) {
  return (c >= 0x3040 && c <= 0x30FF) || (c >= 0x3400 && c <= 0x9FFF) ||
         (c >= 0xF900 && c <= 0xFAFF);
}
// STerm and its like: Latin, Arabic, Devanagari, Armenian, CJK.
bool is_sentence_end(char32_t c) {
  return c == '.' || c == '!' || c == '?' || c == U'…' || c == U'。' || c == U'！' || c == U'？' ||
         c == U'؟' || c == U'۔' || c == U'।' || c == U'։' || c == U'．';
}
bool is_quote(char32_t c) {
  return c == '"' || c == '\'' || c == U'“' || c == U'”' || c == U'„' || c == U'«' || c == U'»' ||
         c == U'‘' || c == U'’' || c == U'‚' || c == U'「' || c == U'」' || c == U'『' ||
         c == U'』' || c == U'‹' || c == U'›' || c == ')' || c == ']' || c == U'）' || c == U'】';
}
bool is_sign(char32_t c) {
  return c == '|' || c == '/' || c == '#' || c == '@' || c == U'»' || c == U'→' || c == U'•' ||
         c == U'·' || c == U'©' || c == '*' || c == '+' || c == '>' || c == U'›' || c == U'►' ||
         c == U'▶' || c == U'–' || c == '-' || c == '[' || c == U'【' || c == U'■' || c == U'▲';
}
bool is_comma(char32_t c) { return c == ',' || c == U'，' || c == U'、' || c == U'،' || c == ';'; }

// What is known while the text is read character by character.
struct Reader {
  TextStats stats;
  bool in_word = false;
  bool pending_end = false;  // a sentence end, perhaps with quotes behind it
  char32_t last = 0;         // quotes apart

  void read(char32_t c) {
    ++stats.characters;
    if (stats.characters == 1) first(c);
    if (c == ' ') {
      if (pending_end) ++stats.sentence_ends;
      pending_end = in_word = false;
      return;
    }
    count(c);
    if (is_sentence_end(c)) {
      pending_end = true;
      if (c > 0x2FFF && last != c) ++stats.sentence_ends;  // no blank follows it
    } else if (!is_quote(c)) {
      pending_end = false;
    }
    if (!is_quote(c)) last = c;
  }

  // The same as reading them one by one, within a word.
  void read_small_letters(std::string_view letters) {
    stats.characters += static_cast<int>(letters.size());
    stats.letters += static_cast<int>(letters.size());
    pending_end = false;
    last = static_cast<char32_t>(letters.back());
  }

  void first(char32_t c) {
    stats.starts_quote = is_quote(c) && c != ')' && c != ']';
    stats.starts_digit = is_digit(c);
    stats.starts_sign = is_sign(c);
    stats.starts_small = is_letter(c) && !is_capital(c) && !is_ideograph(c) && c < 0x600;
  }

  void count(char32_t c) {
    if (is_letter(c)) {
      ++stats.letters;
      const bool capital = is_capital(c);
      stats.capitals += capital;
      stats.ideographs += is_ideograph(c);
      if (!in_word) {
        ++stats.words;
        stats.capital_words += capital;
      }
      in_word = true;
    } else if (is_digit(c)) {
      ++stats.digits;
      if (!in_word) ++stats.words;
      in_word = true;
    } else {
      if (c != '\'' && c != U'’' && c != '-') in_word = false;
      stats.commas += is_comma(c);
      stats.signs += is_sign(c);
      stats.has_at |= c == '@';
      stats.has_copyright |= c == U'©';
    }
  }

  TextStats finish() {
    if (pending_end && last <= 0x2FFF) ++stats.sentence_ends;
    stats.ends_sentence = is_sentence_end(last) && pending_end;
    stats.ends_colon = last == ':' || last == U'：';
    return stats;
  }
};

}  // namespace

TextStats text_stats(std::string_view text) {
  Reader reader;
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t begin = i;
    while (reader.in_word && i < text.size() && text[i] >= 'a' && text[i] <= 'z') ++i;
    if (i > begin) reader.read_small_letters(text.substr(begin, i - begin));
    if (i < text.size()) reader.read(text::next_character(text, i));
  }
  TextStats stats = reader.finish();
  stats.ends_ellipsis = text.ends_with("...") || text.ends_with("…");
  stats.has_url = text.find("http") != std::string_view::npos ||
                  text.find("www.") != std::string_view::npos ||
                  text.find(".com") != std::string_view::npos;
  return stats;
}

}  // namespace tidings::article
