#include "parsers/date/date_time.hpp"

#include <chrono>

#include <fmt/format.h>

namespace tidings {

namespace chrono = std::chrono;

std::int64_t days_from_civil(int year, int month, int day) {
  const chrono::sys_days days = chrono::year{year} / month / day;
  return days.time_since_epoch().count();
}

bool is_valid_date(int year, int month, int day) {
  if (year < 1 || year > 9999 || month < 1 || month > 12 || day < 1 || day > 31) return false;
  return (chrono::year{year} / month / day).ok();
}

std::string DateTime::day_text() const {
  return fmt::format("{:04}-{:02}-{:02}", year, month, day);
}

std::string DateTime::rfc3339() const {
  if (precision <= DatePrecision::kDay) return day_text();
  std::string text = fmt::format("{}T{:02}:{:02}:{:02}", day_text(), hour, minute, second);
  if (!offset_minutes) return text;
  if (*offset_minutes == 0) return text + "Z";
  const int magnitude = *offset_minutes < 0 ? -*offset_minutes : *offset_minutes;
  return fmt::format("{}{}{:02}:{:02}", text, *offset_minutes < 0 ? '-' : '+', magnitude / 60,
                     magnitude % 60);
}

std::int64_t DateTime::unix_seconds() const {
  const std::int64_t local =
      days_from_civil(year, month, day) * 86400 + hour * 3600 + minute * 60 + second;
  return local - std::int64_t{offset_minutes.value_or(0)} * 60;
}

DateTime DateTime::from_unix(std::int64_t seconds) {
  const chrono::sys_seconds instant{chrono::seconds{seconds}};
  const auto midnight = chrono::floor<chrono::days>(instant);
  const chrono::year_month_day date{midnight};
  const chrono::hh_mm_ss time{instant - midnight};
  DateTime result;
  result.year = static_cast<int>(date.year());
  result.month = static_cast<int>(static_cast<unsigned>(date.month()));
  result.day = static_cast<int>(static_cast<unsigned>(date.day()));
  result.hour = static_cast<int>(time.hours().count());
  result.minute = static_cast<int>(time.minutes().count());
  result.second = static_cast<int>(time.seconds().count());
  result.offset_minutes = 0;
  return result;
}

}  // namespace tidings
