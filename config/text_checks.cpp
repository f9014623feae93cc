#include "config/text_checks.hpp"

#include <algorithm>
#include <array>

#include "config/values.hpp"
#include "parsers/url/url.hpp"

namespace tidings::config {
namespace {

using std::string_view;

constexpr std::size_t kLongestName = 100;
constexpr std::size_t kLongestUrl = 2048;        // promise: URL <= 2,048 bytes
constexpr std::size_t kLongestSocketPath = 107;  // sun_path of unix(7)

bool is_alnum(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

bool is_control(char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; }

bool is_port(string_view text, bool may_be_empty) {
  if (text.empty()) return may_be_empty;
  const auto port = parse_integer(text);
  return port && *port >= 1 && *port <= 65535;
}

// Takes the host at the front ("name", "127.0.0.1", "[::1]"), up to the next colon.
string_view take_host(string_view& text) {
  const std::size_t from = text.starts_with('[') ? text.find(']') : 0;
  const std::size_t colon = from == string_view::npos ? from : text.find(':', from);
  const string_view host = text.substr(0, colon);
  text = colon == string_view::npos ? string_view() : text.substr(colon + 1);
  return host;
}

bool is_connect_rule(string_view text) {
  take_host(text);
  const string_view port = text.substr(0, text.find(':'));
  if (text.size() <= port.size() || !is_port(port, true)) return false;
  text.remove_prefix(port.size() + 1);
  const bool two_parts = text.starts_with('[') || text.find(':') != string_view::npos;
  take_host(text);
  return two_parts && is_port(text, true);
}

bool is_listen_address(string_view text) {
  if (text.starts_with("unix:/")) return text.size() - 5 <= kLongestSocketPath;
  const string_view host = take_host(text);
  const bool loopback = host == "localhost" || host == "[::1]" || host.starts_with("127.");
  return loopback && is_port(text, false);
}

bool has_scheme(string_view text, std::initializer_list<string_view> schemes) {
  return std::ranges::any_of(schemes, [&](string_view scheme) {
    return text.size() > scheme.size() && text.starts_with(scheme) && text[scheme.size()] != '/' &&
           text[scheme.size()] != ':';
  });
}

std::optional<std::string> url_fault(string_view text) {
  if (text.size() > kLongestUrl) return "is longer than 2048 bytes";
  if (text.find(' ') != string_view::npos) return "holds a blank";
  if (!url::parse(text)) return "is no http or https address";
  return std::nullopt;
}

std::optional<std::string> name_fault(string_view text) {
  const auto allowed = [](char c) {
    return is_alnum(c) || c == '.' || c == '_' || c == '-' || static_cast<unsigned char>(c) >= 0x80;
  };
  if (text.size() > kLongestName) return "is longer than 100 bytes";
  if (!std::ranges::all_of(text, allowed)) return "holds a character that names do not have";
  if (text.starts_with('-') || text.starts_with('.')) return "begins with - or .";
  return std::nullopt;
}

}  // namespace

bool is_header_name(string_view text) {
  constexpr string_view kOther = "!#$%&'*+-.^_`|~";
  return !text.empty() && std::ranges::all_of(text, [&](char c) {
    return is_alnum(c) || kOther.find(c) != string_view::npos;
  });
}

std::optional<std::string> text_fault(Type type, string_view text) {
  if (std::ranges::any_of(text, is_control)) return "holds a control character";
  switch (type) {
    case Type::kName:
      return name_fault(text);
    case Type::kUrl:
      return url_fault(text);
    case Type::kProxy:
      if (has_scheme(text, {"http://", "https://", "socks4://", "socks5://", "socks5h://"})) break;
      return "is no address of a proxy";
    case Type::kListen:
      if (is_listen_address(text)) break;
      return "is no loopback address with a port, and no socket";
    case Type::kConnectList:
      if (is_connect_rule(text)) break;
      return "is not of the form HOST:PORT:HOST:PORT";
    default:
      break;
  }
  return std::nullopt;
}

}  // namespace tidings::config
