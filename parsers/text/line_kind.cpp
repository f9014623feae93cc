#include "parsers/text/line_kind.hpp"

#include <algorithm>
#include <array>
#include <vector>

#include <unicode/uchar.h>

#include "parsers/text/time_words.hpp"
#include "parsers/text/utf8.hpp"

namespace tidings::text {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_lower(char c) { return c >= 'a' && c <= 'z'; }
bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
bool is_letter(char c) {
  return is_lower(c) || is_upper(c) || static_cast<unsigned char>(c) >= 0x80;
}

std::vector<std::string_view> split(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  while (true) {
    const std::size_t end = text.find(separator);
    parts.push_back(text.substr(0, end));
    if (end == std::string_view::npos) return parts;
    text.remove_prefix(end + 1);
  }
}

std::string_view trim(std::string_view text) {
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  return text;
}

std::size_t digits_in(std::string_view text) {
  return static_cast<std::size_t>(std::ranges::count_if(text, is_digit));
}

// What stands behind `word` (lower case) at the start of the line, case aside; else nothing.
std::string_view after_word(std::string_view line, std::string_view word) {
  if (line.size() <= word.size()) return {};
  for (std::size_t i = 0; i < word.size(); ++i) {
    const char c = is_upper(line[i]) ? static_cast<char>(line[i] - 'A' + 'a') : line[i];
    if (c != word[i]) return {};
  }
  return line.substr(word.size());
}

bool is_address(std::string_view line) {
  if (line.find(' ') != std::string_view::npos) return false;
  return !after_word(line, "http://").empty() || !after_word(line, "https://").empty() ||
         (!after_word(line, "www.").empty() && line.find('.', 4) != std::string_view::npos);
}

bool is_mail_address(std::string_view word) {
  const std::size_t at = word.find('@');
  return at != std::string_view::npos && at > 0 && word.find('.', at) != std::string_view::npos &&
         word.find('@', at + 1) == std::string_view::npos;
}

// ITU-T E.123 forms: at least seven digits with blanks, hyphens, dots, slashes and brackets.
bool is_telephone(std::string_view line) {
  const auto allowed = [](char c) {
    return is_digit(c) || std::string_view("+-(). /").find(c) != std::string_view::npos;
  };
  return std::ranges::all_of(line, allowed) && digits_in(line) >= 7 && digits_in(line) <= 16;
}

bool is_contact(std::string_view line) {
  const auto words = split(line, ' ');
  if (words.size() <= 6 && std::ranges::any_of(words, is_mail_address)) return !is_terminated(line);
  const std::size_t colon = line.find(": ");
  const std::string_view number = colon == std::string_view::npos ? line : line.substr(colon + 2);
  return is_telephone(number) && split(line, ' ').size() <= 10;
}

// "$139.00", "12 %", "-5".
bool is_amount(std::string_view line) {
  for (const std::string_view sign : {"$", "€", "£", "¥", "₽", "₹", "%", "°", "="}) {
    if (line.find(sign) != std::string_view::npos) return true;
  }
  return line.starts_with('-');
}

// BCP 47 or POSIX: "en_EN", "pt-BR".
bool is_locale(std::string_view line) {
  return line.size() == 5 && is_lower(line[0]) && is_lower(line[1]) &&
         (line[2] == '_' || line[2] == '-') && is_upper(line[3]) && is_upper(line[4]);
}

bool is_identifier(std::string_view line) {
  return line.size() >= 16 && line.find(' ') == std::string_view::npos && digits_in(line) >= 10 &&
         std::ranges::all_of(line, [](char c) { return is_digit(c) || is_letter(c) || c == '-'; });
}

// "A headline04:22 GMT": the time of another article stands right behind its headline.
bool ends_in_a_clock(std::string_view line) {
  const std::size_t colon = line.rfind(':');
  if (colon == std::string_view::npos || colon < 2 || colon + 2 >= line.size()) return false;
  const std::string_view zone = line.substr(colon + 3);
  const bool has_zone =
      zone.size() == 4 && zone[0] == ' ' && std::ranges::all_of(zone.substr(1), is_upper);
  return is_digit(line[colon - 1]) && is_digit(line[colon - 2]) && is_digit(line[colon + 1]) &&
         is_digit(line[colon + 2]) && (zone.empty() || has_zone) && split(line, ' ').size() >= 4;
}

// "SECTION1 MIN READ": the labels above a headline, run together.
bool ends_in_reading_time(std::string_view key) {
  for (const std::string_view end : {" min read", " minute read", " minutes read"}) {
    if (key.ends_with(end) && key.size() > end.size()) {
      return is_digit(key[key.size() - end.size() - 1]) && split(key, ' ').size() <= 6;
    }
  }
  return false;
}

// Four or more items of at most four words, all in lower case, none ended like a sentence.
bool is_keywords(std::string_view line) {
  for (const std::string_view label : {"tags:", "keywords:", "topics:"}) {
    if (!after_word(line, label).empty() && !is_terminated(line)) return true;
  }
  if (is_terminated(line) || std::ranges::any_of(line, is_upper)) return false;
  const auto items = split(line, ',');
  return items.size() >= 4 && std::ranges::all_of(items, [](std::string_view item) {
           const std::string_view words = trim(item);
           return !words.empty() && split(words, ' ').size() <= 4;
         });
}

constexpr std::array<std::string_view, 29> kShareWords = {
    "copy",   "email",    "facebook", "flipboard", "instagram", "line",  "link",   "linkedin",
    "mail",   "mastodon", "more",     "pinterest", "pocket",    "print", "reddit", "save",
    "send",   "share",    "telegram", "threads",   "tumblr",    "tweet", "viber",  "vk",
    "wechat", "weibo",    "whatsapp", "x",         "twitter"};

bool is_share(std::string_view key) {
  const auto words = split(key, ' ');
  return words.size() <= 20 && std::ranges::all_of(words, [&](std::string_view word) {
           return (words.size() > 1 && (word == "on" || word == "via" || word == "this")) ||
                  std::ranges::find(kShareWords, word) != kShareWords.end();
         });
}

bool is_source_credit(std::string_view line) {
  for (const std::string_view label : {"source:", "sources:", "quelle:", "fuente:", "kaynak:"}) {
    if (!after_word(line, label).empty()) return split(line, ' ').size() <= 8;
  }
  return !after_word(line, "the post ").empty() &&
         line.find(" appeared first on ") != std::string_view::npos;
}

// "By Jane Doe", "By Jane Doe and John Roe in Paris": few words, the second in upper case.
bool is_byline(std::string_view line) {
  const std::string_view rest = after_word(line, "by ");
  const std::string_view name = rest.empty() ? after_word(line, "written by ") : rest;
  return !name.empty() && !is_lower(name.front()) && !is_digit(name.front()) &&
         split(name, ' ').size() <= 8 && !is_terminated(line) && digits_in(line) == 0;
}

// "(Reporting by Jane Doe; Editing by John Roe)", as agencies end their stories in several
// languages. Without brackets it must name an editor too: "Reporting by a paper showed that ..." is
// text.
bool is_desk_credit(std::string_view line) {
  constexpr std::array<std::string_view, 12> kOpenings = {
      "reporting by ", "additional reporting by ",
      "writing by ",   "editing by ",
      "bericht von ",  "bearbeitet von ",
      "reportage de ", "reportage par ",
      "reporte de ",   "reporte por ",
      "editado por ",  "reportagem de "};
  const bool in_brackets = line.starts_with('(') && line.ends_with(')');
  if (in_brackets) line = line.substr(1, line.size() - 2);
  const bool opens = std::ranges::any_of(
      kOpenings, [&](std::string_view opening) { return !after_word(line, opening).empty(); });
  return opens && (in_brackets || line.find("; editing by ") != std::string_view::npos ||
                   line.find("; Editing by ") != std::string_view::npos);
}

constexpr std::array<std::string_view, 12> kCredits = {
    "reuters",      "ap",     "afp",        "epa", "getty images", "getty",
    "shutterstock", "others", "file photo", "dpa", "xinhua",       "anadolu"};

// "... / Agency", "... (Agency)", "... [file photo]", "... © Somebody", "... | Photo: Somebody".
bool has_credit(std::string_view line) {
  if (is_terminated(line) && line.back() != ')' && line.back() != ']') return false;
  const bool labelled = line.find(':') != std::string_view::npos;
  for (const std::string_view mark : {"Photo:", "Foto:", "Image:", "Picture:", "Credit:"}) {
    const std::size_t at = labelled ? line.rfind(mark) : std::string_view::npos;
    if (at != std::string_view::npos && split(line.substr(at), ' ').size() <= 8) return true;
  }
  if (line.starts_with("©")) return split(line, ' ').size() <= 15;
  const std::size_t sign = line.rfind("©");
  if (sign != std::string_view::npos && split(line.substr(sign), ' ').size() <= 8) return true;
  const std::size_t slash = line.rfind(" / ");
  if (slash != std::string_view::npos && slash + 3 < line.size() && !is_lower(line[slash + 3]) &&
      split(line.substr(0, slash), ' ').size() >= 4 &&
      split(line.substr(slash + 3), ' ').size() <= 3) {
    return true;
  }
  const std::size_t open = line.find_last_of("([");
  if (open == std::string_view::npos || (line.back() != ')' && line.back() != ']')) return false;
  if (is_lower(line[open + 1]) && !line.ends_with("photo)")) return false;
  const std::string key = ' ' + line_key(line.substr(open)) + ' ';
  if (split(key, ' ').size() > 10) return false;
  return std::ranges::any_of(kCredits, [&](std::string_view credit) {
    return key.find(' ' + std::string(credit) + ' ') != std::string::npos;
  });
}

// "COUNTRY -- What is seen, on some day", the form in which agencies caption pictures: capitals
// before the dash and no sentence's end.
bool is_agency_caption(std::string_view line) {
  const std::size_t dash = line.find(" -- ");
  if (dash == std::string_view::npos || dash == 0 || dash > 40) return false;
  const std::string_view place = line.substr(0, dash);
  return std::ranges::none_of(place, is_lower) && std::ranges::any_of(place, is_upper) &&
         (!is_terminated(line) || line.ends_with(')'));
}

constexpr std::size_t kLabelBytes = 40;

constexpr auto kRelatedLabels = std::to_array<std::string_view>({"also read",
                                                                 "also see",
                                                                 "don t miss",
                                                                 "dont miss",
                                                                 "listen",
                                                                 "more",
                                                                 "more on this",
                                                                 "read also",
                                                                 "read more",
                                                                 "read next",
                                                                 "recommended",
                                                                 "recommended reading",
                                                                 "related",
                                                                 "related article",
                                                                 "related articles",
                                                                 "related post",
                                                                 "related posts",
                                                                 "related stories",
                                                                 "related story",
                                                                 "see also",
                                                                 "see more",
                                                                 "watch",
                                                                 "watch also",
                                                                 "auch interessant",
                                                                 "lesen sie auch",
                                                                 "lesen sie dazu auch",
                                                                 "lesen sie mehr",
                                                                 "lies auch",
                                                                 "mehr dazu",
                                                                 "mehr dazu lesen sie hier",
                                                                 "mehr zum thema",
                                                                 "siehe auch",
                                                                 "a lire",
                                                                 "à lire",
                                                                 "à lire aussi",
                                                                 "lire aussi",
                                                                 "lire la suite",
                                                                 "voir aussi",
                                                                 "lea",
                                                                 "lea además",
                                                                 "lea más",
                                                                 "lea también",
                                                                 "lee",
                                                                 "lee también",
                                                                 "le puede interesar",
                                                                 "mira",
                                                                 "mira también",
                                                                 "te puede interesar",
                                                                 "vea",
                                                                 "vea también",
                                                                 "ver también",
                                                                 "leia mais",
                                                                 "leia também",
                                                                 "saiba mais",
                                                                 "veja mais",
                                                                 "veja também",
                                                                 "approfondisci",
                                                                 "guarda anche",
                                                                 "leggi anche",
                                                                 "czytaj też",
                                                                 "czytaj także",
                                                                 "czytaj więcej",
                                                                 "zobacz też",
                                                                 "zobacz także",
                                                                 "читайте также",
                                                                 "читать также",
                                                                 "смотрите также",
                                                                 "читайте також",
                                                                 "lees meer",
                                                                 "lees ook",
                                                                 "läs mer",
                                                                 "läs också",
                                                                 "les også",
                                                                 "læs også",
                                                                 "lue myös",
                                                                 "baca juga",
                                                                 "ayrıca bakınız",
                                                                 "ayrıca okuyun",
                                                                 "اقرأ أيضا",
                                                                 "بیشتر بخوانید"});

// "Related: headline", "RelatedSome Site - headline", "READ MORE | headline", "WATCH | headline:",
// "Read more:".
bool is_related(std::string_view line) {
  const auto is_label = [](std::string_view text) {
    return std::ranges::find(kRelatedLabels, line_key(text)) != kRelatedLabels.end();
  };
  if (line.ends_with(':') && is_label(line)) return true;
  if (line.ends_with(':') && line.find(" | ") != std::string_view::npos) line.remove_suffix(1);
  if (is_terminated(line) && !line.ends_with('?') && !line.ends_with('!')) return false;
  for (const std::string_view sign : {":", "|", "»", "›"}) {
    const std::size_t at = line.substr(0, kLabelBytes).find(sign);
    if (at == std::string_view::npos || trim(line.substr(at + sign.size())).empty()) continue;
    if (is_label(line.substr(0, at))) return true;
  }
  for (const std::string_view label : {"related", "recommended", "read more", "watch", "more"}) {
    const std::string_view rest = after_word(line, label);
    const bool run_together =
        !rest.empty() && is_lower(line[label.size() - 1]) && is_upper(rest.front());
    if (run_together && split(rest, ' ').size() >= 3) return true;
  }
  return false;
}

}  // namespace

bool is_terminated(std::string_view line) {
  constexpr std::array<std::string_view, 12> kClosing = {"\"", "'", ")", "]",  "”",  "’",
                                                         "»",  "«", "“", "」", "』", "）"};
  constexpr std::array<std::string_view, 15> kEnds = {".",  "!", "?", "…", ":", ";",  "。", "！",
                                                      "？", "؟", "۔", "।", "…", "：", "；"};
  if (line.empty() || is_digit(line.back()) || is_lower(line.back()) || is_upper(line.back()))
    return false;
  const auto strip = [&](std::string_view mark) {
    if (!line.ends_with(mark)) return false;
    line.remove_suffix(mark.size());
    return true;
  };
  const bool quoted = std::ranges::any_of(kClosing, strip);
  while (std::ranges::any_of(kClosing, strip)) continue;
  return std::ranges::any_of(kEnds, [&](std::string_view end) { return line.ends_with(end); }) ||
         (quoted && line.ends_with(","));
}

std::string line_key(std::string_view line) {
  std::string key;
  key.reserve(line.size());
  bool blank = false;
  for (std::size_t i = 0; i < line.size();) {
    const auto c = static_cast<UChar32>(next_character(line, i));
    if (c == '\'' || c == 0x2019 || c == 0x2018 || c == 0x2BC) continue;
    if ((U_GET_GC_MASK(c) & (U_GC_L_MASK | U_GC_N_MASK | U_GC_M_MASK)) == 0) {
      blank = !key.empty();
      continue;
    }
    if (blank) key += ' ';
    blank = false;
    const std::int32_t digit = u_charDigitValue(c);
    const UChar32 folded = digit >= 0 ? '0' + digit : u_foldCase(c, U_FOLD_CASE_DEFAULT);
    append_character(key, static_cast<char32_t>(folded));
  }
  return key;
}

LineKind line_kind(std::string_view line) {
  if (is_address(line)) return LineKind::kAddress;
  if (line.size() > 400) return LineKind::kText;
  if (is_locale(line)) return LineKind::kLocale;
  if (is_identifier(line)) return LineKind::kIdentifier;
  if (line.starts_with('+') && is_telephone(line)) return LineKind::kContact;
  const std::string key = line_key(line);
  if (const TimeWords words = time_words(key); words.only_time && !is_amount(line)) {
    return words.has_moment ? LineKind::kMoment : LineKind::kDay;
  }
  if (ends_in_reading_time(key)) return LineKind::kMoment;
  if (is_contact(line)) return LineKind::kContact;
  if (is_share(key)) return LineKind::kShare;
  if (is_keywords(line)) return LineKind::kKeywords;
  if (is_source_credit(line)) return LineKind::kSourceCredit;
  if (is_byline(line) || is_desk_credit(line)) return LineKind::kByline;
  if (is_related(line) || ends_in_a_clock(line)) return LineKind::kRelated;
  if (has_credit(line) || is_agency_caption(line)) return LineKind::kCaption;
  return LineKind::kText;
}

std::string_view name_of(LineKind kind) {
  switch (kind) {
    case LineKind::kText:
      return "text";
    case LineKind::kMoment:
      return "date and time";
    case LineKind::kDay:
      return "day or number";
    case LineKind::kAddress:
      return "address";
    case LineKind::kContact:
      return "contact";
    case LineKind::kLocale:
      return "language code";
    case LineKind::kIdentifier:
      return "identifier";
    case LineKind::kKeywords:
      return "keywords";
    case LineKind::kShare:
      return "share bar";
    case LineKind::kSourceCredit:
      return "source credit";
    case LineKind::kByline:
      return "byline";
    case LineKind::kCaption:
      return "caption";
    case LineKind::kRelated:
      return "related article";
  }
  return "text";
}

}  // namespace tidings::text
