#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "config/options.hpp"

namespace tidings::config {

// What keeps `text` from being of that type ("has a control character"); none: it is fine, or the
// type has no form that could be checked.
[[nodiscard]] std::optional<std::string> text_fault(Type type, std::string_view text);

// A token of RFC 9110 section 5.6.2.
[[nodiscard]] bool is_header_name(std::string_view text);

}  // namespace tidings::config
