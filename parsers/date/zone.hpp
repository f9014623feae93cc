#pragma once

#include <optional>
#include <string_view>

#include "parsers/date/date_time.hpp"

namespace tidings::date {

// What a zone's name says of its offset at one local time.
struct Zone {
  std::optional<int> offset_minutes;  // none: a zone whose offset the name leaves open
};

// Looks up a zone name of at most 40 bytes. In any case: RFC 822 5.1 (military letters say nothing,
// RFC 2822 4.3) and abbreviations in wide use, each with one offset; "ET" and the like by the rules
// in force at `local`. As it stands there: names of the IANA database with a slash, by the same
// rules. None: not a zone's name.
[[nodiscard]] std::optional<Zone> find_zone(std::string_view name, const DateTime& local);

}  // namespace tidings::date
