#include "daemon/fetch/cookie_trail.hpp"

#include <algorithm>

namespace tidings::fetch {
namespace {

constexpr std::size_t kMaxCookies = 20;
constexpr std::size_t kMaxBytes = 4096;

std::string_view trimmed(std::string_view text) {
  const auto first = text.find_first_not_of(" \t");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

}  // namespace

std::size_t CookieTrail::size() const {
  std::size_t bytes = 0;
  for (const Cookie& cookie : cookies_) bytes += cookie.name.size() + cookie.value.size();
  return bytes;
}

// RFC 6265 5.2; attributes do not matter for so short a life.
void CookieTrail::take(const url::Url& from, std::string_view set_cookie) {
  const std::string_view pair = set_cookie.substr(0, set_cookie.find(';'));
  const auto equals = pair.find('=');
  if (equals == std::string_view::npos) return;
  Cookie cookie{from.host, from.scheme == "https", std::string(trimmed(pair.substr(0, equals))),
                std::string(trimmed(pair.substr(equals + 1)))};
  std::erase_if(cookies_, [&](const Cookie& known) {
    return known.host == cookie.host && known.name == cookie.name;
  });
  if (cookie.name.empty() || cookie.value.empty() || cookies_.size() == kMaxCookies) return;
  if (size() + cookie.name.size() + cookie.value.size() > kMaxBytes) return;
  cookies_.push_back(std::move(cookie));
}

std::string CookieTrail::header_for(const url::Url& to) const {
  std::string header;
  for (const Cookie& cookie : cookies_) {
    if (cookie.host != to.host || (cookie.secure && to.scheme != "https")) continue;
    if (!header.empty()) header += "; ";
    header += cookie.name + '=' + cookie.value;
  }
  return header;
}

}  // namespace tidings::fetch
