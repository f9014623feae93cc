#include "parsers/date/date_names.hpp"

#include <algorithm>
#include <iterator>

namespace tidings::date {
namespace {

struct Name {
  std::string_view text;
  std::uint16_t months;
  std::uint8_t weekdays;
};

struct LocalName {
  std::string_view text;
  std::string_view language;
  int month;
};

#include "date_names.inc"

}  // namespace

NameMeaning find_name(std::string_view folded) {
  const auto* const found =
      std::ranges::lower_bound(std::begin(kNames), std::end(kNames), folded, {}, &Name::text);
  if (found == std::end(kNames) || found->text != folded) return {};
  return {.months = found->months, .weekdays = found->weekdays};
}

std::optional<int> month_in_language(std::string_view folded, std::string_view language) {
  const std::string_view primary = language.substr(0, language.find_first_of("-_"));
  for (const LocalName& name : kAmbiguous) {
    if (name.text == folded && name.language == primary) return name.month;
  }
  return std::nullopt;
}

}  // namespace tidings::date
