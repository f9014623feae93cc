#pragma once

#include <optional>
#include <string>
#include <string_view>

// Hosts of http and https URLs (WHATWG URL 3).
namespace tidings::url {

// The host parser (3.5) followed by the host serialiser (3.6): an ASCII domain, a dotted IPv4
// address or an IPv6 address in brackets. `input` is UTF-8. None: failure.
[[nodiscard]] std::optional<std::string> parse_host(std::string_view input);

// Whether the ASCII domain's last label is a number, which makes it an IPv4 address or a failure.
[[nodiscard]] bool ends_in_number(std::string_view domain);

}  // namespace tidings::url
