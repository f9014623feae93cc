#pragma once

#include <optional>
#include <string_view>

#include "parsers/date/date_time.hpp"

namespace tidings::date {

// RFC 3339, W3C-DTF and ISO 8601 in their ASCII forms, extended and basic, a blank allowed for the
// "T" and before the zone: the forms that sitemaps, Atom and JSON use. `matched` says whether the
// text has such a form at all; if it has and names no existing time, the result is none.
[[nodiscard]] std::optional<DateTime> parse_iso_date(std::string_view text, bool short_forms,
                                                     bool& matched);

// Turns fields that a parser read into a date: hour 24 and second 60 become the next day and
// minute. None: there is no such time, or the year is outside 1700..2199.
[[nodiscard]] std::optional<DateTime> checked_date(DateTime fields);

// A UTC offset, hours 0..15 and minutes 0..59 apart. None: out of range.
[[nodiscard]] std::optional<int> checked_offset(bool west, int hours, int minutes);

}  // namespace tidings::date
