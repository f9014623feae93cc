#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "parsers/date/date_time.hpp"
#include "parsers/date/parse_date.hpp"

namespace tidings::article {

// A day named inside a longer text; the bytes [begin, end) name it.
struct FoundDate {
  DateTime date;  // precision kDay
  std::size_t begin = 0;
  std::size_t end = 0;
};

// Finds days in running text, in order, at most `most`: 2021-11-04, 4.11.2021, 11/04/2021,
// 20211104, "4. November 2021", "Nov 4th, 2021", "2021. november 4.", 2021年11月4日, in the
// languages of parsers/date/date_names.hpp and with the digits of any script. Years 1990..2099
// only; a date without a year is none, nor is one whose order of day and month stays open. Linear
// time.
[[nodiscard]] std::vector<FoundDate> find_dates(std::string_view text, const DateOptions& options,
                                                std::size_t most = 8);

// The day in an address: /2021/11/04/, /2021-11-04-slug, /20211104/, -04-11-2021, /2021/nov/04/. Of
// an archived copy's address only the original's part counts. None: year and month alone are none.
[[nodiscard]] std::vector<FoundDate> find_dates_in_url(std::string_view url);

}  // namespace tidings::article
