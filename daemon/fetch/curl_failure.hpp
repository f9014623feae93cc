#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include <curl/curl.h>

#include "daemon/fetch/response.hpp"

namespace tidings::fetch {

// What is known of a transfer that libcurl gave up.
struct CurlOutcome {
  CURLcode code = CURLE_OK;
  std::string_view detail;   // libcurl's error buffer
  std::string_view refused;  // what the guard said, if no address was tried
  bool headers_done = false;
  std::size_t header_bytes = 0;
  std::size_t body_bytes = 0;
  Timings timings;
  Millis timeout{0};
  bool proxied = false;
};

// Kind and message; the address and status are the caller's to fill in.
[[nodiscard]] Failure explain_failure(const CurlOutcome& outcome);

}  // namespace tidings::fetch
