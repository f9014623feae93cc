#include "daemon/fetch/wall_marks.hpp"

#include <algorithm>
#include <array>
#include <string>

namespace tidings::fetch {
namespace {

constexpr std::size_t kLookedAt = 64 * 1024;  // challenge pages are small or say so at the start

struct HeaderMark {
  std::string_view name;
  std::string_view part;  // of the value; empty: the header's presence is enough
  std::string_view maker;
  bool errors_only;  // the header comes with good answers too
};
constexpr std::array kHeaderMarks = std::to_array<HeaderMark>({
    {"cf-mitigated", "challenge", "Cloudflare", false},
    {"x-amzn-waf-action", "", "AWS WAF", false},
    {"x-datadome", "", "DataDome", true},
    {"x-dd-b", "", "DataDome", true},
    {"x-px-block", "", "HUMAN (PerimeterX)", true},
    {"x-sucuri-block", "", "Sucuri", false},
    {"x-vercel-mitigated", "", "Vercel", false},
    {"server", "ddos-guard", "DDoS-Guard", true},
});

struct BodyMark {
  std::string_view text;  // lower case
  std::string_view maker;
};
constexpr std::array kBodyMarks = std::to_array<BodyMark>({
    {"/cdn-cgi/challenge-platform/", "Cloudflare"},
    {"_cf_chl_opt", "Cloudflare"},
    {"cf-error-details", "Cloudflare"},
    {"<title>just a moment...</title>", "Cloudflare"},
    {"<title>attention required! | cloudflare</title>", "Cloudflare"},
    {"captcha-delivery.com", "DataDome"},
    {"_incapsula_resource", "Imperva"},
    {"incapsula incident id", "Imperva"},
    {"px-captcha", "HUMAN (PerimeterX)"},
    {"awswafintegration", "AWS WAF"},
    {"errors.edgesuite.net", "Akamai"},
    {"sec-if-cpt-container", "Akamai"},
    {"sucuri website firewall", "Sucuri"},
    {"sucuri_cloudproxy", "Sucuri"},
    {"ddos-guard", "DDoS-Guard"},
    {"kpsdk-", "Kasada"},
    {"anubis_challenge", "Anubis"},
    {"making sure you&#39;re not a bot!", "Anubis"},
});

std::string lowered(std::string_view text) {
  std::string out(text.substr(0, kLookedAt));
  std::ranges::transform(out, out.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  });
  return out;
}

std::string_view by_header(bool error, const Headers& headers) {
  for (const HeaderMark& mark : kHeaderMarks) {
    if (mark.errors_only && !error) continue;
    for (const std::string_view value : headers.all(mark.name)) {
      if (lowered(value).find(mark.part) != std::string::npos) return mark.maker;
    }
  }
  return {};
}

}  // namespace

std::string_view bot_wall(int status, const Headers& headers, std::string_view body) {
  const bool error = status >= 400;
  if (const auto maker = by_header(error, headers); !maker.empty()) return maker;
  // A good page may mention these words, or carry the script that watches ordinary readers: only a
  // page that is small and says little else is a wall.
  constexpr std::size_t kSmall = 16 * 1024;
  if (!error && body.size() > kSmall) return {};
  // A missing page on a guarded site carries the same scripts.
  static constexpr std::array kWallStatuses = {200, 202, 401, 403, 405, 429, 503};
  if (std::ranges::find(kWallStatuses, status) == kWallStatuses.end()) return {};
  const std::string text = lowered(body);
  if (!error && text.find("<p") != std::string::npos &&
      text.find("<article") != std::string::npos) {
    return {};
  }
  for (const BodyMark& mark : kBodyMarks) {
    if (text.find(mark.text) != std::string::npos) return mark.maker;
  }
  return {};
}

bool is_login_path(std::string_view url) {
  const auto scheme = url.find("://");
  if (scheme == std::string_view::npos) return false;
  const auto slash = url.find('/', scheme + 3);
  if (slash == std::string_view::npos) return false;
  const auto path = lowered(url.substr(slash, url.find_first_of("?#", slash) - slash));
  static constexpr std::array kNames = {"login",      "log-in",       "signin",    "sign-in",
                                        "sign_in",    "wp-login.php", "login.php", "login.html",
                                        "login.aspx", "authenticate", "sso"};
  std::string_view rest = path;
  while (!rest.empty()) {
    rest.remove_prefix(1);
    const std::string_view segment = rest.substr(0, rest.find('/'));
    if (std::ranges::find(kNames, segment) != kNames.end()) return true;
    rest.remove_prefix(segment.size());
  }
  return false;
}

bool is_login_form(std::string_view body) {
  const std::string text = lowered(body);
  const auto first = text.find_first_not_of(" \t\r\n\f");
  if (first == std::string::npos || text[first] != '<') return false;
  if (text.find("<html") == std::string::npos) return false;
  return text.find("type=\"password\"") != std::string::npos ||
         text.find("type='password'") != std::string::npos ||
         text.find("type=password") != std::string::npos;
}

}  // namespace tidings::fetch
