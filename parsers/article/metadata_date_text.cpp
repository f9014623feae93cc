#include "parsers/article/metadata_date_text.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>
#include <optional>
#include <string>

#include <unicode/uchar.h>

#include "parsers/date/date_names.hpp"
#include "parsers/date/fold_word.hpp"
#include "parsers/text/utf8.hpp"

namespace tidings::article {
namespace {

constexpr int kFirstYear = 1990;
constexpr int kLastYear = 2099;
constexpr std::size_t kLongestText = 20'000;

enum class Kind : std::uint8_t { kNumber, kWord, kSign };

struct Token {
  Kind kind = Kind::kSign;
  bool after_space = false;
  int digits = 0;
  std::int64_t value = 0;  // of a number of at most 18 digits
  std::size_t begin = 0;
  std::size_t end = 0;
};

std::vector<Token> tokenize(std::string_view text) {
  std::vector<Token> tokens;
  bool space = false;
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t begin = i;
    const char32_t c = text::next_character(text, i);
    const auto code = static_cast<UChar32>(c);
    if (u_isUWhiteSpace(code) != 0 || c == 0x200E || c == 0x200F) {
      space = true;
      continue;
    }
    Kind kind = Kind::kSign;
    const int digit = u_charDigitValue(code);
    if (digit >= 0) {
      kind = Kind::kNumber;
    } else if (u_isalpha(code) != 0 || u_getCombiningClass(code) != 0 ||
               u_charType(code) == U_COMBINING_SPACING_MARK ||
               u_charType(code) == U_NON_SPACING_MARK) {
      kind = Kind::kWord;
    }
    const bool joins =
        !tokens.empty() && !space && kind != Kind::kSign && tokens.back().kind == kind;
    if (!joins) tokens.push_back({kind, space, 0, 0, begin, begin});
    Token& token = tokens.back();
    token.end = i;
    if (kind == Kind::kNumber && token.digits++ < 18) token.value = token.value * 10 + digit;
    space = false;
  }
  return tokens;
}

// Words that stand between day, month and year.
bool is_filler(std::string_view word) {
  constexpr auto kFillers = std::to_array<std::string_view>(
      {"de", "del", "of", "st", "nd", "rd",     "th",     "er",  "the", "di",
       "do", "da",  "m",  "d",  "a",  "\u00ba", "\u00aa", "den", "ros", "y"});
  return std::ranges::find(kFillers, word) != kFillers.end();
}

class Finder {
 public:
  Finder(std::string_view text, const DateOptions& options)
      : text_(text), options_(options), tokens_(tokenize(text)) {}

  std::vector<FoundDate> find(std::size_t most) {
    std::vector<FoundDate> found;
    for (std::size_t i = 0; i < tokens_.size() && found.size() < most;) {
      const std::size_t next = tokens_[i].kind == Kind::kNumber ? from_number(i)
                               : tokens_[i].kind == Kind::kWord ? from_month(i)
                                                                : 0;
      if (next == 0) {
        ++i;
        continue;
      }
      DateTime date;
      date.year = year_;
      date.month = month_;
      date.day = day_;
      date.precision = DatePrecision::kDay;
      found.push_back({date, tokens_[i].begin, tokens_[next - 1].end});
      i = next;
    }
    return found;
  }

 private:
  [[nodiscard]] const Token* at(std::size_t i) const {
    return i < tokens_.size() ? &tokens_[i] : nullptr;
  }
  [[nodiscard]] std::string_view text_of(const Token& token) const {
    return text_.substr(token.begin, token.end - token.begin);
  }
  [[nodiscard]] bool is_number(std::size_t i, int least, int most) const {
    return i < tokens_.size() && tokens_[i].kind == Kind::kNumber && tokens_[i].digits >= least &&
           tokens_[i].digits <= most;
  }
  [[nodiscard]] bool is_year(std::size_t i) const {
    return is_number(i, 4, 4) && tokens_[i].value >= kFirstYear && tokens_[i].value <= kLastYear;
  }
  // The sign at `i` if it is one of `signs`, else 0.
  [[nodiscard]] char sign(std::size_t i, std::string_view signs) const {
    if (i >= tokens_.size() || tokens_[i].kind != Kind::kSign) return 0;
    const std::string_view text = text_of(tokens_[i]);
    return text.size() == 1 && signs.find(text.front()) != std::string_view::npos ? text.front()
                                                                                  : '\0';
  }
  [[nodiscard]] bool word_starts(std::size_t i, std::string_view start) const {
    return i < tokens_.size() && tokens_[i].kind == Kind::kWord &&
           text_of(tokens_[i]).starts_with(start);
  }

  [[nodiscard]] std::optional<int> month_at(std::size_t i) const {
    constexpr std::size_t kLongestName = 40;
    if (i >= tokens_.size() || tokens_[i].kind != Kind::kWord) return std::nullopt;
    if (tokens_[i].end - tokens_[i].begin > kLongestName) return std::nullopt;
    const std::string folded = date::fold_word(text_of(tokens_[i]));
    const std::uint16_t months = date::find_name(folded).months;
    if (std::popcount(months) == 1) return std::countr_zero(months);
    if (months == 0) return std::nullopt;
    return date::month_in_language(folded, options_.language.substr(0, 2));
  }

  // Moves over full stops, commas and filler words, at most three.
  [[nodiscard]] std::size_t skip(std::size_t i) const {
    for (int steps = 0; steps < 3; ++steps) {
      const Token* token = at(i);
      if (token == nullptr) return i;
      const bool passes =
          (token->kind == Kind::kSign && sign(i, ".,'-/") != 0) ||
          (token->kind == Kind::kWord && is_filler(date::fold_word(text_of(*token))));
      if (!passes) return i;
      ++i;
    }
    return i;
  }

  bool set(std::int64_t year, std::int64_t month, std::int64_t day) {
    if (year < kFirstYear || year > kLastYear || month < 1 || month > 12 || day < 1 || day > 31) {
      return false;
    }
    year_ = static_cast<int>(year);
    month_ = static_cast<int>(month);
    day_ = static_cast<int>(day);
    return is_valid_date(year_, month_, day_);
  }

  // Each returns the token behind the date, 0 if there is none.
  std::size_t from_number(std::size_t i) {
    if (is_year(i)) return from_year(i);
    if (is_number(i, 8, 8)) {
      const std::int64_t value = tokens_[i].value;
      return set(value / 10000, value / 100 % 100, value % 100) ? i + 1 : 0;
    }
    if (!is_number(i, 1, 2)) return 0;
    if (const std::size_t next = numeric(i)) return next;
    const std::size_t name = skip(i + 1);
    const std::optional<int> month = month_at(name);
    if (!month) return 0;
    const std::size_t year = skip(name + 1);
    return is_year(year) && set(tokens_[year].value, *month, tokens_[i].value) ? year + 1 : 0;
  }

  std::size_t from_year(std::size_t i) {
    const std::int64_t year = tokens_[i].value;
    const char first = sign(i + 1, "-/.");
    if (first != 0 && is_number(i + 2, 1, 2) && sign(i + 3, "-/.") == first &&
        is_number(i + 4, 1, 2)) {
      return set(year, tokens_[i + 2].value, tokens_[i + 4].value) ? i + 5 : 0;
    }
    for (const auto& [years, months, days] : kUnits) {
      if (word_starts(i + 1, years) && is_number(i + 2, 1, 2) && word_starts(i + 3, months) &&
          is_number(i + 4, 1, 2) && word_starts(i + 5, days)) {
        return set(year, tokens_[i + 2].value, tokens_[i + 4].value) ? i + 6 : 0;
      }
    }
    const std::size_t name = skip(i + 1);
    const std::optional<int> month = month_at(name);
    if (!month) return 0;
    const std::size_t day = skip(name + 1);
    return is_number(day, 1, 2) && set(year, *month, tokens_[day].value) ? day + 1 : 0;
  }

  // 4.11.2021, 11/04/2021, 4-11-21.
  std::size_t numeric(std::size_t i) {
    const char first = sign(i + 1, "./-");
    if (first == 0 || !is_number(i + 2, 1, 2) || sign(i + 3, "./-") != first) return 0;
    const bool whole = is_year(i + 4);
    if (!whole && (!is_number(i + 4, 2, 2) || tokens_[i + 4].after_space)) return 0;
    // "1.2.34.5" and "10-11-12-13" are no dates.
    if (i > 0 && sign(i - 1, "./-") == first && !tokens_[i].after_space) return 0;
    if (!whole && sign(i + 5, "./-") == first && is_number(i + 6, 1, 18)) return 0;
    const std::int64_t year = tokens_[i + 4].value + (whole ? 0 : 2000);
    const std::int64_t a = tokens_[i].value;
    const std::int64_t b = tokens_[i + 2].value;
    const bool month_first =
        b > 12 || (first == '/' && a <= 12 && options_.order == NumericOrder::kMonthFirst);
    return set(year, month_first ? a : b, month_first ? b : a) ? i + 5 : 0;
  }

  // "November 4, 2021"; "Nov. 4th 2021".
  std::size_t from_month(std::size_t i) {
    std::size_t day = i + 1;
    if (sign(day, ".") != 0) ++day;
    if (!is_number(day, 1, 2) && !is_number(day, 5, 6)) return 0;
    const std::optional<int> month = month_at(i);
    if (!month) return 0;
    if (!is_number(day, 1, 2)) {
      // "Feb 182009": the day and the year stand in elements without a blank between them.
      return set(tokens_[day].value % 10000, *month, tokens_[day].value / 10000) ? day + 1 : 0;
    }
    const std::size_t year = skip(day + 1);
    return is_year(year) && set(tokens_[year].value, *month, tokens_[day].value) ? year + 1 : 0;
  }

  struct Units {
    std::string_view year;
    std::string_view month;
    std::string_view day;
  };
  static constexpr auto kUnits = std::to_array<Units>({{"\u5e74", "\u6708", "\u65e5"},
                                                       {"\ub144", "\uc6d4", "\uc77c"},
                                                       {"\u5e74", "\u6708", "\u53f7"}});

  std::string_view text_;
  const DateOptions& options_;
  std::vector<Token> tokens_;
  int year_ = 0;
  int month_ = 0;
  int day_ = 0;
};

}  // namespace

std::vector<FoundDate> find_dates(std::string_view text, const DateOptions& options,
                                  std::size_t most) {
  return Finder(text.substr(0, kLongestText), options).find(most);
}

std::vector<FoundDate> find_dates_in_url(std::string_view url) {
  constexpr std::size_t kScheme = 8;
  if (url.size() > kScheme) {
    // "https://web.archive.org/web/20120216182711/http://host/…": the copy's day is not the text's.
    const std::size_t inner = url.rfind("http");
    if (inner != std::string_view::npos && inner >= kScheme) url.remove_prefix(inner);
  }
  const std::size_t scheme = url.find("://");
  const std::size_t path = url.find('/', scheme == std::string_view::npos ? 0 : scheme + 3);
  if (path == std::string_view::npos) return {};
  // Underscores and signs of a path part words as blanks do.
  std::string text(url.substr(path));
  for (char& c : text) {
    if (c == '_' || c == '?' || c == '=' || c == '&' || c == '%') c = ' ';
  }
  return find_dates(text, {});
}

}  // namespace tidings::article
