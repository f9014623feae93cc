#pragma once

#include <cstdint>
#include <string>
#include <string_view>

struct sockaddr;

// Which network addresses may be connected to. The table follows the IANA IPv4 and IPv6 special
// purpose address registries (RFC 6890 and its successors); of an IPv6 address that carries an IPv4
// one (mapped, compatible, translated, NAT64, 6to4, Teredo, ISATAP) both parts must be fit.
namespace tidings::fetch {

enum class AddressClass : std::uint8_t {
  kPublic,
  kLoopback,
  kPrivate,    // RFC 1918, RFC 6598 (100.64/10), unique local, local NAT64
  kLinkLocal,  // the cloud metadata address among them
  kSpecial,    // "this network", multicast, reserved, documentation, ...: never connected to
};

struct AddressVerdict {
  AddressClass kind = AddressClass::kSpecial;
  std::string_view range;  // "10.0.0.0/8": the table's line that decided; empty for public ones
};

// Of a socket address (AF_INET, AF_INET6; every other family is special).
[[nodiscard]] AddressVerdict classify(const sockaddr& address);
// Of an address literal as URLs hold it: "127.0.0.1", "[::1]", "::1". What is not a literal (a
// name) is public: its addresses are seen when it is connected to.
[[nodiscard]] AddressVerdict classify_host(std::string_view host);

// Whether a source with or without `allow_private` may connect to such an address.
[[nodiscard]] bool may_connect(AddressClass kind, bool allow_private);

// What is said of a refused address: "10.0.0.1 (10.0.0.0/8) is not a public address; ...".
[[nodiscard]] std::string refusal_text(std::string_view address, const AddressVerdict& verdict);

// "127.0.0.1" or "[::1]".
[[nodiscard]] std::string address_text(const sockaddr& address);

}  // namespace tidings::fetch
