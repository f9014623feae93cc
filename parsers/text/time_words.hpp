#pragma once

#include <string_view>

namespace tidings::text {

struct TimeWords {
  bool only_time = false;  // all words are parts of a date, a time or an age, one is a number
  bool has_moment =
      false;  // more than a day: a time of day, a zone, an age, "updated", "5 min read"
};

// What a line says about time; `key` is its line_key(). Knows the words of ten languages.
[[nodiscard]] TimeWords time_words(std::string_view key);

}  // namespace tidings::text
