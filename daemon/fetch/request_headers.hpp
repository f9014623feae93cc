#pragma once

#include <string>
#include <vector>

#include <curl/curl.h>

#include "daemon/fetch/http_client.hpp"

namespace tidings::fetch {

// The header lines of a request: what is accepted, the validators byte for byte, and the source's
// own headers. Without credentials only those of them that say nothing about who asks (Accept*,
// DNT) go along. A source's own header replaces ours of the same name; a line break in a value
// drops it.
class RequestHeaders {
 public:
  explicit RequestHeaders(const Exchange& exchange);
  RequestHeaders(const RequestHeaders&) = delete;
  RequestHeaders& operator=(const RequestHeaders&) = delete;

  // For CURLOPT_HTTPHEADER; lives as long as this.
  [[nodiscard]] curl_slist* list() { return nodes_.empty() ? nullptr : nodes_.data(); }

 private:
  std::vector<std::string> lines_;
  std::vector<curl_slist> nodes_;
};

}  // namespace tidings::fetch
