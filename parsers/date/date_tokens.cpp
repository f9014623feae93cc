#include "parsers/date/date_tokens.hpp"

#include <algorithm>
#include <optional>
#include <string>

#include <unicode/uchar.h>

#include "parsers/date/date_names.hpp"
#include "parsers/date/fold_word.hpp"
#include "parsers/text/utf8.hpp"

namespace tidings::date {
namespace {

using enum TokenKind;

struct Fixed {
  std::string_view text;
  TokenKind kind;
};

// Scripts that are written without blanks: the longest entry that fits is taken.
constexpr Fixed kUnspaced[] = {
    {"星期", kFiller},   {"周", kFiller},     {"週", kFiller},     {"曜日", kFiller},
    {"요일", kFiller},   {"一", kFiller},     {"二", kFiller},     {"三", kFiller},
    {"四", kFiller},     {"五", kFiller},     {"六", kFiller},     {"火曜", kFiller},
    {"月曜", kFiller},   {"水曜", kFiller},   {"木曜", kFiller},   {"金曜", kFiller},
    {"土曜", kFiller},   {"日曜", kFiller},   {"월요", kFiller},   {"화요", kFiller},
    {"수요", kFiller},   {"목요", kFiller},   {"금요", kFiller},   {"토요", kFiller},
    {"일요", kFiller},   {"星期日", kFiller}, {"星期天", kFiller}, {"周日", kFiller},
    {"週日", kFiller},   {"年", kYearUnit},   {"년", kYearUnit},   {"月", kMonthUnit},
    {"월", kMonthUnit},  {"日", kDayUnit},    {"号", kDayUnit},    {"號", kDayUnit},
    {"일", kDayUnit},    {"時", kHourUnit},   {"时", kHourUnit},   {"点", kHourUnit},
    {"點", kHourUnit},   {"시", kHourUnit},   {"分", kMinuteUnit}, {"분", kMinuteUnit},
    {"秒", kSecondUnit}, {"초", kSecondUnit}, {"上午", kAm},       {"下午", kPm},
    {"晚上", kPm},       {"早上", kAm},       {"午前", kAm},       {"午後", kPm},
    {"오전", kAm},       {"오후", kPm},       {"月曜日", kFiller}, {"日曜日", kFiller},
    {"월요일", kFiller}, {"일요일", kFiller}};

// Sorted; words that say nothing within a date, the endings of ordinal numbers among them.
constexpr std::string_view kFillers[] = {
    "a",   "alle", "at",      "d",  "date", "de",   "del", "den",    "der",
    "di",  "e",    "el",      "em", "er",   "este", "hrs", "il",     "kl",
    "klo", "la",   "las",     "le", "les",  "lúc",  "m",   "nd",     "ngày",
    "năm", "o",    "o'clock", "of", "on",   "ore",  "os",  "posted", "published",
    "rd",  "st",   "t",       "th", "the",  "thứ",  "u",   "um",     "updated",
    "à",   "às",   "в",       "г",  "год",  "года", "р",   "року",   "و"};

constexpr Fixed kWords[] = {{"am", kAm},
                            {"h", kHourUnit},
                            {"min", kMinuteUnit},
                            {"pm", kPm},
                            {"s", kSecondUnit},
                            {"thg", kMonthPrefix},
                            {"tháng", kMonthPrefix},
                            {"uhr", kHourUnit},
                            {"μμ", kPm},
                            {"πμ", kAm},
                            {"ч", kHourUnit},
                            {"ص", kAm},
                            {"صباحا", kAm},
                            {"م", kPm},
                            {"مساء", kPm}};

constexpr std::size_t kMaxWordBytes = 64;

UChar32 code_at(std::string_view text, std::size_t& at) {
  return static_cast<UChar32>(text::next_character(text, at));
}

bool is_letter(UChar32 code) {
  if (code < 0x80) return (code >= 'a' && code <= 'z') || (code >= 'A' && code <= 'Z');
  if (code == 0xAA || code == 0xBA) return false;  // ordinal signs
  constexpr std::uint32_t kJoining = U_GC_MN_MASK | U_GC_MC_MASK;
  return (U_MASK(u_charType(code)) & (U_GC_L_MASK | kJoining)) != 0 || code == 0x200C ||
         code == 0x2019;
}

bool is_blank(UChar32 code) {
  if (code <= 0x20) return true;
  if (code < 0x80) return false;
  return u_isUWhiteSpace(code) || code == 0xFEFF || (code >= 0x200B && code <= 0x200F);
}

// A hyphen, slash, underscore or apostrophe between letters belongs to the word
// ("segunda-feira", "America/New_York", "o'clock"), and a full stop in Thai and Lao ("มี.ค.").
bool joins_letters(std::string_view text, std::size_t at) {
  if (at + 1 >= text.size()) return false;
  const char c = text[at];
  std::size_t next = at + 1;
  const UChar32 letter = code_at(text, next);
  if (c == '.') return letter >= 0xE00 && letter < 0xF00;
  return (c == '-' || c == '/' || c == '_' || c == '\'') && is_letter(letter);
}

std::optional<TokenKind> unspaced_kind(std::string_view text, std::size_t& length) {
  std::optional<TokenKind> kind;
  length = 0;
  if (text.empty() || static_cast<unsigned char>(text[0]) < 0xE0) return kind;
  for (const Fixed& entry : kUnspaced) {
    if (entry.text.size() > length && text.starts_with(entry.text)) {
      length = entry.text.size();
      kind = entry.kind;
    }
  }
  return kind;
}

// "a.m.", "p. m.", "μ.μ.": how many bytes at the start of `text` such a half-day takes, 0: none.
std::size_t dotted_half_day(std::string_view text, TokenKind& kind) {
  std::size_t at = 0;
  const UChar32 first = u_foldCase(code_at(text, at), U_FOLD_CASE_DEFAULT);
  if (first != 'a' && first != 'p' && first != 0x3C0 && first != 0x3BC) return 0;
  if (!text.substr(at).starts_with('.')) return 0;
  ++at;
  std::size_t next = at;
  if (at < text.size() && is_blank(code_at(text, next))) at = next;
  if (at >= text.size()) return 0;
  const UChar32 second = u_foldCase(code_at(text, at), U_FOLD_CASE_DEFAULT);
  if (second != 'm' && second != 0x3BC) return 0;
  if (next = at; at < text.size() && is_letter(code_at(text, next))) return 0;
  kind = first == 'a' || first == 0x3C0 ? kAm : kPm;
  return at + (text.substr(at).starts_with('.') ? 1 : 0);
}

// Joins two words that are one name: "كانون الثاني", "Chủ Nhật".
bool joined_name(const Token& first, const Token& second, Token& joined) {
  if (!second.after_space) return false;
  const char* const end = second.text.data() + second.text.size();
  joined = first;
  joined.text = {first.text.data(), static_cast<std::size_t>(end - first.text.data())};
  const bool ascii = std::ranges::all_of(joined.text, [](char c) { return c >= 0; });
  if (ascii || joined.text.size() > kMaxWordBytes) return false;
  const NameMeaning name = find_name(fold_word(joined.text));
  if (name.months == 0 && name.weekdays == 0) return false;
  joined.months = name.months;
  joined.weekdays = name.weekdays;
  joined.kind = kName;
  return true;
}

bool is_word(const Token& token) {
  return token.kind == kName || token.kind == kWord || token.kind == kFiller ||
         token.kind == kMonthPrefix;
}

TokenKind sign_kind(UChar32 code) {
  switch (code) {
    case '+':
      return kPlus;
    case '-':
    case 0x2010:
    case 0x2011:
    case 0x2012:
    case 0x2013:
    case 0x2014:
    case 0x2212:
      return kMinus;
    case ':':
    case 0xFF1A:
      return kColon;
    case ',':
    case 0x060C:
    case 0x3001:
      return kComma;
    case '.':
    case 0xBA:  // ordinal signs
    case 0xAA:
    case 0x5F3:  // what ends an abbreviation in Hebrew and Hindi
    case 0x970:
      return kDot;
    case '/':
      return kSlash;
    default:
      return kFiller;
  }
}

bool is_ignored_sign(UChar32 code) {
  return code == '|' || code == '"' || code == '\'' || code == 0xB7 || code == 0x2022 ||
         code == '[' || code == ']' || code == ';' || code == '@';
}

void classify_word(Token& token) {
  std::string folded = fold_word(token.text);
  std::erase(folded, '.');
  const NameMeaning name = find_name(folded);
  if (name.months == 0) {
    const auto* const found = std::ranges::find(kWords, folded, &Fixed::text);
    const bool filler = std::ranges::binary_search(kFillers, folded);
    if (filler || found != std::end(kWords)) {
      token.kind = filler ? kFiller : found->kind;
      return;
    }
  }
  token.months = name.months;
  token.weekdays = name.weekdays;
  token.kind = name.months != 0 || name.weekdays != 0 ? kName : kWord;
}

}  // namespace

std::size_t Tokens::read_number(std::string_view text, std::size_t at, Token& token) {
  token.kind = kNumber;
  while (at < text.size()) {
    std::size_t next = at;
    const std::int32_t digit = u_charDigitValue(code_at(text, next));
    if (digit < 0) break;
    if (++token.digits > 18) {
      ok_ = false;
      return next;
    }
    token.value = token.value * 10 + digit;
    at = next;
  }
  return at;
}

std::size_t Tokens::read_word(std::string_view text, std::size_t at, Token& token) {
  const std::size_t start = at;
  std::size_t unspaced = 0;
  if (const auto kind = unspaced_kind(text.substr(at), unspaced)) {
    token.kind = *kind;
    return at + unspaced;
  }
  if (const std::size_t size = dotted_half_day(text.substr(at), token.kind)) return at + size;
  while (at < text.size()) {
    std::size_t next = at;
    if (!is_letter(code_at(text, next)) && !joins_letters(text, at)) break;
    if (at > start && unspaced_kind(text.substr(at), unspaced)) break;
    at = next;
  }
  token.text = text.substr(start, at - start);
  if (token.text.size() > kMaxWordBytes) {
    token.kind = kWord;
    return at;
  }
  classify_word(token);
  return at;
}

void Tokens::add(Token token) {
  Token joined;
  if (count_ > 0 && is_word(token) && is_word(tokens_[count_ - 1]) &&
      joined_name(tokens_[count_ - 1], token, joined)) {
    tokens_[count_ - 1] = joined;
    return;
  }
  if (count_ == kCapacity) {
    ok_ = false;
    return;
  }
  tokens_[count_++] = token;
}

Tokens::Tokens(std::string_view text) {
  int depth = 0;
  bool space = false;
  for (std::size_t at = 0; at < text.size() && ok_;) {
    const std::size_t start = at;
    std::size_t next = at;
    const UChar32 code = code_at(text, next);
    at = next;
    if (code == '(' || code == 0xFF08) ++depth;
    if (code == ')' || code == 0xFF09) {
      depth = std::max(0, depth - 1);
      continue;
    }
    if (depth > 0 || is_blank(code) || is_ignored_sign(code)) {
      space = true;
      continue;
    }
    Token token;
    token.after_space = space;
    token.text = text.substr(start, next - start);
    space = false;
    if (u_charDigitValue(code) >= 0) {
      at = read_number(text, start, token);
    } else if (is_letter(code)) {
      at = read_word(text, start, token);
    } else {
      token.kind = sign_kind(code);
      if (token.kind == kFiller) ok_ = false;
    }
    add(token);
  }
}

}  // namespace tidings::date
