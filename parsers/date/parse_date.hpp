#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "parsers/date/date_time.hpp"

namespace tidings {

// Which number comes first in "03/04/2024".
enum class NumericOrder : std::uint8_t { kUnknown, kDayFirst, kMonthFirst };

// What is known about where a date string came from; it decides what the string leaves open.
struct DateOptions {
  std::string_view language =
      {};  // BCP 47 ("pl", "en-GB"); "listopada" is another month in Croatian
  NumericOrder order = NumericOrder::kUnknown;
  bool short_iso = false;  // also ISO 8601:1988 with the century left out: "031231", "-03-12"
};

// Reads a date, or date and time, as publishers write them:
//   RFC 822, RFC 2822 3.3 and 4.3, RFC 850, asctime; RFC 3339, W3C-DTF, ISO 8601 (ordinal and week
//   dates, basic format); seconds or milliseconds since 1970 (10 or 13 digits); month, day and
//   half-day names in some 80 languages (CLDR); year-month-day with CJK units; zone abbreviations,
//   "GMT+2", zone names of the IANA database; comments in parentheses; digits of any script.
// Day names are not held against the date, they only decide what is ambiguous otherwise.
// "03/04/2024" without a decisive day name or `order`, a time or day that does not exist, a year
// outside 1700..2199 (two digits: RFC 2822 4.3), or a word that does not belong to a date: none,
// never a wrong date. 24:00 is midnight of the next day, a leap second the second after it.
// Linear in time; text over 200 bytes after trimming is no date.
[[nodiscard]] std::optional<DateTime> parse_date(std::string_view text,
                                                 const DateOptions& options = {});

}  // namespace tidings
