#include "daemon/fetch/response.hpp"

#include <array>

namespace tidings::fetch {

std::string_view Headers::get(std::string_view name) const {
  for (const auto& [key, value] : fields_) {
    if (key == name) return value;
  }
  return {};
}

std::vector<std::string_view> Headers::all(std::string_view name) const {
  std::vector<std::string_view> values;
  for (const auto& [key, value] : fields_) {
    if (key == name) values.push_back(value);
  }
  return values;
}

std::string_view name(FailureKind kind) {
  static constexpr std::array<std::string_view, kFailureKinds> kNames = {"bad_url",
                                                                         "dns",
                                                                         "connect",
                                                                         "tls",
                                                                         "timeout",
                                                                         "protocol",
                                                                         "truncated",
                                                                         "too_large",
                                                                         "headers_too_large",
                                                                         "redirect",
                                                                         "refused_address",
                                                                         "robots_forbidden",
                                                                         "bad_encoding",
                                                                         "not_text",
                                                                         "empty",
                                                                         "http_status",
                                                                         "gone",
                                                                         "rate_limited",
                                                                         "host_paused",
                                                                         "bot_wall",
                                                                         "login_page",
                                                                         "cancelled"};
  return kNames.at(static_cast<std::size_t>(kind));
}

}  // namespace tidings::fetch
