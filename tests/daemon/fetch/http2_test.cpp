#include <set>
#include <thread>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "daemon/fetch/curl_client.hpp"
#include "tests/support/nginx.hpp"

namespace tidings::fetch {
namespace {

using namespace std::chrono_literals;
using test::Nginx;
using testing::Each;
using testing::Field;
using testing::SizeIs;

// Against nginx, which speaks HTTP/2 over TLS.
class Http2 : public testing::Test {
 protected:
  void SetUp() override {
    if (!server_) GTEST_SKIP() << "nginx (package nginx-light) is not installed";
    server_->add("a.html", std::string(20'000, 'x'), false);
    access_->allow_private = true;
    access_->ca_file = ca_.ca_file();
  }
  // Asks so many times at once and waits for all answers.
  void get(int host, int times) {
    int left = times;
    for (int i = 0; i < times; ++i) {
      Exchange exchange;
      exchange.url = server_->url(host, "a.html?" + std::to_string(i));
      exchange.access = access_;
      client_->start(std::move(exchange), [&](std::expected<Answer, Failure> outcome) {
        --left;
        EXPECT_TRUE(outcome) << outcome.error().message;
      });
    }
    while (left > 0) client_->drive(100ms);
  }
  // What the server has written down, once it is so many requests.
  std::vector<Nginx::Served> served(std::size_t count) const {
    for (int i = 0; i < 400 && server_->served().size() < count; ++i)
      std::this_thread::sleep_for(5ms);
    return server_->served();
  }
  static std::size_t connections(const std::vector<Nginx::Served>& served) {
    std::set<std::string> all;
    for (const auto& one : served) all.insert(one.connection);
    return all.size();
  }

  SystemClock clock_;
  ByteBudget budget_{64'000'000};
  test::TestCa ca_;
  std::optional<Nginx> server_ = Nginx::start_tls(ca_.server_files({"127.0.0.1"}));
  std::shared_ptr<config::Access> access_ = std::make_shared<config::Access>();
  std::unique_ptr<HttpClient> client_ = make_curl_client({"t"}, clock_, budget_);
};

TEST_F(Http2, IsSpokenOverTls) {
  get(1, 1);
  const auto all = served(1);
  ASSERT_THAT(all, SizeIs(1));
  EXPECT_EQ(all.front().protocol, "HTTP/2.0");
}

TEST_F(Http2, ExchangesWithAHostShareOneConnection) {
  get(1, 1);
  get(1, 20);
  const auto all = served(21);
  EXPECT_THAT(all, SizeIs(21));
  EXPECT_EQ(connections(all), 1U);
}

TEST_F(Http2, IsNotSpokenWhereTheSourceWantsHttp1) {
  access_->http1 = true;
  get(1, 2);
  EXPECT_THAT(served(2), Each(Field(&Nginx::Served::protocol, "HTTP/1.1")));
}

}  // namespace
}  // namespace tidings::fetch
