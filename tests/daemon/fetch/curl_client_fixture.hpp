#pragma once

#include <memory>
#include <optional>
#include <string>
#include <utility>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "daemon/fetch/curl_client.hpp"
#include "tests/support/test_server.hpp"

namespace tidings::fetch {

using namespace std::chrono_literals;
using std::string;
using test::TestServer;

using Outcome = std::expected<Answer, Failure>;

// The real client against a real server on the loopback address.
class CurlClientTest : public testing::Test {
 protected:
  CurlClientTest() { access_->allow_private = true; }

  Exchange exchange(const string& url, Purpose purpose = Purpose::kPage) const {
    Exchange e;
    e.url = url;
    e.purpose = purpose;
    e.access = access_;
    e.timeout = 5s;
    return e;
  }
  Outcome get(Exchange e) {
    std::optional<Outcome> result;
    client_->start(std::move(e), [&](Outcome outcome) { result.emplace(std::move(outcome)); });
    while (!result) client_->drive(100ms);
    return std::move(*result);
  }
  Outcome get(const string& target, Purpose purpose = Purpose::kPage) {
    return get(exchange(server_.url(target), purpose));
  }
  Failure failure_of(const string& target, Purpose purpose = Purpose::kPage) {
    Outcome outcome = get(target, purpose);
    return outcome ? Failure{.message = "it succeeded"} : outcome.error();
  }

  SystemClock clock_;
  ByteBudget budget_{64'000'000};
  TestServer server_;
  std::shared_ptr<config::Access> access_ = std::make_shared<config::Access>();
  std::unique_ptr<HttpClient> client_ = make_curl_client({"tidings/1.0"}, clock_, budget_);
};

}  // namespace tidings::fetch
