#include <algorithm>
#include <utility>

#include "parsers/url/byte_set.hpp"
#include "parsers/url/percent.hpp"
#include "parsers/url/url.hpp"

namespace tidings::url {
namespace {

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c; }

// Appends "?query" without its tracking pieces. Order and bytes of the others stay, empty pieces
// too; nothing is appended where nothing is left.
void append_query(std::string& out, std::string_view query, const TrackingTable& tracking) {
  const std::size_t start = out.size();
  bool first = true;
  for (std::size_t at = 0; at <= query.size();) {
    const std::size_t end = std::min(query.find('&', at), query.size());
    const std::string_view piece = query.substr(at, end - at);
    at = end + 1;
    if (tracking.matches(piece)) continue;
    out += first ? '?' : '&';
    out += piece;
    first = false;
  }
  if (out.size() == start + 1) out.resize(start);
}

constexpr ByteSet kPlainHost("abcdefghijklmnopqrstuvwxyz0123456789-.");
constexpr ByteSet kPlainPath =
    ByteSet::where([](char c) { return !is_encoded(c, EncodeSet::kPath) && c != '\\'; });
constexpr ByteSet kPlainQuery =
    ByteSet::where([](char c) { return !is_encoded(c, EncodeSet::kQuery); });

// The host is a lower-case ASCII domain that UTS 46 leaves alone and that is no IPv4 address.
bool is_plain_host(std::string_view host) {
  const std::size_t last_label = host.rfind('.') + 1;  // 0 where there is no dot
  return last_label < host.size() && host[last_label] > '9' &&
         host.find("xn--") == std::string_view::npos;
}

// Most addresses are in canonical form but for tracking parameters and fragment. This reads those
// and only those: none means that the address needs the parser, not that it is wrong.
std::optional<std::string> canonical_if_plain(std::string_view input,
                                              const TrackingTable& tracking) {
  const std::size_t scheme = input.starts_with("https://")  ? 8
                             : input.starts_with("http://") ? 7
                                                            : 0;
  if (scheme == 0) return std::nullopt;
  const std::size_t host_end = kPlainHost.find_not_in(input, scheme);
  if (host_end == input.size() || input[host_end] != '/') return std::nullopt;
  if (!is_plain_host(input.substr(scheme, host_end - scheme))) return std::nullopt;
  const std::size_t path_end = kPlainPath.find_not_in(input, host_end);
  const std::string_view head = input.substr(0, path_end);
  for (const std::string_view dot : {"/.", "%2e", "%2E"}) {  // there may be dot segments
    if (head.find(dot, host_end) != std::string_view::npos) return std::nullopt;
  }
  std::size_t end = path_end;
  if (end < input.size() && input[end] == '?') end = kPlainQuery.find_not_in(input, end);
  const std::string_view rest = input.substr(end);
  if (!rest.empty() && (rest.size() < 2 || rest[0] != '#' || rest[1] <= '!')) return std::nullopt;
  std::string out;
  out.reserve(end);
  out = head;
  if (end > path_end) append_query(out, input.substr(path_end + 1, end - path_end - 1), tracking);
  return out;
}

bool is_kept_fragment(std::string_view fragment) {
  return fragment.size() > 1 && fragment.front() == '!';
}

}  // namespace

TrackingTable::TrackingTable(std::vector<std::string> prefixes, std::vector<std::string> names)
    : prefixes_(std::move(prefixes)), names_(names.begin(), names.end()) {
  std::erase(prefixes_, std::string());  // every name begins with nothing
  std::erase(names, std::string());
  for (const auto* list : {&prefixes_, &names}) {
    for (const std::string& text : *list)
      first_bytes_.set(static_cast<unsigned char>(text.front()));
  }
}

bool TrackingTable::matches_name(std::string_view name) const {
  if (name.empty() || !first_bytes_.test(static_cast<unsigned char>(name.front()))) return false;
  return names_.contains(name) || std::ranges::any_of(prefixes_, [name](const std::string& prefix) {
           return name.starts_with(prefix);
         });
}

bool TrackingTable::matches(std::string_view piece) const {
  std::string_view name = piece.substr(0, piece.find('='));
  const bool plain = std::ranges::none_of(
      name, [](char c) { return c == '%' || c == '+' || (c >= 'A' && c <= 'Z'); });
  if (plain) return matches_name(name);
  std::string decoded(name);
  std::ranges::replace(decoded, '+', ' ');
  decoded = percent_decode(decoded);
  std::ranges::transform(decoded, decoded.begin(), lower);
  return matches_name(decoded);
}

std::optional<std::string> canonical(std::string_view input, const TrackingTable& tracking,
                                     const Url* base) {
  if (auto plain = canonical_if_plain(input, tracking)) return plain;
  auto url = parse(input, base);
  if (!url) return std::nullopt;
  const auto query = std::exchange(url->query, std::nullopt);
  const auto fragment = std::exchange(url->fragment, std::nullopt);
  std::string out = url->text();
  if (query) append_query(out, *query, tracking);
  if (fragment && is_kept_fragment(*fragment)) out.append("#").append(*fragment);
  return out;
}

}  // namespace tidings::url
