#include "daemon/fetch/request_headers.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

namespace tidings::fetch {
namespace {

std::string_view accept_for(Purpose purpose) {
  switch (purpose) {
    case Purpose::kFeed:
      return "application/atom+xml, application/rss+xml, application/feed+json, "
             "application/xml;q=0.9, text/xml;q=0.9, */*;q=0.5";
    case Purpose::kSitemap:
      return "application/xml, text/xml, */*;q=0.5";
    case Purpose::kRobots:
      return "text/plain, */*;q=0.5";
    case Purpose::kPage:
      break;
  }
  return "text/html, application/xhtml+xml, application/xml;q=0.9, */*;q=0.5";
}

std::string lowered(std::string_view text) {
  std::string out(text);
  std::ranges::transform(out, out.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  });
  return out;
}

bool is_anonymous(std::string_view name) {
  static constexpr std::array kNames = {"accept", "accept-language", "accept-encoding", "dnt"};
  return std::ranges::find(kNames, name) != kNames.end();
}

bool is_clean(std::string_view text) {
  return std::ranges::none_of(text, [](char c) { return c == '\r' || c == '\n' || c == '\0'; });
}

class Lines {
 public:
  explicit Lines(const Exchange& exchange) {
    for (const auto& [name, value] : exchange.access->headers) {
      if (!exchange.with_credentials && !is_anonymous(lowered(name))) continue;
      own_.push_back(lowered(name));
      add_line(name, value);
    }
  }
  // Adds one of ours, unless the source has its own.
  void add(std::string_view name, std::string_view value) {
    if (value.empty() || std::ranges::find(own_, lowered(name)) != own_.end()) return;
    add_line(name, value);
  }
  [[nodiscard]] HeaderList take() { return std::move(list_); }

 private:
  void add_line(std::string_view name, std::string_view value) {
    if (!is_clean(name) || !is_clean(value)) return;
    append(list_, std::string(name) + ": " + std::string(value));
  }
  std::vector<std::string> own_;
  HeaderList list_;
};

}  // namespace

HeaderList request_headers(const Exchange& exchange) {
  Lines lines(exchange);
  lines.add("Accept", accept_for(exchange.purpose));
  lines.add("Accept-Encoding", "gzip, deflate, br, zstd");
  lines.add("If-None-Match", exchange.validators.etag);
  lines.add("If-Modified-Since", exchange.validators.last_modified);
  if (exchange.with_credentials && exchange.access->credentials) {
    const std::string& token = exchange.access->credentials->bearer_token;
    if (!token.empty()) lines.add("Authorization", "Bearer " + token);
  }
  return lines.take();
}

}  // namespace tidings::fetch
