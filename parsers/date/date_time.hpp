#pragma once

#include <cstdint>
#include <optional>
#include <string>

namespace tidings {

// How much of a DateTime its source stated; the fields below that are zero (month and day: one).
enum class DatePrecision : std::uint8_t { kYear, kMonth, kDay, kMinute, kSecond };

// A calendar date and time as a publisher wrote it: proleptic Gregorian, in the stated offset.
struct DateTime {
  int year = 1970;  // 1..9999
  int month = 1;    // 1..12
  int day = 1;      // 1..31, valid for the month
  int hour = 0;     // 0..23
  int minute = 0;   // 0..59
  int second = 0;   // 0..59; a leap second is 59
  int nanosecond = 0;
  DatePrecision precision = DatePrecision::kSecond;
  std::optional<int> offset_minutes;  // east of UTC; none: the source named no zone

  // "YYYY-MM-DD", the day as stated in the publisher's own offset.
  [[nodiscard]] std::string day_text() const;

  // RFC 3339; without an offset the result ends in the seconds, with day precision or less it is
  // the day alone.
  [[nodiscard]] std::string rfc3339() const;

  // Seconds since 1970-01-01T00:00:00Z; a missing offset counts as UTC.
  [[nodiscard]] std::int64_t unix_seconds() const;

  // The UTC date and time of an instant, with second precision and offset 0.
  [[nodiscard]] static DateTime from_unix(std::int64_t seconds);

  friend bool operator==(const DateTime&, const DateTime&) = default;
};

// Days since 1970-01-01 of a proleptic Gregorian date (H. Hinnant, "chrono-compatible low-level
// date algorithms").
[[nodiscard]] std::int64_t days_from_civil(int year, int month, int day);

// True for a date that exists, years 1..9999.
[[nodiscard]] bool is_valid_date(int year, int month, int day);

}  // namespace tidings
