#include <cstdint>

#include "parsers/date/date_names.hpp"
#include "parsers/date/fold_word.hpp"
#include "parsers/date/free_form.hpp"
#include "parsers/date/iso_date.hpp"
#include "parsers/date/zone.hpp"

namespace tidings::date {

using enum TokenKind;

// The first word may be the name of a day that the tables do not know, or that means something else
// ("Min, 17 Mar" is an Indonesian Sunday), if a comma follows.
void FreeForm::take_weekday() {
  const bool word = is(0, kWord) || is(0, kHourUnit) || is(0, kMinuteUnit) || is(0, kSecondUnit);
  if (word && tokens_.size() > 2 && (is(1, kComma) || (is(1, kDot) && is(2, kComma)))) use(0);
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
  return month_in_language(fold_word(token.text), options_.language);
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
  std::array<std::size_t, Tokens::kCapacity> found{};
  std::size_t count = 0;
  for (std::size_t i = 0; i < tokens_.size(); ++i) {
    if (is(i, kNumber)) found[count++] = i;
  }
  const std::span<const std::size_t> numbers(found.data(), count);
  for (const std::size_t i : numbers) use(i);
  if (result_.year != 0 && result_.month != 0) {
    if (count == 1 && tokens_[numbers[0]].digits > 2) return false;
    if (count == 1 && result_.day == 0) result_.day = value(numbers[0]);
    if (count == 0 && result_.day == 0) result_.precision = DatePrecision::kMonth;
    return count <= 1;
  }
  const bool has_month = result_.month != 0 || month_choices_ != 0;
  return has_month ? assign_with_month(numbers) : assign_numeric(numbers);
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
      case kAm:  // "am 14. März" in German
        if (tokens_[i].text == "am" && i + 1 < tokens_.size() && tokens_[i + 1].kind == kNumber)
          break;
        return false;
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
    if (const auto zone = find_zone(zone_name_, result_)) {
      result_.offset_minutes = zone->offset_minutes;
    }
  }
  return checked_date(result_);
}

}  // namespace tidings::date
