#include "daemon/fetch/response.hpp"

#include <array>

namespace tidings::fetch {

void Headers::add(std::string_view name, std::string_view value) {
  if (fields_.empty()) {
    fields_.reserve(16);
    text_.reserve(512);
  }
  fields_.push_back({static_cast<std::uint32_t>(text_.size()),
                     static_cast<std::uint32_t>(name.size()),
                     static_cast<std::uint32_t>(value.size())});
  for (const char c : name) {
    text_ += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  }
  text_ += value;
}

void Headers::clear() {
  fields_.clear();
  text_.clear();
}

std::string_view Headers::get(std::string_view name) const {
  for (const Field& field : fields_) {
    if (name_of(field) == name) return value_of(field);
  }
  return {};
}

std::vector<std::string_view> Headers::all(std::string_view name) const {
  std::vector<std::string_view> values;
  for (const Field& field : fields_) {
    if (name_of(field) == name) values.push_back(value_of(field));
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
