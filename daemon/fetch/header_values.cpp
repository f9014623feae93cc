#include "daemon/fetch/header_values.hpp"

#include <algorithm>
#include <charconv>
#include <cstdint>

#include <curl/curl.h>

namespace tidings::fetch {
namespace {

using std::chrono::seconds;

std::string_view trimmed(std::string_view text) {
  const auto first = text.find_first_not_of(" \t\"");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t\"") - first + 1);
}

// RFC 9111 1.2.2: a number too large to hold counts as 2^31.
std::optional<seconds> delta_seconds(std::string_view text) {
  text = trimmed(text);
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  if (text.empty() || !std::ranges::all_of(text, is_digit)) return std::nullopt;
  std::int64_t value = 0;
  const auto parsed = std::from_chars(text.data(), text.data() + text.size(), value);
  constexpr std::int64_t kMost = std::int64_t{1} << 31;
  return seconds(parsed.ec == std::errc() ? std::min(value, kMost) : kMost);
}

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

std::string lowered(std::string_view text) {
  std::string out(text);
  std::ranges::transform(out, out.begin(), lower);
  return out;
}

struct CacheControl {
  std::optional<seconds> max_age;
  bool never_fresh = false;
};

CacheControl cache_control(const Headers& headers) {
  CacheControl result;
  for (std::string_view value : headers.all("cache-control")) {
    while (!value.empty()) {
      const auto comma = value.find(',');
      const std::string directive = lowered(trimmed(value.substr(0, comma)));
      value = comma == std::string_view::npos ? std::string_view() : value.substr(comma + 1);
      if (directive == "no-store" || directive == "no-cache") result.never_fresh = true;
      if (directive.starts_with("max-age=") && !result.max_age) {
        result.max_age = delta_seconds(std::string_view(directive).substr(8));
      }
    }
  }
  return result;
}

}  // namespace

std::optional<WallTime> http_date(std::string_view text) {
  const std::string value(trimmed(text));
  if (value.size() < 8 || value.size() > 64) return std::nullopt;
  const time_t when = curl_getdate(value.c_str(), nullptr);
  if (when < 0) return std::nullopt;
  return WallTime(seconds(when));
}

std::optional<WallTime> retry_after(const Headers& headers, WallTime now) {
  const std::string_view value = headers.get("retry-after");
  std::optional<WallTime> when;
  if (const auto wait = delta_seconds(value)) {
    when = now + *wait;
  } else {
    when = http_date(value);
  }
  if (!when) return std::nullopt;
  return std::clamp<WallTime>(*when, now, now + kMaxRetryAfter);
}

std::optional<seconds> freshness(const Headers& headers, WallTime now) {
  const CacheControl control = cache_control(headers);
  if (control.never_fresh) return seconds(0);
  if (control.max_age) {
    const auto age = delta_seconds(headers.get("age")).value_or(seconds(0));
    return std::max(seconds(0), *control.max_age - age);
  }
  const std::string_view expires = headers.get("expires");
  if (expires.empty()) return std::nullopt;
  const auto until = http_date(expires);
  if (!until) return seconds(0);  // RFC 9111 5.3: an invalid date, "0" above all, is the past
  const WallTime since = http_date(headers.get("date")).value_or(now);
  return std::max(seconds(0), std::chrono::floor<seconds>(*until - since));
}

std::string media_type(std::string_view content_type) {
  return lowered(trimmed(content_type.substr(0, content_type.find_first_of(";,"))));
}

}  // namespace tidings::fetch
