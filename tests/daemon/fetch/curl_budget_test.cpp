#include <algorithm>
#include <random>

#include <gtest/gtest.h>

#include "daemon/fetch/curl_client.hpp"
#include "tests/support/compress.hpp"
#include "tests/support/test_server.hpp"

// What transfers hold of the memory budget, and how they wait for it.
namespace tidings::fetch {
namespace {

using namespace std::chrono_literals;
using std::string;
using test::page;
using test::TestServer;

using Outcome = std::expected<Answer, Failure>;

class CurlBudgetTest : public testing::Test {
 protected:
  CurlBudgetTest() { access_->allow_private = true; }

  void start(Millis timeout = 30s) {
    Exchange e;
    e.url = server_.url("/a");
    e.access = access_;
    e.timeout = timeout;
    client_->start(std::move(e), [&](Outcome outcome) { outcomes_.push_back(std::move(outcome)); });
  }
  // Drives until so many have ended, ten seconds at most. The most of the budget that was used.
  std::size_t drive_until(std::size_t ended) {
    std::size_t most = 0;
    for (const auto start = clock_.steady();
         outcomes_.size() < ended && clock_.steady() - start < 10s;) {
      client_->drive(100ms);
      most = std::max(most, budget_.used());
    }
    return most;
  }
  void drive_for(Millis time) {
    for (const auto start = clock_.steady(); clock_.steady() - start < time;) client_->drive(20ms);
  }
  [[nodiscard]] std::ptrdiff_t good() const {
    return std::ranges::count_if(outcomes_, [](const Outcome& o) { return o.has_value(); });
  }

  SystemClock clock_;
  ByteBudget budget_{1'000'000};
  TestServer server_;
  std::shared_ptr<config::Access> access_ = std::make_shared<config::Access>();
  std::unique_ptr<HttpClient> client_ = make_curl_client({"t"}, clock_, budget_);
  std::vector<Outcome> outcomes_;
};

TEST_F(CurlBudgetTest, BodiesHoldTheirSizeUntilTheyAreDropped) {
  server_.on("/a", page(string(100'000, 'x')));
  start();
  drive_until(1);
  EXPECT_EQ(good(), 1);
  EXPECT_EQ(budget_.used(), 100'000U);
  outcomes_.clear();
  EXPECT_EQ(budget_.used(), 0U);
}

TEST_F(CurlBudgetTest, OfBodiesThatComeAtOnceThoseBeginThatHalfOfItHoldsAndOneMore) {
  server_.on("/a", page(string(200'000, 'x')));
  for (int i = 0; i < 20; ++i) start();
  drive_for(200ms);
  EXPECT_GE(good(), 3);  // which fill half of it; nobody drops them
  EXPECT_LE(budget_.used(), 800'000U);
}

TEST_F(CurlBudgetTest, ACompressedBodyCountsWithWhatItWillTakeWhenItBegins) {
  string text(200'000, '0');  // compresses to about a sixth, as pages do
  std::minstd_rand random(1);
  for (char& c : text) c = random() % 2 == 0 ? '0' : '1';
  server_.on("/a", page(test::gzip(text), {{"Content-Encoding", "gzip"}}));
  for (int i = 0; i < 20; ++i) start();
  drive_for(200ms);
  EXPECT_GE(good(), 3);
  EXPECT_LE(budget_.used(), 800'000U);
}

TEST_F(CurlBudgetTest, BodiesLargerThanHalfOfItComeOneByOneAndNoneIsLost) {
  server_.on("/a", page(string(700'000, 'x')));
  for (int i = 0; i < 20; ++i) start();
  std::size_t most = 0;
  for (int i = 0; i < 20; ++i) {
    most = std::max(most, drive_until(1));
    EXPECT_EQ(good(), 1);
    outcomes_.clear();
  }
  EXPECT_LT(most, 1'500'000U);
  EXPECT_EQ(budget_.used(), 0U);
}

TEST_F(CurlBudgetTest, WhileOthersHoldItATransferWaitsAndItsTimeStandsStill) {
  server_.on("/a", page("hello"));
  budget_.take(1'000'000);
  start(100ms);
  drive_for(200ms);
  EXPECT_TRUE(outcomes_.empty());
  budget_.give_back(1'000'000);
  client_->wake();
  drive_until(1);
  ASSERT_EQ(good(), 1);
  EXPECT_EQ(outcomes_.front()->body, "hello");
}

}  // namespace
}  // namespace tidings::fetch
