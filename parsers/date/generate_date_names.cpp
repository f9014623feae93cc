// Writes the table of month and day names that date_names.cpp is built with, from the CLDR data in
// ICU: the languages below, every form (wide and abbreviated, within a date and alone), with the
// accents of Latin and Greek left out as well.
#include <array>
#include <iostream>
#include <map>
#include <set>
#include <string>
#include <vector>

#include <unicode/dtfmtsym.h>
#include <unicode/locid.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/uscript.h>

#include "parsers/date/fold_word.hpp"

namespace {

using icu::DateFormatSymbols;
using icu::UnicodeString;

constexpr const char* kLanguages[] = {
    "en", "de",      "de_AT", "fr", "es", "it",  "pt", "pt_PT", "nl",    "sv",    "da",    "nb",
    "nn", "fi",      "is",    "et", "lv", "lt",  "pl", "cs",    "sk",    "sl",    "hr",    "sr",
    "bs", "sr_Latn", "mk",    "bg", "ro", "hu",  "el", "tr",    "az",    "kk",    "ky",    "uz",
    "uk", "ru",      "be",    "ka", "hy", "sq",  "mt", "ga",    "cy",    "gl",    "ca",    "eu",
    "af", "sw",      "id",    "ms", "vi", "fil", "hi", "bn",    "mr",    "ne",    "ta",    "te",
    "ml", "kn",      "gu",    "pa", "si", "ur",  "fa", "ar",    "ar_LB", "ar_MA", "ar_DZ", "he",
    "th", "km",      "lo",    "my", "mn", "am",  "so", "ps",    "lb",    "fo",    "br"};

// Forms in use that CLDR does not list.
struct Extra {
  const char* language;
  const char* text;
  int month;    // 1..12, or 0
  int weekday;  // 0..6 (Sunday first), or -1
};
constexpr Extra kExtras[] = {
    {"en", "sept", 9, -1},   {"en", "tues", 0, 2},       {"en", "weds", 0, 3},
    {"en", "thur", 0, 4},    {"en", "thurs", 0, 4},      {"de", "mrz", 3, -1},
    {"de", "jän", 1, -1},    {"de", "maerz", 3, -1},     {"de", "jaenner", 1, -1},
    {"fr", "fev", 2, -1},    {"fr", "fév", 2, -1},       {"fr", "jan", 1, -1},
    {"es", "set", 9, -1},    {"es", "setiembre", 9, -1}, {"nl", "maa", 3, -1},
    {"it", "sett", 9, -1},   {"it", "genn", 1, -1},      {"it", "febbr", 2, -1},
    {"ru", "сент", 9, -1},   {"ru", "нояб", 11, -1},     {"ru", "фев", 2, -1},
    {"ru", "сен", 9, -1},    {"ru", "ноя", 11, -1},      {"el", "ιουλ", 7, -1},
    {"el", "ιουν", 6, -1},   {"el", "μαϊ", 5, -1},       {"hu", "ápr", 4, -1},
    {"tr", "sub", 2, -1},    {"hi", "फरवरी", 2, -1},     {"hi", "सितम्बर", 9, -1},
    {"hi", "अक्टूबर", 10, -1}, {"hi", "नवम्बर", 11, -1},    {"hi", "दिसम्बर", 12, -1}};

struct Meaning {
  std::map<int, std::set<std::string>> months;  // month -> languages
  unsigned weekdays = 0;                        // bit 0: Sunday
};

std::string utf8(const UnicodeString& text) {
  std::string bytes;
  text.toUTF8String(bytes);
  return bytes;
}

UnicodeString without_accents(const UnicodeString& text) {
  UErrorCode status = U_ZERO_ERROR;
  const auto* nfd = icu::Normalizer2::getNFDInstance(status);
  const UnicodeString parts = nfd->normalize(text, status);
  UnicodeString bare;
  for (int32_t i = 0; i < parts.length(); i = parts.moveIndex32(i, 1)) {
    const UChar32 code = parts.char32At(i);
    const auto script = uscript_getScript(parts.char32At(0), &status);
    const bool drops = script == USCRIPT_LATIN || script == USCRIPT_GREEK;
    if (!drops || u_charType(code) != U_NON_SPACING_MARK) bare.append(code);
  }
  return icu::Normalizer2::getNFCInstance(status)->normalize(bare, status);
}

// A name as the tokenizer will meet it: folded, without full stops and what serves as one in Hindi
// and Hebrew; empty if it has digits or ends up shorter than two letters.
std::string word(UnicodeString name) {
  for (const char16_t* stop : {u".", u"\u0970", u"\u05F3"}) {
    name.findAndReplace(UnicodeString(stop), UnicodeString());
  }
  name.trim();
  if (name.countChar32() < 2) return {};
  for (int32_t i = 0; i < name.length(); ++i) {
    if (u_isdigit(name[i]) || name[i] == '/') return {};
  }
  return tidings::date::fold_word(utf8(name));
}

void add(std::map<std::string, Meaning>& table, const std::string& language,
         const UnicodeString& name, int month, int weekday) {
  for (const UnicodeString& form : {name, without_accents(name)}) {
    const std::string text = word(form);
    if (text.empty()) continue;
    if (month > 0) table[text].months[month].insert(language.substr(0, language.find('_')));
    if (weekday >= 0) table[text].weekdays |= 1U << weekday;
  }
}

void add_language(std::map<std::string, Meaning>& table, const char* language) {
  UErrorCode status = U_ZERO_ERROR;
  const DateFormatSymbols symbols(icu::Locale(language), status);
  if (U_FAILURE(status)) return;
  for (const auto context : {DateFormatSymbols::FORMAT, DateFormatSymbols::STANDALONE}) {
    for (const auto width : {DateFormatSymbols::WIDE, DateFormatSymbols::ABBREVIATED}) {
      int32_t count = 0;
      const UnicodeString* names = symbols.getMonths(count, context, width);
      for (int32_t i = 0; i < count && i < 12; ++i) add(table, language, names[i], i + 1, -1);
      names = symbols.getWeekdays(count, context, width);
      for (int32_t i = 1; i < count; ++i) add(table, language, names[i], 0, i - 1);
    }
  }
}

}  // namespace

int main() {
  std::map<std::string, Meaning> table;
  for (const char* language : kLanguages) add_language(table, language);
  for (const Extra& extra : kExtras) {
    add(table, extra.language, UnicodeString::fromUTF8(extra.text), extra.month, extra.weekday);
  }
  std::cout << "constexpr Name kNames[] = {\n";
  for (const auto& [text, meaning] : table) {
    unsigned months = 0;
    for (const auto& [month, languages] : meaning.months) months |= 1U << month;
    std::cout << "{\"" << text << "\", " << months << ", " << meaning.weekdays << "},\n";
  }
  std::cout << "};\nconstexpr LocalName kAmbiguous[] = {\n";
  for (const auto& [text, meaning] : table) {
    if (meaning.months.size() < 2) continue;
    for (const auto& [month, languages] : meaning.months) {
      for (const std::string& language : languages) {
        std::cout << "{\"" << text << "\", \"" << language << "\", " << month << "},\n";
      }
    }
  }
  std::cout << "};\n";
}
