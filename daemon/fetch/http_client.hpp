#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>

#include "config/settings.hpp"
#include "daemon/fetch/response.hpp"

namespace tidings::fetch {

// One HTTP GET: a single hop. Redirects, robots.txt and politeness are the Fetcher's.
struct Exchange {
  std::string url;  // absolute http or https, at most 2,048 bytes
  Purpose purpose = Purpose::kPage;
  Validators validators;
  std::shared_ptr<const config::Access> access;  // never null
  // Whether `access`'s credentials, cookies and own headers go along: only to the host they are
  // for.
  bool with_credentials = false;
  std::string cookie;                // "name=value; ..." set earlier in the same redirect chain
  std::size_t max_body = 8'000'000;  // after decompression
  Millis timeout{30'000};            // of the whole exchange, DNS included
  std::function<void()> on_sent;     // called, if set, when the request goes out
};

// What came back from one hop: any status, redirects and errors included. `location` is not
// resolved.
struct Answer {
  int status = 0;
  Headers headers;
  std::string body;
  std::string remote_address;
  Timings timings;
  BudgetHold hold;
};

// The seam to the network, so that tests can answer themselves. All calls come from one thread, but
// for wake().
class HttpClient {
 public:
  using Id = std::uint64_t;
  using Done = std::move_only_function<void(std::expected<Answer, Failure>)>;

  virtual ~HttpClient() = default;
  // Begins a transfer; `done` is called once from a later drive(), unless it is cancelled before.
  virtual Id start(Exchange exchange, Done done) = 0;
  // Ends a transfer without calling its `done`. An unknown id is no mistake.
  virtual void cancel(Id id) = 0;
  // Moves all transfers; waits for at most `timeout`, less when something happens.
  virtual void drive(Millis timeout) = 0;
  // Ends the wait in drive(). Any thread.
  virtual void wake() = 0;
};

}  // namespace tidings::fetch
