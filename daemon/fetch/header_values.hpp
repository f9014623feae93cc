#pragma once

#include <chrono>
#include <optional>
#include <string_view>

#include "daemon/fetch/response.hpp"
#include "daemon/os/clock.hpp"

// Values of HTTP header fields that steer us.
namespace tidings::fetch {

inline constexpr std::chrono::hours kMaxRetryAfter{24};

// An HTTP date (RFC 9110 5.6.7) in any form that is in use. None: not a date.
[[nodiscard]] std::optional<WallTime> http_date(std::string_view text);

// Retry-After (RFC 9110 10.2.3), seconds or a date, as a time after `now` and at most 24 hours from
// it. None: no such header, or nonsense in it.
[[nodiscard]] std::optional<WallTime> retry_after(const Headers& headers, WallTime now);

// How long an answer stays fresh (RFC 9111 4.2.1): Cache-Control max-age less Age, else Expires
// less Date; no-cache, no-store and dates in the past are zero. None: the server said nothing.
[[nodiscard]] std::optional<std::chrono::seconds> freshness(const Headers& headers, WallTime now);

// The media type of a Content-Type value, lower case, without parameters.
[[nodiscard]] std::string media_type(std::string_view content_type);

}  // namespace tidings::fetch
