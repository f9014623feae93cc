#include "daemon/fetch/curl_failure.hpp"

#include <fmt/core.h>

namespace tidings::fetch {
namespace {

using enum FailureKind;

std::string detail_or(const CurlOutcome& outcome) {
  if (!outcome.detail.empty()) return std::string(outcome.detail);
  return curl_easy_strerror(outcome.code);
}

// Which step the deadline met.
std::string_view phase(const CurlOutcome& outcome) {
  if (outcome.headers_done) return "while the body was coming";
  if (outcome.header_bytes > 0) return "while the headers were coming";
  if (outcome.timings.connect > Micros(0)) return "waiting for the first byte of the answer";
  if (outcome.timings.dns > Micros(0)) return "connecting";
  return "resolving the name or connecting";
}

Failure made(FailureKind kind, std::string message) {
  Failure failure;
  failure.kind = kind;
  failure.message = std::move(message);
  return failure;
}

Failure connect_failure(const CurlOutcome& outcome) {
  if (!outcome.refused.empty()) {
    return made(kRefusedAddress, std::string(outcome.refused));
  }
  return made(kConnect,
              fmt::format("cannot connect{}: {}", outcome.proxied ? " through the proxy" : "",
                          detail_or(outcome)));
}

Failure tls_failure(const CurlOutcome& outcome) {
  const bool certificate = outcome.code == CURLE_PEER_FAILED_VERIFICATION;
  return made(
      kTls,
      fmt::format("TLS: {}{}", detail_or(outcome),
                  certificate ? "; if the site has a CA of its own, name it in ca_file" : ""));
}

Failure other(const CurlOutcome& outcome) {
  // libcurl 7.88 gives up a single header line over 100 kB as out of memory.
  if (outcome.code == CURLE_OUT_OF_MEMORY && !outcome.headers_done) {
    return made(kHeadersTooLarge, "a header line is over 64 KiB");
  }
  return made(kProtocol, fmt::format("the answer is not good HTTP: {}", detail_or(outcome)));
}

Failure broken_off(const CurlOutcome& outcome) {
  if (outcome.detail.find("chunked-encoding") != std::string_view::npos) return other(outcome);
  if (outcome.headers_done) {
    return made(kTruncated, fmt::format("the connection ended in the middle of the body, after {} "
                                        "bytes: {}",
                                        outcome.body_bytes, detail_or(outcome)));
  }
  return made(kConnect,
              fmt::format("the connection ended before the answer: {}", detail_or(outcome)));
}

}  // namespace

Failure explain_failure(const CurlOutcome& outcome) {
  switch (outcome.code) {
    case CURLE_UNSUPPORTED_PROTOCOL:
      if (!outcome.detail.starts_with("Protocol")) return other(outcome);  // of HTTP's version
      [[fallthrough]];
    case CURLE_URL_MALFORMAT:
    case CURLE_LOGIN_DENIED:  // a user name in it, CURLOPT_DISALLOW_USERNAME_IN_URL
      return made(kBadUrl, fmt::format("not a usable address: {}", detail_or(outcome)));
    case CURLE_COULDNT_RESOLVE_HOST:
      return made(kDns, fmt::format("the name does not resolve: {}", detail_or(outcome)));
    case CURLE_COULDNT_RESOLVE_PROXY:
      return made(kDns, fmt::format("the proxy's name does not resolve: {}", detail_or(outcome)));
    case CURLE_COULDNT_CONNECT:
    case CURLE_PROXY:
    case CURLE_INTERFACE_FAILED:
      return connect_failure(outcome);
    case CURLE_OPERATION_TIMEDOUT:
      return made(kTimeout, fmt::format("no whole answer within {} ms: the time ran out {}",
                                        outcome.timeout.count(), phase(outcome)));
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_SSL_CONNECT_ERROR:
    case CURLE_SSL_ENGINE_NOTFOUND:
    case CURLE_SSL_ENGINE_SETFAILED:
    case CURLE_SSL_CERTPROBLEM:
    case CURLE_SSL_CIPHER:
    case CURLE_USE_SSL_FAILED:
    case CURLE_SSL_CACERT_BADFILE:
    case CURLE_SSL_SHUTDOWN_FAILED:
    case CURLE_SSL_CRL_BADFILE:
    case CURLE_SSL_ISSUER_ERROR:
    case CURLE_SSL_PINNEDPUBKEYNOTMATCH:
    case CURLE_SSL_INVALIDCERTSTATUS:
    case CURLE_SSL_CLIENTCERT:
      return tls_failure(outcome);
    case CURLE_PARTIAL_FILE:
    case CURLE_GOT_NOTHING:
    case CURLE_SEND_ERROR:
    case CURLE_RECV_ERROR:
      return broken_off(outcome);
    default:
      return other(outcome);
  }
}

}  // namespace tidings::fetch
