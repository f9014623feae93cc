#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string_view>

namespace tidings::config {

// The number of insertions, deletions, replacements and swaps of neighbours that turn `a` into `b`
// (optimal string alignment), in bytes; letters count as equal in either case.
[[nodiscard]] std::size_t edit_distance(std::string_view a, std::string_view b);

// The name that was probably meant: the only one of `known` that begins so, else the nearest, if no
// more than half of the letters differ.
[[nodiscard]] std::optional<std::string_view> nearest_name(std::string_view given,
                                                           std::span<const std::string_view> known);

}  // namespace tidings::config
