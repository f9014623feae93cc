#pragma once

#include <cstdint>
#include <expected>
#include <string>
#include <string_view>

#include "config/settings.hpp"

// Values as they are written in the configuration. An error is what the text is not ("\"5 min\" is
// no duration").
namespace tidings::config {

// "500ms", "30s", "5m", "2h", "3d", "1w", or several in a row ("1h30m"); "0".
[[nodiscard]] std::expected<Duration, std::string> parse_duration(std::string_view text);

// "8MB": B, kB, MB, GB, TB are powers of 1000; KiB, MiB, GiB, TiB of 1024. In bytes.
[[nodiscard]] std::expected<std::uint64_t, std::string> parse_size(std::string_view text);

// A whole number in decimal digits, with a sign.
[[nodiscard]] std::expected<std::int64_t, std::string> parse_integer(std::string_view text);

// A decimal number, finite.
[[nodiscard]] std::expected<double, std::string> parse_number(std::string_view text);

// The shortest way to write them: "90m", "8MB".
[[nodiscard]] std::string duration_text(Duration duration);
[[nodiscard]] std::string size_text(std::uint64_t bytes);

}  // namespace tidings::config
