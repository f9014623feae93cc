#include "daemon/fetch/address_guard.hpp"

#include <algorithm>
#include <array>
#include <cstring>
#include <span>

#include <arpa/inet.h>
#include <fmt/core.h>
#include <netinet/in.h>
#include <sys/socket.h>

namespace tidings::fetch {
namespace {

using Bytes4 = std::array<std::uint8_t, 4>;
using Bytes16 = std::array<std::uint8_t, 16>;

template <typename Bytes>
struct Range {
  Bytes prefix;
  int bits;
  AddressClass kind;
  std::string_view text;
};

constexpr auto kLoop = AddressClass::kLoopback;
constexpr auto kPriv = AddressClass::kPrivate;
constexpr auto kLink = AddressClass::kLinkLocal;
constexpr auto kSpec = AddressClass::kSpecial;
constexpr auto kOpen = AddressClass::kPublic;

constexpr std::array kRanges4 = std::to_array<Range<Bytes4>>({
    {{0, 0, 0, 0}, 8, kSpec, "0.0.0.0/8"},              // RFC 791 3.2, "this network"
    {{10, 0, 0, 0}, 8, kPriv, "10.0.0.0/8"},            // RFC 1918
    {{100, 64, 0, 0}, 10, kPriv, "100.64.0.0/10"},      // RFC 6598, shared by carriers
    {{127, 0, 0, 0}, 8, kLoop, "127.0.0.0/8"},          // RFC 1122 3.2.1.3
    {{169, 254, 0, 0}, 16, kLink, "169.254.0.0/16"},    // RFC 3927, cloud metadata
    {{172, 16, 0, 0}, 12, kPriv, "172.16.0.0/12"},      // RFC 1918
    {{192, 0, 0, 0}, 24, kSpec, "192.0.0.0/24"},        // RFC 6890, protocol assignments
    {{192, 0, 2, 0}, 24, kSpec, "192.0.2.0/24"},        // RFC 5737, documentation
    {{192, 31, 196, 0}, 24, kSpec, "192.31.196.0/24"},  // RFC 7535, AS112
    {{192, 52, 193, 0}, 24, kSpec, "192.52.193.0/24"},  // RFC 7450, AMT
    {{192, 88, 99, 0}, 24, kSpec, "192.88.99.0/24"},    // RFC 7526, 6to4 relays
    {{192, 168, 0, 0}, 16, kPriv, "192.168.0.0/16"},    // RFC 1918
    {{192, 175, 48, 0}, 24, kSpec, "192.175.48.0/24"},  // RFC 7534, AS112
    {{198, 18, 0, 0}, 15, kSpec, "198.18.0.0/15"},      // RFC 2544, benchmarks
    {{198, 51, 100, 0}, 24, kSpec, "198.51.100.0/24"},  // RFC 5737
    {{203, 0, 113, 0}, 24, kSpec, "203.0.113.0/24"},    // RFC 5737
    {{224, 0, 0, 0}, 4, kSpec, "224.0.0.0/4"},          // RFC 5771, multicast
    {{240, 0, 0, 0}, 4, kSpec, "240.0.0.0/4"},          // RFC 1112, reserved, and broadcast
});

// Looked at in this order; what is in none of them is special.
constexpr std::array kRanges6 = std::to_array<Range<Bytes16>>({
    {{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1}, 128, kLoop, "::1/128"},
    {{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0}, 128, kSpec, "::/128"},
    {{0, 0x64, 0xff, 0x9b, 0, 1}, 48, kPriv, "64:ff9b:1::/48"},     // RFC 8215, local NAT64
    {{0xfc}, 7, kPriv, "fc00::/7"},                                 // RFC 4193, unique local
    {{0xfe, 0x80}, 10, kLink, "fe80::/10"},                         // RFC 4291
    {{0xfe, 0xc0}, 10, kPriv, "fec0::/10"},                         // RFC 3879, site local
    {{0xff}, 8, kSpec, "ff00::/8"},                                 // RFC 4291, multicast
    {{0x20, 0x01}, 23, kSpec, "2001::/23"},                         // RFC 2928: Teredo, ORCHID, ...
    {{0x20, 0x01, 0x0d, 0xb8}, 32, kSpec, "2001:db8::/32"},         // RFC 3849, documentation
    {{0x26, 0x20, 0, 0x4f, 0x80}, 48, kSpec, "2620:4f:8000::/48"},  // RFC 7534, AS112
    {{0x3f, 0xff}, 20, kSpec, "3fff::/20"},                         // RFC 9637, documentation
    {{0x20}, 3, kOpen, "2000::/3"},                                 // RFC 4291, global unicast
});

// Where an IPv6 address of this form holds an IPv4 one.
struct Embedding {
  Bytes16 prefix;
  int bits;
  std::size_t offset;
  std::string_view text;
};
constexpr std::array kEmbeddings = std::to_array<Embedding>({
    {{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff}, 96, 12, "::ffff:0:0/96"},    // mapped
    {{0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff, 0, 0}, 96, 12, "::ffff:0:0:0/96"},  // RFC 7915
    {{0}, 96, 12, "::/96"},                                                   // compatible
    {{0, 0x64, 0xff, 0x9b, 0, 0, 0, 0, 0, 0, 0, 0}, 96, 12, "64:ff9b::/96"},  // RFC 6052
    {{0x20, 0x02}, 16, 2, "2002::/16"},                                       // RFC 3056
});

template <std::size_t N>
bool in_prefix(const std::array<std::uint8_t, N>& address,
               const std::array<std::uint8_t, N>& prefix, int bits) {
  const auto whole = static_cast<std::size_t>(bits / 8);
  if (!std::equal(address.begin(), address.begin() + whole, prefix.begin())) return false;
  const int rest = bits % 8;
  if (rest == 0) return true;
  const int mask = 0xff & ~(0xff >> rest);
  return (address[whole] & mask) == (prefix[whole] & mask);
}

template <typename Bytes, std::size_t N>
const Range<Bytes>* find_range(const Bytes& address, const std::array<Range<Bytes>, N>& ranges) {
  for (const Range<Bytes>& range : ranges) {
    if (in_prefix(address, range.prefix, range.bits)) return &range;
  }
  return nullptr;
}

AddressVerdict classify4(const Bytes4& address) {
  const auto* range = find_range(address, kRanges4);
  if (range == nullptr) return {AddressClass::kPublic, {}};
  return {range->kind, range->text};
}

// ISATAP (RFC 5214 6.1): an interface identifier 0:5efe or 200:5efe, then an IPv4 address.
bool is_isatap(const Bytes16& address) {
  return (address[8] & 0xfd) == 0 && address[9] == 0 && address[10] == 0x5e && address[11] == 0xfe;
}

AddressVerdict embedded(const Bytes16& address, std::size_t offset) {
  Bytes4 inner{};
  std::copy_n(address.begin() + static_cast<std::ptrdiff_t>(offset), 4, inner.begin());
  return classify4(inner);
}

AddressVerdict classify6(const Bytes16& address) {
  const auto* range = find_range(address, kRanges6);
  if (range != nullptr && range->kind != AddressClass::kPublic) return {range->kind, range->text};
  for (const Embedding& form : kEmbeddings) {
    if (in_prefix(address, form.prefix, form.bits)) return embedded(address, form.offset);
  }
  if (is_isatap(address)) return embedded(address, 12);
  if (range == nullptr) return {AddressClass::kSpecial, "outside 2000::/3"};
  return {AddressClass::kPublic, {}};
}

template <typename Bytes>
Bytes bytes_of(const void* address) {
  Bytes bytes{};
  std::memcpy(bytes.data(), address, bytes.size());
  return bytes;
}

}  // namespace

AddressVerdict classify(const sockaddr& address) {
  if (address.sa_family == AF_INET) {
    sockaddr_in in{};
    std::memcpy(&in, &address, sizeof in);
    return classify4(bytes_of<Bytes4>(&in.sin_addr));
  }
  if (address.sa_family == AF_INET6) {
    sockaddr_in6 in6{};
    std::memcpy(&in6, &address, sizeof in6);
    return classify6(bytes_of<Bytes16>(&in6.sin6_addr));
  }
  return {AddressClass::kSpecial, "not an internet address"};
}

AddressVerdict classify_host(std::string_view host) {
  if (host.size() > 2 && host.front() == '[' && host.back() == ']') {
    host = host.substr(1, host.size() - 2);
  }
  const std::string text(host.substr(0, host.find('%')));  // without a zone (RFC 6874)
  Bytes4 four{};
  if (inet_pton(AF_INET, text.c_str(), four.data()) == 1) return classify4(four);
  Bytes16 sixteen{};
  if (inet_pton(AF_INET6, text.c_str(), sixteen.data()) == 1) return classify6(sixteen);
  return {AddressClass::kPublic, {}};
}

bool may_connect(AddressClass kind, bool allow_private) {
  if (kind == AddressClass::kSpecial) return false;
  return kind == AddressClass::kPublic || allow_private;
}

std::string refusal_text(std::string_view address, const AddressVerdict& verdict) {
  if (verdict.kind == AddressClass::kSpecial) {
    return fmt::format("{} ({}) is a special address, which is never connected to", address,
                       verdict.range);
  }
  return fmt::format(
      "{} ({}) is not a public address; set allow_private: true for this source if it may be "
      "reached",
      address, verdict.range);
}

std::string address_text(const sockaddr& address) {
  std::array<char, INET6_ADDRSTRLEN> text{};
  if (address.sa_family == AF_INET) {
    sockaddr_in in{};
    std::memcpy(&in, &address, sizeof in);
    return inet_ntop(AF_INET, &in.sin_addr, text.data(), text.size());
  }
  if (address.sa_family == AF_INET6) {
    sockaddr_in6 in6{};
    std::memcpy(&in6, &address, sizeof in6);
    return '[' + std::string(inet_ntop(AF_INET6, &in6.sin6_addr, text.data(), text.size())) + ']';
  }
  return "?";
}

}  // namespace tidings::fetch
