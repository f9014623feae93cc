#pragma once

#include <optional>
#include <string_view>

#include "parsers/date/date_time.hpp"

namespace tidings::date {

// What a zone's name says of its offset at one local time.
struct Zone {
  std::optional<int> offset_minutes;  // none: a zone whose offset the name leaves open
};

// Looks up a zone name of any case: RFC 822 5.1 (military letters say nothing, RFC 2822 4.3),
// abbreviations in wide use, "ET" and the like, and names of the IANA database, both by the rules
// in force at `local`. None: not a zone's name.
[[nodiscard]] std::optional<Zone> find_zone(std::string_view name, const DateTime& local);

}  // namespace tidings::date
