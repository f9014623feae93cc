#include "daemon/fetch/request_headers.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

namespace tidings::fetch {
namespace {

const char* accept_for(Purpose purpose) {
  switch (purpose) {
    case Purpose::kFeed:
      return "Accept: application/atom+xml, application/rss+xml, application/feed+json, "
             "application/xml;q=0.9, text/xml;q=0.9, */*;q=0.5";
    case Purpose::kSitemap:
      return "Accept: application/xml, text/xml, */*;q=0.5";
    case Purpose::kRobots:
      return "Accept: text/plain, */*;q=0.5";
    case Purpose::kPage:
      break;
  }
  return "Accept: text/html, application/xhtml+xml, application/xml;q=0.9, */*;q=0.5";
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

bool has(const std::vector<std::string>& own, std::string_view name) {
  return std::ranges::find(own, name) != own.end();
}

}  // namespace

RequestHeaders::RequestHeaders(const Exchange& exchange) {
  const config::Access& access = *exchange.access;
  const std::string* token = nullptr;
  if (exchange.with_credentials && access.credentials) token = &access.credentials->bearer_token;
  lines_.reserve(access.headers.size() + 3);  // their text must not move
  std::vector<std::string> own;
  const auto add = [this](std::string_view name, std::string_view value) {
    if (value.empty() || !is_clean(name) || !is_clean(value)) return;
    lines_.push_back(std::string(name) + ": " + std::string(value));
  };
  for (const auto& [name, value] : access.headers) {
    std::string key = lowered(name);
    if (!exchange.with_credentials && !is_anonymous(key)) continue;
    add(name, value);
    own.push_back(std::move(key));
  }
  if (!has(own, "if-none-match")) add("If-None-Match", exchange.validators.etag);
  if (!has(own, "if-modified-since")) {
    add("If-Modified-Since", exchange.validators.last_modified);
  }
  if (token != nullptr && !token->empty() && !has(own, "authorization")) {
    add("Authorization", "Bearer " + *token);
  }
  nodes_.reserve(lines_.size() + 2);
  // libcurl only reads its lists, though it takes them as writable.
  const auto link = [this](const char* line) {
    nodes_.push_back({const_cast<char*>(line), nullptr});
    if (nodes_.size() > 1) nodes_[nodes_.size() - 2].next = &nodes_.back();
  };
  for (const std::string& line : lines_) link(line.c_str());
  if (!has(own, "accept")) link(accept_for(exchange.purpose));
  if (!has(own, "accept-encoding")) link("Accept-Encoding: gzip, deflate, br, zstd");
}

}  // namespace tidings::fetch
