#pragma once

#include <memory>
#include <string>

#include <curl/curl.h>

#include "config/settings.hpp"

namespace tidings::fetch {

struct ShareDeleter {
  void operator()(CURLSH* share) const { curl_share_cleanup(share); }
};
struct ListDeleter {
  void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};
using ShareHandle = std::unique_ptr<CURLSH, ShareDeleter>;
using HeaderList = std::unique_ptr<curl_slist, ListDeleter>;

// Appends a line; keeps the list whole if there is no memory.
void append(HeaderList& list, const std::string& line);

// What decides where a connection may lead. Transfers share connections, DNS answers and TLS
// sessions within a class only: a connection that one source was allowed to open is never reused
// for another that was not.
class RightsClass {
 public:
  explicit RightsClass(const config::Access& access);

  // Equal for equal rights.
  [[nodiscard]] static std::string key(const config::Access& access);

  // Sets the class's options on a fresh handle.
  void apply(CURL* easy) const;
  [[nodiscard]] bool allow_private() const { return allow_private_; }
  [[nodiscard]] bool proxied() const { return !proxy_.empty(); }

 private:
  bool allow_private_;
  bool http1_;
  std::string ca_file_;
  std::string proxy_;
  HeaderList connect_to_;
  ShareHandle share_;
};

// The decision of the SSRF guard for one socket address, as libcurl asks for it: a socket, or
// CURL_SOCKET_BAD with the reason in `refused`. Nothing is connected here.
[[nodiscard]] curl_socket_t guarded_socket(const curl_sockaddr& address, bool allow_private,
                                           std::string& refused);

}  // namespace tidings::fetch
