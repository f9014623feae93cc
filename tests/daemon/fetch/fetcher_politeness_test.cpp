#include <random>

#include "tests/daemon/fetch/fetcher_fixture.hpp"

namespace tidings::fetch {
namespace {

using testing::ElementsAre;

TEST_F(FetcherTest, Promise26TheGapAndTheParallelismOfAHostHoldOver10000Requests) {
  options_.host.gap = 2s;
  options_.hosts["h1.test"] = {.gap = 500ms, .per_host = 3};
  std::minstd_rand random(7);
  const FakeHttpClient::Script slow = [&random](const Exchange&) {
    return scripted(200, "x", {}, Millis(random() % 5000));
  };
  int submitted = 0;
  const auto more = [&] {
    const string url =
        "https://h" + std::to_string(submitted % 100) + ".test/" + std::to_string(submitted);
    scripts_[url] = slow;
    ++submitted;
    submit(job(url));
  };
  while (submitted < 10'000) more();
  run(24h);
  ASSERT_EQ(client_.asked.size(), 10'000U);
  std::map<string, SteadyTime> last;
  for (const auto& asked : client_.asked) {
    const string host = FakeHttpClient::host_of(asked.exchange.url);
    const bool own = host == "h1.test";
    const Millis gap = own ? 500ms : 2s;
    ASSERT_TRUE(!last.contains(host) || asked.at - last[host] >= gap) << asked.exchange.url;
    ASSERT_LE(asked.parallel, own ? 3 : 1);
    last[host] = asked.at;
  }
}

TEST(FetcherOptionsOf, AHostHasItsOwnLimitsWhereTheConfigurationSaysSo) {
  config::Settings settings;
  settings.fetch.host_delay = 2s;
  settings.fetch.per_host = 2;
  settings.hosts["slow.test"].host_delay = 10s;
  settings.hosts["wide.test"].per_host = 5;
  const FetcherOptions options = fetcher_options(settings);
  EXPECT_EQ(options.hosts.at("slow.test").gap, 10s);
  EXPECT_EQ(options.hosts.at("slow.test").per_host, 2);
  EXPECT_EQ(options.hosts.at("wide.test").gap, 2s);
  EXPECT_EQ(options.hosts.at("wide.test").per_host, 5);
}

TEST_F(FetcherTest, AHostsOwnGapAndParallelismHold) {
  options_.hosts["slow.test"] = {.gap = 10s, .per_host = 1};
  options_.hosts["wide.test"] = {.gap = 0s, .per_host = 3};
  for (int i = 0; i < 3; ++i) submit(job("http://slow.test/" + std::to_string(i)));
  run();
  for (const Millis gap : gaps()) EXPECT_GE(gap, 10s);
  client_.asked.clear();
  for (int i = 0; i < 9; ++i) {
    const string url = "http://wide.test/" + std::to_string(i);
    on(url, scripted(200, "<p>page", {}, 500ms));
    submit(job(url));
  }
  run();
  int most = 0;
  for (const auto& asked : client_.asked) most = std::max(most, asked.parallel);
  EXPECT_EQ(most, 3);
}

TEST_F(FetcherTest, TheGapCountsFromTheAnswerSoThatASlowWayCannotShortenIt) {
  on("https://a.test/1", scripted(200, "x", {}, 700ms));
  submit(job("https://a.test/1"));
  submit(job("https://a.test/2"));
  run();
  EXPECT_GE(gaps().at(0), 2700ms);
}

TEST_F(FetcherTest, Promise11OneHangingHostDelaysNoOther) {
  for (int i = 0; i < 180; ++i) submit(job("https://h" + std::to_string(i) + ".test/"));
  for (int i = 0; i < 20; ++i) {
    const string url = "https://dead" + std::to_string(i) + ".test/";
    on(url, test::scripted_hang());
    submit(job(url));
  }
  const SteadyTime start = clock_.steady();
  while (finished_.size() < 180) fetcher().drive(100ms);
  EXPECT_LT(clock_.steady() - start, 1s);
  run();
  EXPECT_EQ(finished_.size(), 200U);
}

TEST_F(FetcherTest, AtMostSoManyTransfersAreUnderWay) {
  options_.concurrency = 5;
  for (int i = 0; i < 20; ++i) submit(job("https://h" + std::to_string(i) + ".test/"));
  std::size_t most = 0;
  while (finished_.size() < 20) {
    fetcher().drive(100ms);
    most = std::max(most, fetcher().counts().in_flight);
  }
  EXPECT_EQ(most, 5U);
}

TEST_F(FetcherTest, UrgentJobsGoFirstInTheirOrder) {
  for (const char* path : {"1", "2", "u1", "u2", "3"}) {
    FetchJob spec = job(string("https://a.test/") + path);
    spec.urgent = path[0] == 'u';
    submit(std::move(spec));
  }
  run();
  EXPECT_THAT(client_.urls(),
              ElementsAre("https://a.test/u1", "https://a.test/u2", "https://a.test/1",
                          "https://a.test/2", "https://a.test/3"));
}

TEST_F(FetcherTest, Promise25RetryAfterInSecondsHoldsTheHostBack) {
  for (const int status : {429, 503}) {
    const string host = "https://h" + std::to_string(status) + ".test/";
    on(host + "1", scripted(status, "", {{"retry-after", "90"}}));
    const std::size_t first = client_.asked.size();
    submit(job(host + "1"));
    submit(job(host + "2"));
    run();
    ASSERT_EQ(client_.asked.size(), first + 2);
    EXPECT_GE(client_.asked[first + 1].at - client_.asked[first].at, 90s) << status;
  }
}

TEST_F(FetcherTest, Promise25RetryAfterAsADateHoldsTheHostBack) {
  on("https://a.test/1", scripted(503, "", {{"retry-after", "Thu, 12 Mar 2026 09:01:30 GMT"}}));
  submit(job("https://a.test/1"));
  submit(job("https://a.test/2"));
  run();
  EXPECT_GE(client_.asked.at(1).at - client_.asked.at(0).at, 89s);
  EXPECT_LE(client_.asked.at(1).at - client_.asked.at(0).at, 91s);
}

TEST_F(FetcherTest, Promise25WithoutRetryAfterTheBackOffDoublesWithTenPercentOfJitter) {
  on("https://a.test/", scripted(503));
  double expected = 60;
  for (int i = 0; i < 14; ++i, expected = std::min(expected * 2, 86'400.0)) {
    const Failure failure = failure_of(job("https://a.test/"));
    ASSERT_TRUE(failure.retry_at) << i;
    const double wait = std::chrono::duration<double>(*failure.retry_at - clock_.now()).count();
    EXPECT_GE(wait, expected * 0.89) << i;
    EXPECT_LE(wait, std::min(expected * 1.11, 86'400.0)) << i;
    clock_.advance(std::chrono::ceil<Millis>(*failure.retry_at - clock_.now()));
  }
}

TEST_F(FetcherTest, Promise25TheBackOffIsForgivenAfter30QuietMinutes) {
  on("https://a.test/", scripted(503));
  for (int i = 0; i < 3; ++i) {
    const Failure failure = failure_of(job("https://a.test/"));
    clock_.advance(std::chrono::ceil<Millis>(*failure.retry_at - clock_.now()));
  }
  clock_.advance(31min);
  const Failure failure = failure_of(job("https://a.test/"));
  EXPECT_LE(*failure.retry_at - clock_.now(), 67s);
}

TEST_F(FetcherTest, Promise25APauseIsCappedAt24Hours) {
  on("https://a.test/", scripted(429, "", {{"retry-after", "9999999"}}));
  const Failure failure = failure_of(job("https://a.test/"));
  EXPECT_LE(*failure.retry_at - clock_.now(), 24h);
}

TEST_F(FetcherTest, AJobDoesNotWaitLongerThanItsPatienceForAPausedHost) {
  on("https://a.test/1", scripted(429, "", {{"retry-after", "3600"}}));
  submit(job("https://a.test/1"));
  submit(job("https://a.test/2"));
  run(1min);
  ASSERT_EQ(results_.size(), 2U);
  const auto second = std::ranges::find(finished_, "https://a.test/2") - finished_.begin();
  const Failure& failure = results_.at(static_cast<std::size_t>(second)).error();
  EXPECT_EQ(failure.kind, FailureKind::kHostPaused);
  EXPECT_GE(*failure.retry_at - clock_.now(), 3500s);
  EXPECT_EQ(failure_of(job("https://a.test/3")).kind, FailureKind::kHostPaused);
  EXPECT_EQ(client_.asked.size(), 1U);
}

TEST_F(FetcherTest, Promise25AndPromise28PausesAndGapsSurviveARestart) {
  on("https://a.test/1", scripted(429, "", {{"retry-after", "100"}}));
  const Failure failure = failure_of(job("https://a.test/1"));
  (void)fetch(job("https://b.test/1"));
  const std::vector<HostState> states = fetcher().changed_hosts();
  EXPECT_EQ(states.size(), 2U);
  EXPECT_TRUE(fetcher().changed_hosts().empty());
  const SteadyTime b_asked = client_.asked.back().at;
  for (int restart = 0; restart < 50; ++restart) {
    fetcher_.emplace(options_, client_, clock_, budget_);
    fetcher().restore(states);
  }
  EXPECT_EQ(fetcher().ready_at("https://a.test/2"), *failure.retry_at);
  submit(job("https://b.test/2"));
  submit(job("https://a.test/2"));
  run();
  EXPECT_GE(client_.asked[2].at - b_asked, 2s);
  EXPECT_GE(client_.asked[3].at - client_.asked[0].at, 100s);
}

}  // namespace
}  // namespace tidings::fetch
