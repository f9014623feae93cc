#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "parsers/date/parse_date.hpp"

// A date that was read exists, and its own text reads as the same instant.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto date = tidings::parse_date(text, {.language = "pl", .short_iso = true});
  if (!date) return 0;
  if (!tidings::is_valid_date(date->year, date->month, date->day)) std::abort();
  const auto again = tidings::parse_date(date->rfc3339());
  if (!again || again->day_text() != date->day_text()) std::abort();
  if (date->precision > tidings::DatePrecision::kDay &&
      again->unix_seconds() != date->unix_seconds()) {
    std::abort();
  }
  return 0;
}
