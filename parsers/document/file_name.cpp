#include <algorithm>
#include <charconv>
#include <string>

#include "parsers/document/document.hpp"

namespace tidings::document {
namespace {

constexpr std::size_t kHashDigits = 16;
constexpr std::size_t kNumberDigits = 3;  // at least
constexpr std::string_view kSuffix = ".txt";

}  // namespace

std::string file_name(std::uint64_t number, const ContentHash& hash) {
  std::string name = std::to_string(number);
  name.insert(0, kNumberDigits - std::min(kNumberDigits, name.size()), '0');
  return name.append(1, '_').append(hex(hash), 0, kHashDigits).append(kSuffix);
}

std::optional<FileName> parse_file_name(std::string_view name) {
  const std::size_t digits = name.find('_');
  if (digits == std::string_view::npos || digits < kNumberDigits) return std::nullopt;
  if (name.size() != digits + 1 + kHashDigits + kSuffix.size() || !name.ends_with(kSuffix)) {
    return std::nullopt;
  }
  FileName result;
  const auto [end, error] = std::from_chars(name.data(), name.data() + digits, result.number);
  if (error != std::errc() || end != name.data() + digits) return std::nullopt;
  result.hash_prefix = name.substr(digits + 1, kHashDigits);
  const auto is_hex = [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); };
  if (!std::ranges::all_of(result.hash_prefix, is_hex)) return std::nullopt;
  return result;
}

}  // namespace tidings::document
