#pragma once

#include <string_view>

namespace tidings::text {

// "Related: headline", "RelatedSome Site - headline", "READ MORE | headline", "WATCH | headline:",
// "Read more:", in several languages.
[[nodiscard]] bool is_related(std::string_view line);

}  // namespace tidings::text
