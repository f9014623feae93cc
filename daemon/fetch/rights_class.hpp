#pragma once

#include <memory>
#include <string>
#include <vector>

#include <curl/curl.h>

#include "config/settings.hpp"

namespace tidings::fetch {

struct EasyDeleter {
  void operator()(CURL* easy) const { curl_easy_cleanup(easy); }
};
struct ShareDeleter {
  void operator()(CURLSH* share) const { curl_share_cleanup(share); }
};
struct ListDeleter {
  void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};
using EasyHandle = std::unique_ptr<CURL, EasyDeleter>;

// What decides where a connection may lead. Transfers share connections, DNS answers and TLS
// sessions within a class only: a connection that one source was allowed to open is never reused
// for another that was not.
class RightsClass {
 public:
  explicit RightsClass(const config::Access& access);

  // Equal for equal rights.
  [[nodiscard]] static std::string key(const config::Access& access);

  // A handle with the class's options set, used before or fresh; the options of one exchange are
  // the taker's. `keep` takes it back; it is fit for reuse if they were undone.
  [[nodiscard]] EasyHandle take();
  void keep(EasyHandle easy);

  [[nodiscard]] bool allow_private() const { return allow_private_; }
  [[nodiscard]] bool proxied() const { return !proxy_.empty(); }

 private:
  void set_options(CURL* easy) const;

  bool allow_private_;
  bool http1_;
  std::string ca_file_;
  std::string proxy_;
  std::unique_ptr<curl_slist, ListDeleter> connect_to_;
  std::unique_ptr<CURLSH, ShareDeleter> share_;
  std::vector<EasyHandle> spare_;
};

// The decision of the SSRF guard for one socket address, as libcurl asks for it: a socket, or
// CURL_SOCKET_BAD with the reason in `refused`. Nothing is connected here.
[[nodiscard]] curl_socket_t guarded_socket(const curl_sockaddr& address, bool allow_private,
                                           std::string& refused);

}  // namespace tidings::fetch
