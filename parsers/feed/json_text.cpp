#include "parsers/feed/json_text.hpp"

#include <charconv>
#include <cstdint>

namespace tidings::feed {
namespace {

constexpr std::size_t kEscape = 6;  // \uXXXX

// The code unit of an escape at `at`; -1: none there.
std::int32_t code_unit(std::string_view json, std::size_t at) {
  if (json.size() < at + kEscape || json[at] != '\\' || json[at + 1] != 'u') return -1;
  std::int32_t unit = 0;
  const char* const end = json.data() + at + kEscape;
  const auto [stop, error] = std::from_chars(json.data() + at + 2, end, unit, 16);
  return error == std::errc() && stop == end && unit >= 0 ? unit : -1;
}

bool is_high(std::int32_t unit) { return unit >= 0xD800 && unit < 0xDC00; }
bool is_low(std::int32_t unit) { return unit >= 0xDC00 && unit < 0xE000; }

}  // namespace

std::string repair_json_escapes(std::string_view json) {
  std::string result;
  std::size_t copied = 0;
  for (std::size_t at = json.find('\\'); at < json.size(); at = json.find('\\', at)) {
    const std::int32_t unit = code_unit(json, at);
    if (unit < 0) {
      at += 2;
      continue;
    }
    if (is_high(unit) && is_low(code_unit(json, at + kEscape))) {
      at += 2 * kEscape;
      continue;
    }
    if (unit == 0 || is_high(unit) || is_low(unit)) {
      result += json.substr(copied, at - copied);
      if (unit != 0) result += "\\uFFFD";
      copied = at + kEscape;
    }
    at += kEscape;
  }
  if (copied > 0) result += json.substr(copied);
  return result;
}

}  // namespace tidings::feed
