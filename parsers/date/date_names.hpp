#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

// Month and day names of some 80 languages: CLDR's, by way of ICU, generated at build time.
namespace tidings::date {

struct NameMeaning {
  std::uint16_t months = 0;   // bit 1: January .. bit 12: December; several where languages differ
  std::uint8_t weekdays = 0;  // bit 0: Sunday .. bit 6: Saturday
};

// What a folded word (fold_word, without full stops) means; nothing set: not a name.
[[nodiscard]] NameMeaning find_name(std::string_view folded);

// The month that an ambiguous name is in one language (two letters, BCP 47's first subtag).
[[nodiscard]] std::optional<int> month_in_language(std::string_view folded,
                                                   std::string_view language);

}  // namespace tidings::date
