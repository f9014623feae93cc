#include "parsers/date/free_form.hpp"
#include "parsers/date/iso_date.hpp"
#include "parsers/date/zone.hpp"

namespace tidings::date {

using enum TokenKind;

// RFC 5322 3.3 time, and the ways to write one with words; none at all is fine too.
bool FreeForm::take_time() {
  for (std::size_t i = 0; i + 1 < tokens_.size(); ++i) {
    if (is_short_number(i) && is_tight(i + 1, kColon) && is_short_number(i + 2)) {
      return take_clock(i, kColon);
    }
  }
  for (std::size_t i = 0; i + 1 < tokens_.size(); ++i) {
    if (!is_short_number(i)) continue;
    if (is(i + 1, kHourUnit)) return take_hour_unit(i);
    const bool dotted = is_tight(i + 1, kDot) && is_short_number(i + 2);
    if (dotted && (is(i + 3, kHourUnit) || follows_clock_word(i))) return take_clock(i, kDot);
    if (is(i + 1, kAm) || is(i + 1, kPm)) {
      result_.hour = value(i);
      result_.precision = DatePrecision::kMinute;
      use(i);
      return take_half_day(i, i + 1);
    }
  }
  for (std::size_t i = 0; i < tokens_.size(); ++i) {
    if (i > 0 && tokens_[i].kind == kWord && take_zone(i)) break;
  }
  return true;
}

// "kl. 14.30" in Danish and Norwegian, "klo 14.30" in Finnish.
bool FreeForm::follows_clock_word(std::size_t i) const {
  if (i > 0 && tokens_[i - 1].kind == kDot) --i;
  return i > 0 && (tokens_[i - 1].text == "kl" || tokens_[i - 1].text == "klo");
}

bool FreeForm::take_clock(std::size_t i, TokenKind separator) {
  result_.hour = value(i);
  result_.minute = value(i + 2);
  result_.precision = DatePrecision::kMinute;
  std::size_t end = i + 3;
  if (is_tight(end, separator) && is_short_number(end + 1)) {
    result_.second = value(end + 1);
    result_.precision = DatePrecision::kSecond;
    end += 2;
    const bool fraction = (is_tight(end, kDot) || is_tight(end, kComma) || is_tight(end, kColon)) &&
                          is_tight(end + 1, kNumber);
    if (fraction) end += 2;
  }
  use(i, end - i);
  if (is(end, kHourUnit)) use(end++);
  return take_half_day(i, end);
}

// "14h", "14h30", "午後3時20分10秒".
bool FreeForm::take_hour_unit(std::size_t i) {
  result_.hour = value(i);
  result_.precision = DatePrecision::kMinute;
  std::size_t end = i + 2;
  if (is_short_number(end)) {
    const bool tight = !tokens_[end].after_space;
    if (tight || is(end + 1, kMinuteUnit)) {
      result_.minute = value(end);
      end += is(end + 1, kMinuteUnit) ? 2 : 1;
    }
    if (is_short_number(end) && is(end + 1, kSecondUnit)) {
      result_.second = value(end);
      result_.precision = DatePrecision::kSecond;
      end += 2;
    }
  }
  use(i, end - i);
  return take_half_day(i, end);
}

// A half-day before the token `first` or at `end`, then the zone.
bool FreeForm::take_half_day(std::size_t first, std::size_t end) {
  std::size_t at = end;
  const bool before = first > 0 && (is(first - 1, kAm) || is(first - 1, kPm));
  if (before) at = first - 1;
  if (is(at, kAm) || is(at, kPm)) {
    const bool pm = is(at, kPm);
    if (!pm && result_.hour > 12) return false;
    if (pm && result_.hour < 12) result_.hour += 12;
    if (!pm && result_.hour == 12) result_.hour = 0;
    use(at);
    if (!before) ++end;
  }
  while (is(end, kComma) || (is(end, kDot) && !is(end + 1, kNumber))) ++end;
  return take_zone(end);
}

bool FreeForm::take_offset(std::size_t i, bool reversed) {
  if ((!is(i, kPlus) && !is(i, kMinus)) || !is_tight(i + 1, kNumber)) return false;
  const int digits = tokens_[i + 1].digits;
  if (digits > 4) return false;
  int hours = value(i + 1);
  int minutes = 0;
  std::size_t count = 2;
  if (digits > 2) {
    minutes = hours % 100;
    hours /= 100;
  } else if (is_tight(i + 2, kColon) && is_short_number(i + 3)) {
    minutes = value(i + 3);
    count = 4;
  }
  result_.offset_minutes = checked_offset(is(i, kMinus) != reversed, hours, minutes);
  if (!result_.offset_minutes) return false;
  use(i, count);
  take_zone_again(i + count);
  return true;
}

// The zone's name behind its offset: "+0000 GMT", "+01:00[Europe/Paris]".
void FreeForm::take_zone_again(std::size_t i) {
  if (!is(i, kWord)) return;
  const auto zone = find_zone(tokens_[i].text, DateTime{});
  const bool region = tokens_[i].text.find('/') != std::string_view::npos;
  if (zone && (region || zone->offset_minutes == result_.offset_minutes)) use(i);
}

// The zone at token `i`, if there is one. False: something like a zone that does not exist.
bool FreeForm::take_zone(std::size_t i) {
  if (i >= tokens_.size() || used_[i]) return true;
  const TokenKind kind = tokens_[i].kind;
  if (kind == kPlus || (kind == kMinus && is_tight(i + 1, kNumber))) return take_offset(i, false);
  if (kind == kName && tokens_[i].months != 0) return true;
  const auto zone = find_zone(tokens_[i].text, DateTime{});
  if (!zone) return true;
  const bool etc =
      tokens_[i].text.size() > 4 && (tokens_[i].text[0] | 0x20) == 'e' && tokens_[i].text[3] == '/';
  zone_name_ = tokens_[i].text;
  use(i);
  const bool based_on_utc = zone->offset_minutes == 0;
  if (based_on_utc && is(i + 1, kWord)) {
    result_.offset_minutes = 0;  // "Z[UTC]"
    zone_name_ = {};
    take_zone_again(i + 1);
  }
  const bool sign = is(i + 1, kPlus) || is(i + 1, kMinus);
  if (based_on_utc && sign && is_tight(i + 2, kNumber)) {
    zone_name_ = {};
    return take_offset(i + 1, etc);
  }
  return true;
}

// "1500" after a complete date and before a zone is a time (RFC 822 with the colon left out).
bool FreeForm::take_compact_time(std::size_t i) {
  if (tokens_[i].digits != 4 || result_.precision != DatePrecision::kDay) return false;
  if (zone_name_.empty() && !result_.offset_minutes) return false;
  result_.hour = value(i) / 100;
  result_.minute = value(i) % 100;
  result_.precision = DatePrecision::kMinute;
  return true;
}

}  // namespace tidings::date
