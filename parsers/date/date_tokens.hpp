#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

// The words, numbers and signs of a date string, each looked up once.
namespace tidings::date {

enum class TokenKind : std::uint8_t {
  kNumber,
  kName,         // month or day of the week, see months and weekdays
  kWord,         // letters that are no name: a zone, or not part of a date
  kFiller,       // "at", "the", "Uhr": says nothing
  kMonthPrefix,  // Vietnamese "tháng": the next number is the month
  kAm,
  kPm,
  kYearUnit,  // 年 and the like, after their number
  kMonthUnit,
  kDayUnit,
  kHourUnit,
  kMinuteUnit,
  kSecondUnit,
  kPlus,
  kMinus,
  kColon,
  kComma,
  kDot,
  kSlash
};

struct Token {
  TokenKind kind = TokenKind::kFiller;
  bool after_space = false;
  std::uint8_t digits = 0;    // of a number, at most 18
  std::uint8_t weekdays = 0;  // as NameMeaning
  std::uint16_t months = 0;   // as NameMeaning
  std::int64_t value = 0;     // of a number
  std::string_view text;      // as written
};

class Tokens {
 public:
  static constexpr std::size_t kCapacity = 40;

  // Splits `text`, leaving out what stands in parentheses. More tokens than kCapacity, a number
  // of more than 18 digits, or a sign that no date has: `ok()` is false.
  explicit Tokens(std::string_view text);

  [[nodiscard]] bool ok() const { return ok_; }
  [[nodiscard]] std::span<Token> all() { return {tokens_.data(), count_}; }

 private:
  std::size_t read_number(std::string_view text, std::size_t at, Token& token);
  std::size_t read_word(std::string_view text, std::size_t at, Token& token);
  void add(Token token);

  std::array<Token, kCapacity> tokens_{};
  std::size_t count_ = 0;
  bool ok_ = true;
};

}  // namespace tidings::date
