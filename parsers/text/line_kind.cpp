#include "parsers/text/line_kind.hpp"

#include <algorithm>
#include <array>

#include <unicode/uchar.h>

#include "parsers/text/credit_line.hpp"
#include "parsers/text/interface_label.hpp"
#include "parsers/text/line_words.hpp"
#include "parsers/text/related_line.hpp"
#include "parsers/text/time_words.hpp"
#include "parsers/text/utf8.hpp"

namespace tidings::text {
namespace {

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

// "9.30 A.M.", "18:00".
bool is_clock(std::string_view text) {
  constexpr auto kEnds =
      std::to_array<std::string_view>({"", "am", "pm", "a m", "p m", "h", "uhr"});
  std::size_t hours = 0;
  while (hours < text.size() && is_digit(text[hours])) ++hours;
  if (hours == 0 || hours > 2 || hours + 3 > text.size()) return false;
  if (text[hours] != ':' && text[hours] != '.') return false;
  if (!is_digit(text[hours + 1]) || !is_digit(text[hours + 2])) return false;
  return std::ranges::find(kEnds, line_key(text.substr(hours + 3))) != kEnds.end();
}

bool is_day(std::string_view text) {
  const TimeWords words = time_words(line_key(text));
  return words.only_time && !words.has_moment;
}

bool holds_a_year(std::string_view text) {
  const auto words = split(text, ' ');
  return std::ranges::any_of(words, [](std::string_view word) {
    return word.size() == 4 && std::ranges::all_of(word, is_digit);
  });
}

// "29 November 2018 | 20 January 2019", "9.30 A.M. / 7.00 P.M.": when something is open, not when
// the page was made.
bool is_span(std::string_view line) {
  for (const std::string_view sign : {" | ", " / ", " - ", " – ", " — "}) {
    const std::size_t at = line.find(sign);
    if (at == std::string_view::npos) continue;
    const std::string_view from = line.substr(0, at);
    const std::string_view to = line.substr(at + sign.size());
    if (from == "0:00" || from == "00:00") return sign != " / ";  // where a player stands
    return (is_day(from) && is_day(to) && holds_a_year(to)) || (is_clock(from) && is_clock(to));
  }
  return false;
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

// One word that ends like a sentence may be all that somebody says.
bool may_be_label(std::string_view line, std::string_view key) {
  return key.find(' ') != std::string_view::npos || !is_terminated(line) || line.ends_with("...") ||
         line.ends_with("…");
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
    return words.has_moment && !is_span(line) ? LineKind::kMoment : LineKind::kDay;
  }
  if (ends_in_reading_time(key)) return LineKind::kMoment;
  if (is_contact(line)) return LineKind::kContact;
  if (is_share(key)) return LineKind::kShare;
  if (is_keywords(line)) return LineKind::kKeywords;
  if (is_source_credit(line)) return LineKind::kSourceCredit;
  if (is_byline(line)) return LineKind::kByline;
  if (is_related(line) || ends_in_a_clock(line)) return LineKind::kRelated;
  if (is_interface_label(key) && may_be_label(line, key)) return LineKind::kLabel;
  if (is_caption(line)) return LineKind::kCaption;
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
    case LineKind::kLabel:
      return "interface label";
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
