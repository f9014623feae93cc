#pragma once

#include <memory>
#include <string>

#include "daemon/fetch/byte_budget.hpp"
#include "daemon/fetch/http_client.hpp"
#include "daemon/os/clock.hpp"

namespace tidings::fetch {

struct CurlOptions {
  std::string user_agent;
  int max_connections = 256;  // kept open for reuse, for each class of rights
};

// HttpClient on one libcurl multi handle. Connections, DNS answers and TLS sessions are shared only
// among exchanges with the same rights (allow_private, connect_to, ca_file, proxy, http1). Content
// codings are decoded here as the bytes come, and max_body counts what comes out.
//
// The address of every connection, new or reused, is checked against address_guard.hpp before a
// byte is sent; a proxy from the configuration is exempt. Bodies that are not text are cut off as
// soon as type or first bytes show it, bodies of error statuses after 64 KiB. A body
// begins to come while half of the budget is free and goes on until it is exhausted; else transfers
// are paused, and their deadlines with them. It counts with what it is expected to take.
//
// Ignores SIGPIPE for the whole process: TLS connections that a server has closed would raise it.
[[nodiscard]] std::unique_ptr<HttpClient> make_curl_client(CurlOptions options, const Clock& clock,
                                                           ByteBudget& budget);

}  // namespace tidings::fetch
