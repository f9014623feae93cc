#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <span>
#include <string_view>

#include "parsers/date/date_time.hpp"
#include "parsers/date/date_tokens.hpp"
#include "parsers/date/parse_date.hpp"

namespace tidings::date {

// Takes the parts of a date out of its tokens, one kind after the other; whatever is left over at
// the end must be known to say nothing.
class FreeForm {
 public:
  FreeForm(std::span<Token> tokens, const DateOptions& options)
      : tokens_(tokens), options_(options) {}

  // Nothing when a part is missing, said twice or out of range, or something else is left over.
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
    return is(i, TokenKind::kNumber) && tokens_[i].digits <= digits;
  }
  void use(std::size_t i, std::size_t count = 1) {
    std::fill_n(used_.begin() + static_cast<std::ptrdiff_t>(i), count, true);
  }

  bool take_time();
  [[nodiscard]] bool follows_clock_word(std::size_t i) const;
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
  std::array<bool, Tokens::kCapacity + 8> used_{};
  DateTime result_{
      .year = 0, .month = 0, .day = 0, .precision = DatePrecision::kDay, .offset_minutes = {}};
  unsigned weekdays_ = 0;
  std::size_t month_at_ = 0;
  unsigned month_choices_ = 0;
  std::string_view zone_name_;
  bool thai_ = false;
};

}  // namespace tidings::date
