#pragma once

#include <bitset>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

// http and https addresses as the WHATWG URL standard reads them, with ICU's UTS 46 for hosts.
//
// Input is UTF-8; ill-formed sequences are read as U+FFFD. There is no limit of length but for
// hosts (4,096 bytes). All functions are pure and may be called from any thread.
namespace tidings::url {

// A parsed absolute http or https URL in serialised parts (WHATWG URL 4.1, 4.5).
struct Url {
  std::string scheme;                   // "http" or "https"
  std::string username;                 // percent-encoded
  std::string password;                 // percent-encoded
  std::string host;                     // ASCII: domain, IPv4 dotted, or [IPv6]
  std::optional<int> port;              // none: the scheme's default
  std::string path;                     // begins with '/'
  std::optional<std::string> query;     // without '?'
  std::optional<std::string> fragment;  // without '#'

  // The serialised URL (WHATWG URL 4.5).
  [[nodiscard]] std::string text() const;
  // "scheme://host[:port]": what robots.txt and politeness are kept for.
  [[nodiscard]] std::string origin() const;
  [[nodiscard]] int effective_port() const;
};

// Query parameters that never identify a document.
class TrackingTable {
 public:
  TrackingTable() = default;
  // Names and prefixes of names, in lower case; an empty one matches nothing.
  TrackingTable(std::vector<std::string> prefixes, std::vector<std::string> names);

  // Whether a piece of a query ("name=value") is one: its name is decoded and compared without
  // case.
  [[nodiscard]] bool matches(std::string_view piece) const;

 private:
  [[nodiscard]] bool matches_name(std::string_view name) const;

  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const {
      return std::hash<std::string_view>{}(text);
    }
  };
  std::vector<std::string> prefixes_;
  std::unordered_set<std::string, Hash, std::equal_to<>> names_;
  std::bitset<256> first_bytes_;  // of names and prefixes: most names end here
};

// Parses `input`, against `base` where it is relative. None: a failure, or another scheme.
[[nodiscard]] std::optional<Url> parse(std::string_view input, const Url* base = nullptr);

// The canonical form: parsed and serialised, tracking parameters and fragment ("#!..." apart)
// removed. None: not an http(s) URL. Canonicalising a canonical form changes nothing.
[[nodiscard]] std::optional<std::string> canonical(std::string_view input,
                                                   const TrackingTable& tracking,
                                                   const Url* base = nullptr);

// The registrable domain of an ASCII host ("news.bbc.co.uk" -> "bbc.co.uk") by the Public Suffix
// List that libpsl carries, its private section included; an address or a public suffix itself: the
// host unchanged.
[[nodiscard]] std::string registrable_domain(std::string_view host);

}  // namespace tidings::url
