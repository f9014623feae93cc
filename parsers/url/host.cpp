#include "parsers/url/host.hpp"

#include <algorithm>
#include <cstdint>
#include <memory>

#include <unicode/bytestream.h>
#include <unicode/idna.h>

#include "parsers/url/byte_set.hpp"
#include "parsers/url/ip_address.hpp"
#include "parsers/url/percent.hpp"

namespace tidings::url {
namespace {

// Forbidden domain code points (3.1).
constexpr ByteSet kForbidden = ByteSet::where([](char c) {
  return (c >= 0 && c <= ' ') || std::string_view("#/:<>?@[\\]^|%\x7F").contains(c);
});
constexpr ByteSet kPlain("abcdefghijklmnopqrstuvwxyz0123456789-._~");

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
  constexpr std::size_t kMaxHost = 4096;  // DNS ends at 253; Punycode is quadratic
  if (input.empty() || input.size() > kMaxHost) return std::nullopt;
  if (input.front() == '[') {
    if (input.back() != ']') return std::nullopt;
    const auto pieces = parse_ipv6(input.substr(1, input.size() - 2));
    if (!pieces) return std::nullopt;
    return "[" + serialise_ipv6(*pieces) + "]";
  }
  std::optional<std::string> domain;
  if (kPlain.find_not_in(input) == input.size() && !may_hold_a_label(input)) {
    domain = std::string(input);
  } else {
    domain = to_ascii(percent_decode(input));
    if (!domain || domain->empty() || kForbidden.find_in(*domain) < domain->size()) {
      return std::nullopt;
    }
  }
  if (!ends_in_number(*domain)) return domain;
  const auto address = parse_ipv4(*domain);
  if (!address) return std::nullopt;
  return serialise_ipv4(*address);
}

}  // namespace tidings::url
