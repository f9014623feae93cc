#include <algorithm>
#include <utility>

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

bool is_kept_fragment(std::string_view fragment) {
  return fragment.size() > 1 && fragment.front() == '!';
}

}  // namespace

TrackingTable::TrackingTable(std::vector<std::string> prefixes, std::vector<std::string> names)
    : prefixes_(std::move(prefixes)), names_(names.begin(), names.end()) {
  for (const auto* list : {&prefixes_, &names}) {
    for (const std::string& text : *list) {
      if (!text.empty()) first_bytes_.set(static_cast<unsigned char>(text.front()));
    }
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
