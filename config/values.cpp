#include "config/values.hpp"

#include <array>
#include <charconv>
#include <cmath>
#include <limits>

#include <fmt/format.h>

namespace tidings::config {
namespace {

using std::string_view;

struct Unit {
  string_view name;
  std::int64_t factor;
};

constexpr std::array kDurationUnits{Unit{"w", 604'800'000}, Unit{"d", 86'400'000},
                                    Unit{"h", 3'600'000},   Unit{"m", 60'000},
                                    Unit{"s", 1000},        Unit{"ms", 1}};
constexpr std::array kSizeUnits{Unit{"TB", 1'000'000'000'000},
                                Unit{"GB", 1'000'000'000},
                                Unit{"MB", 1'000'000},
                                Unit{"kB", 1000},
                                Unit{"TiB", 1LL << 40},
                                Unit{"GiB", 1LL << 30},
                                Unit{"MiB", 1LL << 20},
                                Unit{"KiB", 1LL << 10},
                                Unit{"B", 1}};

template <std::size_t N>
const Unit* find_unit(const std::array<Unit, N>& units, string_view name) {
  for (const Unit& unit : units) {
    if (unit.name == name) return &unit;
  }
  return nullptr;
}

// Takes the digits at the front of `text`; none: there are none, or too many.
std::int64_t take_digits(string_view& text) {
  std::int64_t value = -1;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || value < 0 || text.starts_with('-')) return -1;
  text.remove_prefix(static_cast<std::size_t>(end - text.data()));
  return value;
}

string_view take_letters(string_view& text) {
  std::size_t count = 0;
  while (count < text.size() && (text[count] < '0' || text[count] > '9')) ++count;
  const string_view letters = text.substr(0, count);
  text.remove_prefix(count);
  return letters;
}

// value * factor + sum; -1 where that does not fit.
std::int64_t add_product(std::int64_t sum, std::int64_t value, std::int64_t factor) {
  std::int64_t product = 0;
  if (__builtin_mul_overflow(value, factor, &product)) return -1;
  if (__builtin_add_overflow(sum, product, &sum)) return -1;
  return sum;
}

std::unexpected<std::string> no(string_view what, string_view text) {
  return std::unexpected(fmt::format("\"{}\" is no {}", text, what));
}

}  // namespace

std::expected<Duration, std::string> parse_duration(string_view text) {
  if (text == "0") return Duration{0};
  string_view rest = text;
  std::int64_t sum = 0;
  if (rest.empty()) return no("duration", text);
  while (!rest.empty()) {
    const std::int64_t value = take_digits(rest);
    const string_view name = take_letters(rest);
    const Unit* unit = find_unit(kDurationUnits, name);
    if (value >= 0 && name.empty()) {
      return std::unexpected(fmt::format("\"{}\" is a duration without a unit", text));
    }
    if (value < 0 || unit == nullptr) return no("duration", text);
    sum = add_product(sum, value, unit->factor);
    if (sum < 0) return std::unexpected(fmt::format("\"{}\" is too long", text));
  }
  return Duration{sum};
}

std::expected<std::uint64_t, std::string> parse_size(string_view text) {
  string_view rest = text;
  const std::int64_t value = take_digits(rest);
  if (value >= 0 && rest.empty()) {
    return std::unexpected(fmt::format("\"{}\" is a size without a unit", text));
  }
  const Unit* unit = find_unit(kSizeUnits, rest);
  if (value < 0 || unit == nullptr) return no("size", text);
  const std::int64_t bytes = add_product(0, value, unit->factor);
  if (bytes < 0) return std::unexpected(fmt::format("\"{}\" is too large", text));
  return static_cast<std::uint64_t>(bytes);
}

std::expected<std::int64_t, std::string> parse_integer(string_view text) {
  std::int64_t value = 0;
  const char* end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, value);
  if (error != std::errc{} || stop != end) return no("whole number", text);
  return value;
}

std::expected<double, std::string> parse_number(string_view text) {
  double value = 0;
  const char* end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, value);
  if (error != std::errc{} || stop != end || !std::isfinite(value)) return no("number", text);
  return value;
}

std::string duration_text(Duration duration) {
  std::int64_t rest = duration.count();
  if (rest == 0) return "0s";
  std::string text;
  for (const Unit& unit : kDurationUnits) {
    if (unit.name == "w" && rest % unit.factor != 0) continue;  // 10d, not 1w3d
    if (rest >= unit.factor) text += fmt::format("{}{}", rest / unit.factor, unit.name);
    rest %= unit.factor;
  }
  return text;
}

std::string size_text(std::uint64_t bytes) {
  for (const Unit& unit : kSizeUnits) {
    const auto factor = static_cast<std::uint64_t>(unit.factor);
    if (bytes > 0 && bytes % factor == 0) return fmt::format("{}{}", bytes / factor, unit.name);
  }
  return "0B";
}

}  // namespace tidings::config
