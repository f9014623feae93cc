#pragma once

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "parsers/date/date_time.hpp"
#include "parsers/feed/feed.hpp"
#include "parsers/feed/names.hpp"

// The parts of an item that every format's adapter makes in the same way.
namespace tidings::feed {

// The first of several values that is not empty.
[[nodiscard]] std::string first_of(std::initializer_list<std::string_view> values);

// The name of a person: "Name" of "mail (Name)", "Name (mail)" and "Name <mail>"; a lone mail
// address stays, HTML becomes text.
[[nodiscard]] std::string person_name(std::string_view text);

// The first of several date strings that is one; RSS and Dublin Core dates may leave out the
// century (ISO 8601:1988).
[[nodiscard]] std::optional<DateTime> first_date(std::initializer_list<std::string_view> values,
                                                 std::string_view language);

// Adds what an RSS <enclosure>, Media RSS <content> or Atom enclosure link states; one without a
// web address is left out, so is a length that is no number.
void add_enclosure(std::vector<Enclosure>& enclosures, std::string_view url, std::string_view type,
                   std::string_view length, std::string_view base);

// Adds the words of a comma-separated list.
void add_keywords(std::vector<std::string>& categories, std::string_view list);

// Appends a value that is not in the list yet.
void add_once(std::vector<std::string>& list, std::string value);

}  // namespace tidings::feed
