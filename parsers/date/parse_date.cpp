#include "parsers/date/parse_date.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstddef>
#include <span>
#include <string>

#include "parsers/date/date_names.hpp"
#include "parsers/date/date_tokens.hpp"
#include "parsers/date/fold_word.hpp"
#include "parsers/date/iso_date.hpp"
#include "parsers/date/zone.hpp"

namespace tidings {
namespace {

using date::Token;
using date::TokenKind;
using enum date::TokenKind;

constexpr std::size_t kMaxBytes = 200;

bool is_trimmed(char c) { return static_cast<unsigned char>(c) <= ' '; }

std::string_view trim(std::string_view text) {
  while (!text.empty() && is_trimmed(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_trimmed(text.back())) text.remove_suffix(1);
  return text;
}

// Seconds (10 digits) or milliseconds (13 digits) since 1970, 2001-09-09 to 2033-05-18: later ones
// read just as well as YYYYMMDDHH.
std::optional<DateTime> parse_epoch(std::string_view text) {
  const std::size_t point = text.find('.');
  const std::string_view whole = text.substr(0, point);
  if (whole.size() != 10 && whole.size() != 13) return std::nullopt;
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(whole.data(), whole.data() + whole.size(), value);
  if (error != std::errc() || end != whole.data() + whole.size() || value < 0) return std::nullopt;
  if (point != std::string_view::npos) {
    const std::string_view fraction = text.substr(point + 1);
    if (!std::ranges::all_of(fraction, [](char c) { return c >= '0' && c <= '9'; })) return {};
  }
  const std::int64_t seconds = whole.size() == 13 ? value / 1000 : value;
  if (seconds < 1'000'000'000 || seconds >= 2'000'000'000) return std::nullopt;
  DateTime result = DateTime::from_unix(seconds);
  if (whole.size() == 13) result.nanosecond = static_cast<int>(value % 1000) * 1'000'000;
  return result;
}

// Takes the parts of a date out of its tokens, one kind after the other; whatever is left over at
// the end must be known to say nothing.
class FreeForm {
 public:
  FreeForm(std::span<Token> tokens, const DateOptions& options)
      : tokens_(tokens), options_(options) {}

  std::optional<DateTime> parse() {
    if (!take_time()) return std::nullopt;
    take_weekday();
    if (!take_units() || !take_month_name() || !take_numbers()) return std::nullopt;
    if (!nothing_left()) return std::nullopt;
    return finish();
  }

 private:
  [[nodiscard]] bool is(std::size_t i, TokenKind kind) const {
    return i < tokens_.size() && tokens_[i].kind == kind && !used_[i];
  }
  [[nodiscard]] bool is_tight(std::size_t i, TokenKind kind) const {
    return is(i, kind) && !tokens_[i].after_space;
  }
  [[nodiscard]] int value(std::size_t i) const { return static_cast<int>(tokens_[i].value); }
  [[nodiscard]] bool is_short_number(std::size_t i, int digits = 2) const {
    return is(i, kNumber) && tokens_[i].digits <= digits;
  }
  void use(std::size_t i, std::size_t count = 1) {
    std::fill_n(used_.begin() + static_cast<std::ptrdiff_t>(i), count, true);
  }

  bool take_time();
  bool take_clock(std::size_t i, TokenKind separator);
  bool take_hour_unit(std::size_t i);
  bool take_half_day(std::size_t first, std::size_t end);
  bool take_compact_time(std::size_t i);
  bool take_zone(std::size_t i);
  bool take_offset(std::size_t i, bool reversed);
  void take_zone_again(std::size_t i);
  void take_weekday();
  bool take_units();
  bool take_month_name();
  [[nodiscard]] std::optional<int> month_of(const Token& token) const;
  bool take_numbers();
  bool assign_with_month(std::span<const std::size_t> numbers);
  bool assign_numeric(std::span<const std::size_t> numbers);
  bool assign_day_and_month(int first, int second);
  void set_year(std::size_t i);
  [[nodiscard]] bool fits_weekday(int month, int day) const;
  [[nodiscard]] bool nothing_left() const;
  std::optional<DateTime> finish();

  std::span<Token> tokens_;
  const DateOptions& options_;
  std::array<bool, date::Tokens::kCapacity + 8> used_{};
  DateTime result_{
      .year = 0, .month = 0, .day = 0, .precision = DatePrecision::kDay, .offset_minutes = {}};
  unsigned weekdays_ = 0;
  std::size_t month_at_ = 0;
  std::string ambiguous_month_;
  unsigned month_choices_ = 0;
  std::string_view zone_name_;
  bool thai_ = false;
};

// RFC 5322 3.3 time, and the ways to write one with words; none at all is fine too.
bool FreeForm::take_time() {
  for (std::size_t i = 0; i + 1 < tokens_.size(); ++i) {
    if (is_short_number(i) && is_tight(i + 1, kColon) && is_short_number(i + 2)) {
      return take_clock(i, kColon);
    }
  }
  for (std::size_t i = 0; i + 1 < tokens_.size(); ++i) {
    if (!is_short_number(i)) continue;
    if (is(i + 1, kHourUnit)) return take_hour_unit(i);
    const bool clock = is_tight(i + 1, kDot) && is_short_number(i + 2) && is(i + 3, kHourUnit);
    if (clock) return take_clock(i, kDot) && (use(i + 3), true);
    if (is(i + 1, kAm) || is(i + 1, kPm)) {
      result_.hour = value(i);
      result_.precision = DatePrecision::kMinute;
      use(i);
      return take_half_day(i, i + 1);
    }
  }
  for (std::size_t i = 0; i < tokens_.size(); ++i) {
    if (i > 0 && tokens_[i].kind == kWord && take_zone(i)) break;
  }
  return true;
}

bool FreeForm::take_clock(std::size_t i, TokenKind separator) {
  result_.hour = value(i);
  result_.minute = value(i + 2);
  result_.precision = DatePrecision::kMinute;
  std::size_t end = i + 3;
  if (is_tight(end, separator) && is_short_number(end + 1)) {
    result_.second = value(end + 1);
    result_.precision = DatePrecision::kSecond;
    end += 2;
    const bool fraction = (is_tight(end, kDot) || is_tight(end, kComma) || is_tight(end, kColon)) &&
                          is_tight(end + 1, kNumber);
    if (fraction) end += 2;
  }
  use(i, end - i);
  if (is(end, kHourUnit)) use(end++);
  return take_half_day(i, end);
}

// "14h", "14h30", "午後3時20分10秒".
bool FreeForm::take_hour_unit(std::size_t i) {
  result_.hour = value(i);
  result_.precision = DatePrecision::kMinute;
  std::size_t end = i + 2;
  if (is_short_number(end)) {
    const bool tight = !tokens_[end].after_space;
    if (tight || is(end + 1, kMinuteUnit)) {
      result_.minute = value(end);
      end += is(end + 1, kMinuteUnit) ? 2 : 1;
    }
    if (is_short_number(end) && is(end + 1, kSecondUnit)) {
      result_.second = value(end);
      result_.precision = DatePrecision::kSecond;
      end += 2;
    }
  }
  use(i, end - i);
  return take_half_day(i, end);
}

// A half-day before the token `first` or at `end`, then the zone.
bool FreeForm::take_half_day(std::size_t first, std::size_t end) {
  std::size_t at = end;
  const bool before = first > 0 && (is(first - 1, kAm) || is(first - 1, kPm));
  if (before) at = first - 1;
  if (is(at, kAm) || is(at, kPm)) {
    const bool pm = is(at, kPm);
    if (!pm && result_.hour > 12) return false;
    if (pm && result_.hour < 12) result_.hour += 12;
    if (!pm && result_.hour == 12) result_.hour = 0;
    use(at);
    if (!before) ++end;
  }
  while (is(end, kComma) || (is(end, kDot) && !is(end + 1, kNumber))) ++end;
  return take_zone(end);
}

bool FreeForm::take_offset(std::size_t i, bool reversed) {
  if ((!is(i, kPlus) && !is(i, kMinus)) || !is_tight(i + 1, kNumber)) return false;
  const int digits = tokens_[i + 1].digits;
  if (digits > 4) return false;
  int hours = value(i + 1);
  int minutes = 0;
  std::size_t count = 2;
  if (digits > 2) {
    minutes = hours % 100;
    hours /= 100;
  } else if (is_tight(i + 2, kColon) && is_short_number(i + 3)) {
    minutes = value(i + 3);
    count = 4;
  }
  result_.offset_minutes = date::checked_offset(is(i, kMinus) != reversed, hours, minutes);
  if (!result_.offset_minutes) return false;
  use(i, count);
  take_zone_again(i + count);
  return true;
}

// The zone's name behind its offset: "+0000 GMT", "+01:00[Europe/Paris]".
void FreeForm::take_zone_again(std::size_t i) {
  if (!is(i, kWord)) return;
  const auto zone = date::find_zone(tokens_[i].text, DateTime{});
  const bool region = tokens_[i].text.find('/') != std::string_view::npos;
  if (zone && (region || zone->offset_minutes == result_.offset_minutes)) use(i);
}

// The zone at token `i`, if there is one. False: something like a zone that does not exist.
bool FreeForm::take_zone(std::size_t i) {
  if (i >= tokens_.size() || used_[i]) return true;
  const TokenKind kind = tokens_[i].kind;
  if (kind == kPlus || (kind == kMinus && is_tight(i + 1, kNumber))) return take_offset(i, false);
  if (kind == kName && tokens_[i].months != 0) return true;
  const auto zone = date::find_zone(tokens_[i].text, DateTime{});
  if (!zone) return true;
  const bool etc =
      tokens_[i].text.size() > 4 && (tokens_[i].text[0] | 0x20) == 'e' && tokens_[i].text[3] == '/';
  zone_name_ = tokens_[i].text;
  use(i);
  const bool based_on_utc = zone->offset_minutes == 0;
  if (based_on_utc && is(i + 1, kWord) && date::find_zone(tokens_[i + 1].text, DateTime{})) {
    result_.offset_minutes = 0;  // "Z[UTC]"
    zone_name_ = {};
    use(i + 1);
  }
  const bool sign = is(i + 1, kPlus) || is(i + 1, kMinus);
  if (based_on_utc && sign && is_tight(i + 2, kNumber)) {
    zone_name_ = {};
    return take_offset(i + 1, etc);
  }
  return true;
}

// The first word may be the name of a day that the tables do not know, if a comma follows.
void FreeForm::take_weekday() {
  if (tokens_.size() > 2 && is(0, kWord) && is(1, kComma)) use(0);
  unsigned found = 0;
  for (std::size_t i = 0; i < tokens_.size(); ++i) {
    if (is(i, kName) && tokens_[i].months == 0) {
      found |= tokens_[i].weekdays;
      use(i);
    }
  }
  weekdays_ = found;
}

// Numbers that carry a unit: 2024年5月28日, "tháng 5".
bool FreeForm::take_units() {
  for (std::size_t i = 0; i < tokens_.size(); ++i) {
    if (is(i, kMonthPrefix) && is_short_number(i + 1)) {
      result_.month = value(i + 1);
      use(i, 2);
      month_at_ = i;
    }
    if (!is(i, kNumber) || i + 1 >= tokens_.size()) continue;
    const TokenKind unit = tokens_[i + 1].kind;
    if (unit == kYearUnit) {
      if (tokens_[i].digits != 4) return false;
      result_.year = value(i);
    } else if (unit == kMonthUnit && tokens_[i].digits <= 2) {
      result_.month = value(i);
    } else if (unit == kDayUnit && tokens_[i].digits <= 2) {
      result_.day = value(i);
    } else {
      continue;
    }
    use(i, 2);
  }
  return true;
}

std::optional<int> FreeForm::month_of(const Token& token) const {
  const unsigned months = token.months;
  if ((months & (months - 1)) == 0) {
    for (int month = 1; month <= 12; ++month) {
      if (months == 1U << month) return month;
    }
  }
  if (options_.language.empty()) return std::nullopt;
  return date::month_in_language(date::fold_word(token.text), options_.language);
}

// Of two names that can be months ("mar, 05 mar"), the one that cannot be a day, else the last.
bool FreeForm::take_month_name() {
  std::size_t chosen = tokens_.size();
  for (std::size_t i = 0; i < tokens_.size(); ++i) {
    if (!is(i, kName)) continue;
    if (chosen < tokens_.size()) {
      const bool both_pure = tokens_[chosen].weekdays == 0 && tokens_[i].weekdays == 0;
      if (both_pure) return false;
      if (tokens_[chosen].weekdays == 0) continue;
    }
    chosen = i;
  }
  if (chosen == tokens_.size()) return true;
  if (result_.month != 0) return false;
  for (std::size_t i = 0; i < tokens_.size(); ++i) {
    if (is(i, kName)) use(i);
  }
  month_at_ = chosen;
  thai_ =
      tokens_[chosen].text.starts_with("\xE0\xB8") || tokens_[chosen].text.starts_with("\xE0\xB9");
  if (const auto month = month_of(tokens_[chosen])) {
    result_.month = *month;
  } else {
    month_choices_ = tokens_[chosen].months;
  }
  return true;
}

void FreeForm::set_year(std::size_t i) {
  const int digits = tokens_[i].digits;
  int year = tokens_[i].value > 9999 ? 0 : value(i);
  if (digits == 2) year += year < 50 ? 2000 : 1900;
  if (digits == 3) year += 1900;
  if (digits == 1) year = 0;
  result_.year = year;
}

bool FreeForm::take_numbers() {
  std::array<std::size_t, date::Tokens::kCapacity> found{};
  std::size_t count = 0;
  for (std::size_t i = 0; i < tokens_.size(); ++i) {
    if (is(i, kNumber)) found[count++] = i;
  }
  const std::span<const std::size_t> numbers(found.data(), count);
  for (const std::size_t i : numbers) use(i);
  if (result_.year != 0 && result_.month != 0) {
    if (count == 1 && result_.day == 0) result_.day = value(numbers[0]);
    if (count == 0 && result_.day == 0) result_.precision = DatePrecision::kMonth;
    return count <= 1;
  }
  const bool has_month = result_.month != 0 || month_choices_ != 0;
  return has_month ? assign_with_month(numbers) : assign_numeric(numbers);
}

// "1500" after a complete date and before a zone is a time (RFC 822 with the colon left out).
bool FreeForm::take_compact_time(std::size_t i) {
  if (tokens_[i].digits != 4 || result_.precision != DatePrecision::kDay) return false;
  if (zone_name_.empty() && !result_.offset_minutes) return false;
  result_.hour = value(i) / 100;
  result_.minute = value(i) % 100;
  result_.precision = DatePrecision::kMinute;
  return true;
}

// The numbers beside a month's name: four digits are the year; of two short ones the first is the
// day (RFC 822), unless it cannot be.
bool FreeForm::assign_with_month(std::span<const std::size_t> numbers) {
  if (numbers.empty() || numbers.size() > 3) return false;
  if (result_.day != 0) {
    if (numbers.size() != 1) return false;
    set_year(numbers[0]);
    return true;
  }
  if (numbers.size() == 1) {
    if (tokens_[numbers[0]].digits != 4 || result_.precision != DatePrecision::kDay) return false;
    set_year(numbers[0]);
    result_.precision = DatePrecision::kMonth;
    return true;
  }
  const std::size_t first = numbers[0];
  const std::size_t second = numbers[1];
  const bool year_first = tokens_[first].digits >= 3 ||
                          (tokens_[first].digits == 2 && value(first) > 31 && first < month_at_);
  if (year_first ? tokens_[second].digits > 2 : tokens_[first].digits > 2) return false;
  set_year(year_first ? first : second);
  result_.day = value(year_first ? second : first);
  return numbers.size() == 2 || take_compact_time(numbers[2]);
}

bool FreeForm::fits_weekday(int month, int day) const {
  if (!is_valid_date(result_.year, month, day)) return false;
  if (weekdays_ == 0) return true;
  const std::int64_t days = days_from_civil(result_.year, month, day);
  return (weekdays_ >> ((days % 7 + 11) % 7) & 1U) != 0;
}

// "3/4": by the caller's order, by what exists, by the day of the week that goes with it.
bool FreeForm::assign_day_and_month(int first, int second) {
  const bool day_first = is_valid_date(result_.year, second, first);
  const bool month_first = is_valid_date(result_.year, first, second);
  bool take_day_first = day_first;
  if (day_first && month_first && first != second) {
    if (options_.order != NumericOrder::kUnknown) {
      take_day_first = options_.order == NumericOrder::kDayFirst;
    } else {
      const bool fits_day_first = fits_weekday(second, first);
      if (fits_day_first == fits_weekday(first, second)) return false;
      take_day_first = fits_day_first;
    }
  }
  if (!day_first && !month_first) return false;
  result_.day = take_day_first ? first : second;
  result_.month = take_day_first ? second : first;
  return true;
}

// Three numbers with the same sign between them.
bool FreeForm::assign_numeric(std::span<const std::size_t> numbers) {
  if (numbers.size() != 3) return false;
  const auto [a, b, c] = std::array{numbers[0], numbers[1], numbers[2]};
  if (b != a + 2 || c != b + 2 || tokens_[a + 1].kind != tokens_[b + 1].kind) return false;
  const TokenKind sign = tokens_[a + 1].kind;
  if (sign != kSlash && sign != kDot && sign != kMinus) return false;
  use(a + 1);
  use(b + 1);
  if (tokens_[a].digits == 4 && tokens_[b].digits <= 2 && tokens_[c].digits <= 2) {
    result_.year = value(a);
    result_.month = value(b);
    result_.day = value(c);
    return true;
  }
  if (tokens_[a].digits > 2 || tokens_[b].digits > 2 || tokens_[c].digits != 4) return false;
  result_.year = value(c);
  if (sign == kDot && is_valid_date(result_.year, value(b), value(a))) {
    result_.day = value(a);
    result_.month = value(b);
    return true;
  }
  return assign_day_and_month(value(a), value(b));
}

bool FreeForm::nothing_left() const {
  for (std::size_t i = 0; i < tokens_.size(); ++i) {
    if (used_[i]) continue;
    switch (tokens_[i].kind) {
      case kFiller:
      case kComma:
      case kDot:
      case kMinus:
      case kSlash:
      case kSecondUnit:
      case kDayUnit:
        break;
      case kColon:  // "Published: ..."
        if (i > 0 && tokens_[i - 1].kind == kFiller) break;
        return false;
      default:
        return false;
    }
  }
  return true;
}

std::optional<DateTime> FreeForm::finish() {
  if (thai_ && result_.year > 2400) result_.year -= 543;  // the Buddhist era
  if (month_choices_ != 0) {
    for (int month = 1; month <= 12; ++month) {
      if ((month_choices_ >> month & 1U) == 0 || weekdays_ == 0) continue;
      if (!fits_weekday(month, result_.day)) continue;
      if (result_.month != 0) return std::nullopt;
      result_.month = month;
    }
  }
  const DatePrecision precision = result_.precision;
  if (precision == DatePrecision::kMonth && result_.day == 0) result_.day = 1;
  if (!zone_name_.empty() && is_valid_date(result_.year, result_.month, result_.day)) {
    if (const auto zone = date::find_zone(zone_name_, result_)) {
      result_.offset_minutes = zone->offset_minutes;
    }
  }
  return date::checked_date(result_);
}

}  // namespace

std::optional<DateTime> parse_date(std::string_view text, const DateOptions& options) {
  text = trim(text);
  if (text.empty() || text.size() > kMaxBytes) return std::nullopt;
  const bool numeric = text[0] >= '0' && text[0] <= '9';
  if (numeric || (options.short_iso && text[0] == '-')) {
    if (auto epoch = parse_epoch(text)) return epoch;
    bool matched = false;
    auto iso = date::parse_iso_date(text, options.short_iso, matched);
    if (matched) return iso;
  }
  date::Tokens tokens(text);
  if (!tokens.ok() || tokens.all().size() < 2) return std::nullopt;
  return FreeForm(tokens.all(), options).parse();
}

}  // namespace tidings
