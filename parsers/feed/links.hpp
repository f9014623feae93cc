#pragma once

#include <string>
#include <string_view>

namespace tidings::feed {

// `reference` resolved against `base` (which may be empty), without white space around it. Empty:
// no http or https URL. Without a base a relative reference stays as it is.
[[nodiscard]] std::string resolve_link(std::string_view reference, std::string_view base);

// True for "scheme:...", RFC 3986 3.1.
[[nodiscard]] bool has_scheme(std::string_view reference);

// True for an absolute http or https URL that needs no repair.
[[nodiscard]] bool is_web_url(std::string_view reference);

}  // namespace tidings::feed
