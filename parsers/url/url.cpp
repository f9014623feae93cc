#include "parsers/url/url.hpp"

#include <algorithm>

#include "parsers/charset/utf8.hpp"
#include "parsers/url/byte_set.hpp"
#include "parsers/url/host.hpp"
#include "parsers/url/percent.hpp"

namespace tidings::url {
namespace {

constexpr ByteSet kBlank = ByteSet::where([](char c) { return c >= 0 && c <= ' '; });
constexpr ByteSet kRemoved("\t\n\r");
constexpr ByteSet kSlash("/\\");
constexpr ByteSet kPathEnd("?#");
constexpr ByteSet kAuthorityEnd("/\\?#");
constexpr ByteSet kQueryEnd("#");
constexpr ByteSet kUsernameEnd(":");

bool is_alpha(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_digit(char c) { return c >= '0' && c <= '9'; }
char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c; }

// What the parser strips before it starts: C0 controls and spaces around, tabs and newlines
// anywhere (4.4, steps 1 to 3). Ill-formed UTF-8 becomes U+FFFD. `store` keeps a changed copy.
std::string_view clean(std::string_view input, std::string& store) {
  input.remove_prefix(kBlank.find_not_in(input));
  while (!input.empty() && kBlank.has(input.back())) input.remove_suffix(1);
  if (!utf8::is_valid(input)) input = store = utf8::repair(input);
  if (kRemoved.find_in(input) == input.size()) return input;
  std::string kept;
  std::ranges::remove_copy_if(input, std::back_inserter(kept),
                              [](char c) { return kRemoved.has(c); });
  store = std::move(kept);
  return store;
}

// Splits `text` before the first byte of `stops` and returns what came before.
std::string_view take_until(std::string_view& text, const ByteSet& stops) {
  const std::size_t at = stops.find_in(text);
  const std::string_view head = text.substr(0, at);
  text.remove_prefix(at);
  return head;
}

// The scheme in lower case, if `text` begins with one; it and its colon are taken off.
std::optional<std::string> take_scheme(std::string_view& text) {
  if (text.empty() || !is_alpha(text.front())) return std::nullopt;
  const auto in_scheme = [](char c) {
    return is_alpha(c) || is_digit(c) || c == '+' || c == '-' || c == '.';
  };
  const auto end = std::ranges::find_if_not(text, in_scheme);
  if (end == text.end() || *end != ':') return std::nullopt;
  const auto length = static_cast<std::size_t>(end - text.begin());
  std::string scheme(text.substr(0, length));
  std::ranges::transform(scheme, scheme.begin(), lower);
  text.remove_prefix(length + 1);
  return scheme;
}

bool is_dot(std::string_view segment) {
  return segment == "." ||
         (segment.size() == 3 && segment.starts_with("%2") && lower(segment[2]) == 'e');
}

// ".." in any mixture of plain and percent-encoded dots.
bool is_double_dot(std::string_view segment) {
  if (segment.empty() || segment.size() > 6) return false;
  for (const std::size_t first : {std::size_t{1}, std::size_t{3}}) {
    if (segment.size() > first && is_dot(segment.substr(0, first)) &&
        is_dot(segment.substr(first))) {
      return true;
    }
  }
  return false;
}

void shorten(std::string& path) {
  if (const std::size_t slash = path.rfind('/'); slash != std::string::npos) path.resize(slash);
}

// The path state (4.4): appends the segments of `text` to `path`, which is empty or "/...".
void append_path(std::string& path, std::string_view text) {
  for (bool more = true; more;) {
    const std::string_view segment = take_until(text, kSlash);
    more = !text.empty();
    if (more) text.remove_prefix(1);
    if (is_double_dot(segment)) {
      shorten(path);
      if (!more) path += '/';
    } else if (is_dot(segment)) {
      if (!more) path += '/';
    } else {
      path += '/';
      append_encoded(path, segment, EncodeSet::kPath);
    }
  }
}

bool parse_port(std::string_view text, Url& url) {
  if (!std::ranges::all_of(text, is_digit)) return false;
  int port = 0;
  for (const char c : text) {
    port = port * 10 + (c - '0');
    if (port > 65535) return false;
  }
  url.port.reset();
  if (!text.empty() && port != (url.scheme == "https" ? 443 : 80)) url.port = port;
  return true;
}

// The authority, host and port states.
bool parse_authority(std::string_view authority, Url& url) {
  if (const std::size_t at = authority.rfind('@'); at != std::string_view::npos) {
    std::string_view password = authority.substr(0, at);
    const std::string_view username = take_until(password, kUsernameEnd);
    if (!password.empty()) password.remove_prefix(1);
    append_encoded(url.username, username, EncodeSet::kUserinfo);
    append_encoded(url.password, password, EncodeSet::kUserinfo);
    authority.remove_prefix(at + 1);
  }
  bool in_brackets = false;
  std::size_t end = 0;
  for (; end < authority.size() && (in_brackets || authority[end] != ':'); ++end) {
    if (authority[end] == '[') in_brackets = true;
    if (authority[end] == ']') in_brackets = false;
  }
  auto host = parse_host(authority.substr(0, end));
  if (!host) return false;
  url.host = std::move(*host);
  return end == authority.size() || parse_port(authority.substr(end + 1), url);
}

// Query and fragment, the rest of every URL.
void parse_tail(std::string_view text, Url& url) {
  if (text.starts_with('?')) {
    text.remove_prefix(1);
    append_encoded(url.query.emplace(), take_until(text, kQueryEnd), EncodeSet::kQuery);
  }
  if (text.starts_with('#')) {
    append_encoded(url.fragment.emplace(), text.substr(1), EncodeSet::kFragment);
  }
}

std::optional<Url> parse_absolute(std::string_view text, std::string scheme) {
  Url url;
  url.scheme = std::move(scheme);
  text.remove_prefix(kSlash.find_not_in(text));
  if (!parse_authority(take_until(text, kAuthorityEnd), url)) return std::nullopt;
  std::string_view path = take_until(text, kPathEnd);
  if (!path.empty()) path.remove_prefix(1);
  append_path(url.path, path);
  parse_tail(text, url);
  return url;
}

// The relative states: what `text` leaves out comes from `base`.
std::optional<Url> parse_relative(std::string_view text, const Url& base) {
  if (kSlash.find_not_in(text) >= 2) {
    return parse_absolute(text, base.scheme);
  }
  Url url = base;
  url.fragment.reset();
  std::string_view path = take_until(text, kPathEnd);
  if (!path.empty()) {
    url.query.reset();
    if (kSlash.has(path.front())) {
      url.path.clear();
      path.remove_prefix(1);
    } else {
      shorten(url.path);
    }
    append_path(url.path, path);
  } else if (text.starts_with('?')) {
    url.query.reset();
  }
  parse_tail(text, url);
  return url;
}

}  // namespace

std::optional<Url> parse(std::string_view input, const Url* base) {
  std::string store;
  std::string_view text = clean(input, store);
  auto scheme = take_scheme(text);
  if (!scheme) return base == nullptr ? std::nullopt : parse_relative(text, *base);
  if (*scheme != "http" && *scheme != "https") return std::nullopt;
  if (base != nullptr && base->scheme == *scheme && !text.starts_with("//")) {
    return parse_relative(text, *base);
  }
  return parse_absolute(text, std::move(*scheme));
}

std::string Url::text() const {
  std::string out;
  out.reserve(scheme.size() + username.size() + password.size() + host.size() + path.size() +
              (query ? query->size() : 0) + (fragment ? fragment->size() : 0) + 16);
  out.append(scheme).append("://");
  if (!username.empty() || !password.empty()) {
    out += username;
    if (!password.empty()) out.append(":").append(password);
    out += '@';
  }
  out += host;
  if (port) out.append(":").append(std::to_string(*port));
  out += path;
  if (query) out.append("?").append(*query);
  if (fragment) out.append("#").append(*fragment);
  return out;
}

std::string Url::origin() const {
  return scheme + "://" + host + (port ? ":" + std::to_string(*port) : std::string());
}

int Url::effective_port() const { return port.value_or(scheme == "https" ? 443 : 80); }

}  // namespace tidings::url
