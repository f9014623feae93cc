#include "parsers/url/host.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <memory>
#include <vector>

#include <unicode/bytestream.h>
#include <unicode/idna.h>

#include "parsers/url/ip_address.hpp"
#include "parsers/url/percent.hpp"

namespace tidings::url {
namespace {

constexpr std::array<bool, 256> make_table(std::string_view bytes, bool controls) {
  std::array<bool, 256> table{};
  for (const char c : bytes) table[static_cast<unsigned char>(c)] = true;
  for (std::size_t c = 0; controls && c < 0x20; ++c) table[c] = true;
  return table;
}

// Forbidden domain code points; space and DEL are the ones besides controls and delimiters.
constexpr std::array<bool, 256> kForbidden = make_table(" #/:<>?@[\\]^|%\x7F", true);
constexpr std::array<bool, 256> kPlain =
    make_table("abcdefghijklmnopqrstuvwxyz0123456789-._~", false);

bool all_in(std::string_view text, const std::array<bool, 256>& table) {
  return std::ranges::all_of(text, [&](char c) { return table[static_cast<unsigned char>(c)]; });
}

bool any_in(std::string_view text, const std::array<bool, 256>& table) {
  return std::ranges::any_of(text, [&](char c) { return table[static_cast<unsigned char>(c)]; });
}

bool is_ascii(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

// An A-label must be checked by UTS 46 even in an ASCII domain. Looks at every "xn--", which may
// stand in the middle of a label: the check is then merely superfluous.
bool may_hold_a_label(std::string_view lower) {
  return lower.find("xn--") != std::string_view::npos;
}

const icu::IDNA& uts46() {
  static const std::unique_ptr<const icu::IDNA> kInstance = [] {
    UErrorCode status = U_ZERO_ERROR;
    return std::unique_ptr<const icu::IDNA>(icu::IDNA::createUTS46Instance(
        UIDNA_CHECK_BIDI | UIDNA_CHECK_CONTEXTJ | UIDNA_NONTRANSITIONAL_TO_ASCII |
            UIDNA_NONTRANSITIONAL_TO_UNICODE,
        status));
  }();
  return *kInstance;
}

// Domain to ASCII (3.3) with CheckHyphens and VerifyDnsLength false.
std::optional<std::string> domain_to_ascii(std::string_view domain) {
  constexpr std::uint32_t kIgnored = UIDNA_ERROR_EMPTY_LABEL | UIDNA_ERROR_LABEL_TOO_LONG |
                                     UIDNA_ERROR_DOMAIN_NAME_TOO_LONG | UIDNA_ERROR_LEADING_HYPHEN |
                                     UIDNA_ERROR_TRAILING_HYPHEN | UIDNA_ERROR_HYPHEN_3_4;
  std::string ascii;
  icu::StringByteSink<std::string> sink(&ascii);
  icu::IDNAInfo info;
  UErrorCode status = U_ZERO_ERROR;
  uts46().nameToASCII_UTF8(icu::StringPiece(domain.data(), static_cast<int32_t>(domain.size())),
                           sink, info, status);
  if (U_FAILURE(status) || (info.getErrors() & ~kIgnored) != 0 || ascii.empty()) {
    return std::nullopt;
  }
  return ascii;
}

std::optional<std::string> to_ascii(std::string&& domain) {
  if (!is_ascii(domain)) return domain_to_ascii(domain);
  std::ranges::transform(domain, domain.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
  });
  if (may_hold_a_label(domain)) return domain_to_ascii(domain);
  return std::move(domain);
}

}  // namespace

bool ends_in_number(std::string_view domain) {
  if (domain.ends_with('.')) domain.remove_suffix(1);
  const std::size_t dot = domain.rfind('.');
  const std::string_view last = dot == std::string_view::npos ? domain : domain.substr(dot + 1);
  if (last.empty()) return false;
  if (last.front() < '0' || last.front() > '9') return false;
  return std::ranges::all_of(last, [](char c) { return c >= '0' && c <= '9'; }) ||
         parse_ipv4_number(last).has_value();
}

std::optional<std::string> parse_host(std::string_view input) {
  constexpr std::size_t kMaxHost = 16'384;  // keeps ICU's work small on hostile input
  if (input.empty() || input.size() > kMaxHost) return std::nullopt;
  if (input.front() == '[') {
    if (input.back() != ']') return std::nullopt;
    const auto pieces = parse_ipv6(input.substr(1, input.size() - 2));
    if (!pieces) return std::nullopt;
    return "[" + serialise_ipv6(*pieces) + "]";
  }
  std::optional<std::string> domain;
  if (all_in(input, kPlain) && !may_hold_a_label(input)) {
    domain = std::string(input);
  } else {
    domain = to_ascii(percent_decode(input));
    if (!domain || domain->empty() || any_in(*domain, kForbidden)) return std::nullopt;
  }
  if (!ends_in_number(*domain)) return domain;
  const auto address = parse_ipv4(*domain);
  if (!address) return std::nullopt;
  return serialise_ipv4(*address);
}

}  // namespace tidings::url
