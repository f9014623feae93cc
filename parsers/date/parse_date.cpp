#include "parsers/date/parse_date.hpp"

#include <algorithm>
#include <charconv>
#include <cstddef>
#include <cstdint>

#include "parsers/date/date_tokens.hpp"
#include "parsers/date/free_form.hpp"
#include "parsers/date/iso_date.hpp"

namespace tidings {
namespace {

constexpr std::size_t kMaxBytes = 200;

bool is_trimmed(char c) { return static_cast<unsigned char>(c) <= ' '; }

std::string_view trim(std::string_view text) {
  while (!text.empty() && is_trimmed(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_trimmed(text.back())) text.remove_suffix(1);
  return text;
}

// Seconds (10 digits) or milliseconds (13 digits) since 1970, 2001-09-09 to 2033-05-18: later ones
// read just as well as YYYYMMDDHH.
std::optional<DateTime> parse_epoch(std::string_view text) {
  const std::size_t point = text.find('.');
  const std::string_view whole = text.substr(0, point);
  if (whole.size() != 10 && whole.size() != 13) return std::nullopt;
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(whole.data(), whole.data() + whole.size(), value);
  if (error != std::errc() || end != whole.data() + whole.size() || value < 0) return std::nullopt;
  if (point != std::string_view::npos) {
    const std::string_view fraction = text.substr(point + 1);
    if (!std::ranges::all_of(fraction, [](char c) { return c >= '0' && c <= '9'; })) return {};
  }
  const std::int64_t seconds = whole.size() == 13 ? value / 1000 : value;
  if (seconds < 1'000'000'000 || seconds >= 2'000'000'000) return std::nullopt;
  DateTime result = DateTime::from_unix(seconds);
  if (whole.size() == 13) result.nanosecond = static_cast<int>(value % 1000) * 1'000'000;
  return result;
}

}  // namespace

std::optional<DateTime> parse_date(std::string_view text, const DateOptions& options) {
  text = trim(text);
  if (text.empty() || text.size() > kMaxBytes) return std::nullopt;
  const bool numeric = text[0] >= '0' && text[0] <= '9';
  if (numeric || (options.short_iso && text[0] == '-')) {
    if (auto epoch = parse_epoch(text)) return epoch;
    bool matched = false;
    auto iso = date::parse_iso_date(text, options.short_iso, matched);
    if (matched) return iso;
  }
  date::Tokens tokens(text);
  if (!tokens.ok() || tokens.all().size() < 2) return std::nullopt;
  return date::FreeForm(tokens.all(), options).parse();
}

}  // namespace tidings
