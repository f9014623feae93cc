#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

// IP addresses as URLs write them (WHATWG URL 3.5, 3.6).
namespace tidings::url {

using Ipv6Pieces = std::array<std::uint16_t, 8>;

// One part of an IPv4 address: decimal, 0x hex or 0 octal; capped at 2^32, which no part may reach.
[[nodiscard]] std::optional<std::uint64_t> parse_ipv4_number(std::string_view text);

[[nodiscard]] std::optional<std::uint32_t> parse_ipv4(std::string_view text);
[[nodiscard]] std::string serialise_ipv4(std::uint32_t address);

// `text` is without the brackets.
[[nodiscard]] std::optional<Ipv6Pieces> parse_ipv6(std::string_view text);
// RFC 5952: the first longest run of zero pieces is "::".
[[nodiscard]] std::string serialise_ipv6(const Ipv6Pieces& pieces);

}  // namespace tidings::url
