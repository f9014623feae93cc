#include "daemon/fetch/rights_class.hpp"

#include <new>
#include <utility>

#include <sys/socket.h>

#include "daemon/fetch/address_guard.hpp"

namespace tidings::fetch {

namespace {

constexpr std::size_t kSpareHandles = 256;
constexpr long kReceiveBuffer = 16 * 1024;

}  // namespace

RightsClass::RightsClass(const config::Access& access)
    : allow_private_(access.allow_private),
      http1_(access.http1),
      ca_file_(access.ca_file.string()),
      proxy_(access.proxy),
      share_(curl_share_init()) {
  for (const std::string& entry : access.connect_to) {
    connect_to_.reset(curl_slist_append(connect_to_.release(), entry.c_str()));
  }
  curl_share_setopt(share_.get(), CURLSHOPT_SHARE, CURL_LOCK_DATA_DNS);
  curl_share_setopt(share_.get(), CURLSHOPT_SHARE, CURL_LOCK_DATA_CONNECT);
  curl_share_setopt(share_.get(), CURLSHOPT_SHARE, CURL_LOCK_DATA_SSL_SESSION);
}

std::string RightsClass::key(const config::Access& access) {
  std::string key{access.allow_private ? 'p' : '-', access.http1 ? '1' : '2'};
  for (const std::string& entry : access.connect_to) key += entry + '\n';
  key += '\0' + access.ca_file.string() + '\0' + access.proxy;
  return key;
}

EasyHandle RightsClass::take() {
  if (!spare_.empty()) {
    EasyHandle easy = std::move(spare_.back());
    spare_.pop_back();
    return easy;
  }
  EasyHandle easy(curl_easy_init());
  if (!easy) throw std::bad_alloc();
  set_options(easy.get());
  return easy;
}

void RightsClass::keep(EasyHandle easy) {
  if (spare_.size() < kSpareHandles) spare_.push_back(std::move(easy));
}

void RightsClass::set_options(CURL* easy) const {
  curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR, "http,https");
  curl_easy_setopt(easy, CURLOPT_FOLLOWLOCATION, 0L);
  curl_easy_setopt(easy, CURLOPT_PATH_AS_IS, 1L);
  curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(easy, CURLOPT_QUICK_EXIT, 1L);  // a hanging resolver must not hold us up
  curl_easy_setopt(easy, CURLOPT_SUPPRESS_CONNECT_HEADERS, 1L);
  curl_easy_setopt(easy, CURLOPT_BUFFERSIZE, kReceiveBuffer);
  curl_easy_setopt(easy, CURLOPT_SHARE, share_.get());
  curl_easy_setopt(easy, CURLOPT_HTTP_VERSION,
                   http1_ ? CURL_HTTP_VERSION_1_1 : CURL_HTTP_VERSION_2TLS);
  // Never from the environment: an empty string switches that off.
  curl_easy_setopt(easy, CURLOPT_PROXY, proxy_.c_str());
  curl_easy_setopt(easy, CURLOPT_NOPROXY, "");
  if (connect_to_) curl_easy_setopt(easy, CURLOPT_CONNECT_TO, connect_to_.get());
  if (!ca_file_.empty()) curl_easy_setopt(easy, CURLOPT_CAINFO, ca_file_.c_str());
  // Without a folder libcurl keeps the parsed bundle, which takes 15 ms to read, between
  // handshakes.
  curl_easy_setopt(easy, CURLOPT_CAPATH, nullptr);
}

curl_socket_t guarded_socket(const curl_sockaddr& address, bool allow_private,
                             std::string& refused) {
  const AddressVerdict verdict = classify(address.addr);
  if (!may_connect(verdict.kind, allow_private)) {
    refused = refusal_text(address_text(address.addr), verdict);
    return CURL_SOCKET_BAD;
  }
  return socket(address.family, address.socktype | SOCK_CLOEXEC, address.protocol);
}

}  // namespace tidings::fetch
