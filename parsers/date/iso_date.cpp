#include "parsers/date/iso_date.hpp"

#include <chrono>

namespace tidings::date {
namespace {

constexpr int kFirstYear = 1700;
constexpr int kLastYear = 2199;

// Reads ASCII from the front of a text.
class Cursor {
 public:
  explicit Cursor(std::string_view text) : rest_(text) {}

  [[nodiscard]] bool at_end() const { return rest_.empty(); }
  [[nodiscard]] char peek() const { return rest_.empty() ? '\0' : rest_.front(); }
  void skip(std::size_t count = 1) { rest_.remove_prefix(count); }

  bool take(char c) {
    if (peek() != c) return false;
    skip();
    return true;
  }

  [[nodiscard]] std::size_t digits() const {
    std::size_t count = 0;
    while (count < rest_.size() && rest_[count] >= '0' && rest_[count] <= '9') ++count;
    return count;
  }

  // Reads exactly `count` digits that are there.
  int number(std::size_t count) {
    int value = 0;
    for (std::size_t i = 0; i < count; ++i) value = value * 10 + (rest_[i] - '0');
    skip(count);
    return value;
  }

  bool number(std::size_t count, int& value) {
    if (digits() < count) return false;
    value = number(count);
    return true;
  }

 private:
  std::string_view rest_;
};

bool set_day_number(DateTime& date, std::int64_t days) {
  const DateTime day = DateTime::from_unix(days * 86400);
  date.year = day.year;
  date.month = day.month;
  date.day = day.day;
  date.precision = DatePrecision::kDay;
  return true;
}

// ISO 8601 4.1.3: the day of the year, 1..366.
bool set_ordinal(DateTime& date, int year, int ordinal) {
  const bool leap = is_valid_date(year, 2, 29);
  if (!is_valid_date(year, 1, 1) || ordinal < 1 || ordinal > (leap ? 366 : 365)) {
    date.year = 0;
    return true;
  }
  return set_day_number(date, days_from_civil(year, 1, 1) + ordinal - 1);
}

// ISO 8601 4.1.4: week 1 has the year's first Thursday; days run from Monday, 1, to Sunday, 7.
bool set_week(DateTime& date, int year, int week, int weekday) {
  if (!is_valid_date(year, 1, 4) || week < 1 || week > 53 || weekday < 1 || weekday > 7) {
    date.year = 0;
    return true;
  }
  const std::int64_t january_4 = days_from_civil(year, 1, 4);
  const std::int64_t first = january_4 - ((january_4 + 3) % 7 + 7) % 7;
  const std::int64_t monday = first + (week - 1) * 7;
  if (monday + 3 > days_from_civil(year, 12, 31)) {  // the Thursday is the next year's
    date.year = 0;
    return true;
  }
  return set_day_number(date, monday + weekday - 1);
}

bool read_week(Cursor& in, DateTime& date, int year) {
  in.skip();
  int week = 0;
  int weekday = 1;
  if (!in.number(2, week)) return false;
  if (in.take('-') || in.digits() == 1) {
    if (in.digits() != 1) return false;
    weekday = in.number(1);
  }
  return set_week(date, year, week, weekday);
}

bool read_after_year(Cursor& in, DateTime& date) {
  date.precision = DatePrecision::kYear;
  if (in.at_end()) return true;
  if (in.peek() == 'W') return read_week(in, date, date.year);
  if (!in.take('-')) return false;
  if (in.peek() == 'W') return read_week(in, date, date.year);
  if (in.digits() == 3) return set_ordinal(date, date.year, in.number(3));
  if (in.digits() == 0 || in.digits() > 2) return false;
  date.month = in.number(in.digits());
  date.precision = DatePrecision::kMonth;
  if (!in.take('-')) return in.at_end();
  if (in.digits() == 0 || in.digits() > 2) return false;
  date.day = in.number(in.digits());
  date.precision = DatePrecision::kDay;
  return true;
}

bool set_day(DateTime& date, int year, int month, int day) {
  date.year = year;
  date.month = month;
  date.day = day;
  date.precision = DatePrecision::kDay;
  return true;
}

int full_year(int two_digits) { return two_digits + (two_digits < 50 ? 2000 : 1900); }

// ISO 8601:1988 5.2 with the century left out: YYMMDD, YYDDD, -YY-MM, -YYMM.
bool read_short(Cursor& in, DateTime& date) {
  if (in.digits() == 6) {
    const int year = full_year(in.number(2));
    const int month = in.number(2);
    return set_day(date, year, month, in.number(2));
  }
  if (in.digits() == 5) {
    const int year = full_year(in.number(2));
    return set_ordinal(date, year, in.number(3));
  }
  if (!in.take('-') || (in.digits() != 2 && in.digits() != 4)) return false;
  date.year = full_year(in.number(2));
  in.take('-');
  if (in.digits() != 2) return false;
  date.month = in.number(2);
  date.precision = DatePrecision::kMonth;
  return in.at_end();
}

bool read_date(Cursor& in, DateTime& date, bool short_forms, bool& compact) {
  const std::size_t digits = in.digits();
  if (digits == 4) {
    date.year = in.number(4);
    return read_after_year(in, date);
  }
  compact = digits == 8 || digits == 12 || digits == 14;
  if (compact) {
    const int year = in.number(4);
    const int month = in.number(2);
    return set_day(date, year, month, in.number(2));
  }
  if (digits == 7) {
    const int year = in.number(4);
    return set_ordinal(date, year, in.number(3));
  }
  return short_forms && read_short(in, date);
}

void read_fraction(Cursor& in, DateTime& date) {
  if (in.peek() != '.' && in.peek() != ',') return;
  Cursor ahead = in;
  ahead.skip();
  const std::size_t digits = ahead.digits();
  if (digits == 0) return;
  int scale = 100'000'000;
  for (std::size_t i = 0; i < digits; ++i) {
    date.nanosecond += ahead.number(1) * scale;
    scale /= 10;
  }
  in = ahead;
}

bool read_time(Cursor& in, DateTime& date) {
  date.precision = DatePrecision::kMinute;
  const std::size_t digits = in.digits();
  if (digits == 4 || digits == 6) {  // basic format
    date.hour = in.number(2);
    date.minute = in.number(2);
    if (digits == 6) {
      date.second = in.number(2);
      date.precision = DatePrecision::kSecond;
      read_fraction(in, date);
    }
    return true;
  }
  if (digits != 2 && digits != 1) return false;
  date.hour = in.number(digits);
  if (!in.take(':')) return digits == 2;
  if (in.digits() != 2) return false;
  date.minute = in.number(2);
  if (!in.take(':')) return true;
  if (in.digits() != 2) return false;
  date.second = in.number(2);
  date.precision = DatePrecision::kSecond;
  read_fraction(in, date);
  return true;
}

// `valid` becomes false for an offset that does not exist; the result says whether this is one.
bool read_zone(Cursor& in, DateTime& date, bool& valid) {
  while (in.take(' ')) {
  }
  if (in.at_end()) return true;
  if (in.take('Z') || in.take('z')) {
    date.offset_minutes = 0;
    return in.at_end();
  }
  const bool west = in.peek() == '-';
  if (!west && in.peek() != '+') return false;
  in.skip();
  const std::size_t digits = in.digits();
  if (digits != 1 && digits != 2 && digits != 4) return false;
  const int hours = in.number(digits == 1 ? 1 : 2);
  int minutes = 0;
  if (digits == 4) minutes = in.number(2);
  if (digits != 4 && in.take(':') && !in.number(2, minutes)) return false;
  date.offset_minutes = checked_offset(west, hours, minutes);
  valid = date.offset_minutes.has_value();
  return in.at_end();
}

}  // namespace

std::optional<int> checked_offset(bool west, int hours, int minutes) {
  if (hours < 0 || hours > 15 || minutes < 0 || minutes > 59) return std::nullopt;
  const int total = hours * 60 + minutes;
  return west ? -total : total;
}

std::optional<DateTime> checked_date(DateTime fields) {
  if (fields.year < kFirstYear || fields.year > kLastYear) return std::nullopt;
  if (!is_valid_date(fields.year, fields.month, fields.day)) return std::nullopt;
  if (fields.hour < 0 || fields.minute < 0 || fields.second < 0) return std::nullopt;
  if (fields.minute > 59 || fields.second > 60 || fields.hour > 24) return std::nullopt;
  const bool on_the_hour = fields.minute == 0 && fields.second == 0 && fields.nanosecond == 0;
  if (fields.hour == 24 && !on_the_hour) return std::nullopt;
  if (fields.hour < 24 && fields.second < 60) return fields;
  DateTime plain = fields;
  plain.offset_minutes.reset();
  DateTime next = DateTime::from_unix(plain.unix_seconds());
  next.precision = fields.precision;
  next.nanosecond = fields.nanosecond;
  next.offset_minutes = fields.offset_minutes;
  return next;
}

std::optional<DateTime> parse_iso_date(std::string_view text, bool short_forms, bool& matched) {
  Cursor in(text);
  DateTime date;
  bool compact = false;
  bool valid = true;
  matched = read_date(in, date, short_forms, compact);
  if (!matched) return std::nullopt;
  if (!in.at_end()) {
    const bool has_time =
        in.take('T') || in.take('t') || in.take(' ') || (compact && in.digits() > 0);
    while (in.take(' ')) {
    }
    matched = date.precision == DatePrecision::kDay && has_time && read_time(in, date) &&
              read_zone(in, date, valid);
    // A date and a zone alone ("2024-04-28Z", "2024-04-28+01:00") is XML Schema's date.
    const bool zone = in.peek() == 'Z' || text.contains(':');
    if (!matched && !has_time && zone && date.precision == DatePrecision::kDay) {
      matched = read_zone(in, date, valid);
    }
  }
  if (!matched || !valid) return std::nullopt;
  return checked_date(date);
}

}  // namespace tidings::date
