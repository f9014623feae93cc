#include "daemon/fetch/fetcher.hpp"

#include <random>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/fake_http_client.hpp"

namespace tidings::fetch {
namespace {

using namespace std::chrono_literals;
using std::string;
using test::FakeHttpClient;
using test::scripted;
using testing::ElementsAre;
using testing::HasSubstr;

class FetcherTest : public testing::Test {
 protected:
  FetcherTest() {
    options_.user_agent = "tidings/1.0 (+https://x.test)";
    access_->credentials = config::Credentials{"u", "p", ""};
  }

  // Scripts an address; what has no script is 404 (robots.txt) or a page.
  void on(const string& url, FakeHttpClient::Scripted answer) {
    scripts_[url] = [answer = std::move(answer)](const Exchange&) { return answer; };
  }
  void on(const string& url, FakeHttpClient::Script script) { scripts_[url] = std::move(script); }

  FetchJob job(const string& url, bool obey_robots = false) const {
    FetchJob spec;
    spec.url = url;
    spec.access = access_;
    spec.obey_robots = obey_robots;
    return spec;
  }
  Fetcher& fetcher() {
    if (!fetcher_) fetcher_.emplace(options_, client_, clock_, budget_);
    return *fetcher_;
  }
  void submit(FetchJob spec) {
    const string url = spec.url;
    fetcher().submit(std::move(spec), [this, url](Result result) {
      finished_.push_back(url);
      results_.push_back(std::move(result));
    });
  }
  // Runs until all is done, at most for an hour of simulated time unless told.
  void run(Millis most = 1h) {
    const SteadyTime end = clock_.steady() + most;
    while (fetcher().counts().queued + fetcher().counts().in_flight > 0 && clock_.steady() < end) {
      fetcher().drive(100ms);
    }
    fetcher().drive(0ms);
  }
  Result fetch(FetchJob spec) {
    submit(std::move(spec));
    run();
    Result result = std::move(results_.back());
    return result;
  }
  Failure failure_of(FetchJob spec) {
    const Result result = fetch(std::move(spec));
    return result ? Failure{.message = "it succeeded"} : result.error();
  }
  std::vector<Millis> gaps() const {
    std::vector<Millis> all;
    for (std::size_t i = 1; i < client_.asked.size(); ++i) {
      all.push_back(std::chrono::floor<Millis>(client_.asked[i].at - client_.asked[i - 1].at));
    }
    return all;
  }

  test::ManualClock clock_;
  ByteBudget budget_{1'000'000};
  FetcherOptions options_;
  std::map<string, FakeHttpClient::Script> scripts_;
  FakeHttpClient client_{clock_, [this](const Exchange& exchange) {
                           const auto found = scripts_.find(exchange.url);
                           if (found != scripts_.end()) return found->second(exchange);
                           if (exchange.url.ends_with("/robots.txt")) return scripted(404);
                           return scripted(200, "<p>page");
                         }};
  std::shared_ptr<config::Access> access_ = std::make_shared<config::Access>();
  std::optional<Fetcher> fetcher_;
  std::vector<Result> results_;
  std::vector<string> finished_;
};

TEST_F(FetcherTest, GivesWhatTheLeadingFieldsOfAnAnswerSay) {
  on("https://a.test/x", scripted(200, "<p>text",
                                  {{"etag", "W/\"1\""},
                                   {"last-modified", "yesterday"},
                                   {"content-type", "text/html"},
                                   {"cache-control", "max-age=60"},
                                   {"x-robots-tag", "noai"},
                                   {"x-robots-tag", "noarchive"},
                                   {"tdm-reservation", "1"}}));
  const Result result = fetch(job("https://a.test/x#part"));
  ASSERT_TRUE(result) << result.error().message;
  EXPECT_EQ(result->status, 200);
  EXPECT_EQ(result->url, "https://a.test/x#part");
  EXPECT_EQ(result->final_url, "https://a.test/x");
  EXPECT_EQ(result->body, "<p>text");
  EXPECT_EQ(result->validators, (Validators{"W/\"1\"", "yesterday"}));
  EXPECT_EQ(result->max_age, std::chrono::seconds(60));
  EXPECT_THAT(result->x_robots_tag, ElementsAre("noai", "noarchive"));
  EXPECT_EQ(result->tdm_reservation, "1");
}

TEST_F(FetcherTest, Promise24A304IsASuccessAndIsNotAskedAgain) {
  on("https://a.test/feed", scripted(304));
  FetchJob spec = job("https://a.test/feed");
  spec.validators = {"\"1\"", ""};
  const Result result = fetch(std::move(spec));
  ASSERT_TRUE(result);
  EXPECT_TRUE(result->not_modified());
  EXPECT_EQ(client_.asked.size(), 1U);
  EXPECT_EQ(client_.asked[0].exchange.validators.etag, "\"1\"");
}

TEST_F(FetcherTest, A304ThatNobodyAskedForIsAFailure) {
  on("https://a.test/feed", scripted(304));
  EXPECT_EQ(failure_of(job("https://a.test/feed")).kind, FailureKind::kProtocol);
}

TEST_F(FetcherTest, WhatIsNoHttpAddressIsRefused) {
  for (const char* url : {"ftp://a.test/", "javascript:x", "", "https://", "/path"}) {
    EXPECT_EQ(failure_of(job(url)).kind, FailureKind::kBadUrl) << url;
  }
  EXPECT_TRUE(client_.asked.empty());
}

TEST_F(FetcherTest, Promise18AnAddressOver2048BytesIsRefused) {
  EXPECT_EQ(failure_of(job("https://a.test/" + string(2048, 'x'))).kind, FailureKind::kBadUrl);
  EXPECT_TRUE(client_.asked.empty());
}

struct StatusCase {
  int status;
  FailureKind kind;
};

TEST_F(FetcherTest, EveryStatusHasItsName) {
  for (const StatusCase& c : {StatusCase{410, FailureKind::kGone},
                              {404, FailureKind::kHttpStatus},
                              {401, FailureKind::kHttpStatus},
                              {403, FailureKind::kHttpStatus},
                              {500, FailureKind::kHttpStatus},
                              {206, FailureKind::kProtocol},
                              {429, FailureKind::kRateLimited},
                              {503, FailureKind::kRateLimited}}) {
    const string url = "https://s" + std::to_string(c.status) + ".test/";
    on(url, scripted(c.status, "text"));
    const Failure failure = failure_of(job(url));
    EXPECT_EQ(failure.kind, c.kind) << c.status;
    EXPECT_EQ(failure.status, c.status);
    EXPECT_EQ(failure.url, url);
  }
}

TEST_F(FetcherTest, AnEmptyAnswerALoginPageAndABotWallAreNamedAsSuch) {
  on("https://a.test/empty", scripted(200, " \n"));
  on("https://a.test/feed", scripted(200, "<html><form><input type=password></form>"));
  on("https://a.test/wall", scripted(403, "", {{"cf-mitigated", "challenge"}}));
  on("https://a.test/page", scripted(302, "", {{"location", "/login?next=/page"}}));
  EXPECT_EQ(failure_of(job("https://a.test/empty")).kind, FailureKind::kEmpty);
  FetchJob feed = job("https://a.test/feed");
  feed.purpose = Purpose::kFeed;
  EXPECT_EQ(failure_of(feed).kind, FailureKind::kLoginPage);
  EXPECT_EQ(failure_of(job("https://a.test/page")).kind, FailureKind::kLoginPage);
  const Failure wall = failure_of(job("https://a.test/wall"));
  EXPECT_EQ(wall.kind, FailureKind::kBotWall);
  EXPECT_THAT(wall.message, HasSubstr("Cloudflare"));
}

// --- Redirects ---

TEST_F(FetcherTest, RedirectsAreFollowedAndKept) {
  on("https://a.test/1", scripted(301, "", {{"location", "/2"}}));
  on("https://a.test/2", scripted(302, "", {{"location", "//b.test/3#part"}}));
  const Result result = fetch(job("https://a.test/1"));
  ASSERT_TRUE(result) << result.error().message;
  EXPECT_EQ(result->final_url, "https://b.test/3");
  ASSERT_EQ(result->hops.size(), 2U);
  EXPECT_TRUE(result->hops[0].permanent());
  EXPECT_EQ(result->hops[0].target, "https://a.test/2");
  EXPECT_FALSE(result->hops[1].permanent());
}

TEST_F(FetcherTest, Promise26TheGapHoldsBetweenHopsOnOneHost) {
  on("https://a.test/1", scripted(301, "", {{"location", "/2"}}));
  ASSERT_TRUE(fetch(job("https://a.test/1")));
  EXPECT_GE(gaps().at(0), 2s);
}

TEST_F(FetcherTest, Promise18TenRedirectsAreFollowedAndNotEleven) {
  for (int i = 0; i < 12; ++i) {
    on("https://h" + std::to_string(i) + ".test/",
       scripted(302, "", {{"location", "https://h" + std::to_string(i + 1) + ".test/"}}));
  }
  on("https://h11.test/", scripted(200, "end"));
  EXPECT_EQ(failure_of(job("https://h0.test/")).kind, FailureKind::kRedirect);
  EXPECT_TRUE(fetch(job("https://h1.test/")));
}

TEST_F(FetcherTest, ALoopARedirectWithoutTargetAndOtherSchemesAreFailures) {
  on("https://a.test/self", scripted(302, "", {{"location", "/self"}}));
  on("https://a.test/ping", scripted(302, "", {{"location", "/pong"}}));
  on("https://a.test/pong", scripted(302, "", {{"location", "/ping"}}));
  on("https://a.test/none", scripted(302));
  on("https://a.test/file", scripted(302, "", {{"location", "file:///etc/passwd"}}));
  on("https://a.test/script", scripted(302, "", {{"location", "javascript:alert(1)"}}));
  for (const char* path : {"self", "ping", "none", "file", "script"}) {
    EXPECT_EQ(failure_of(job(string("https://a.test/") + path)).kind, FailureKind::kRedirect)
        << path;
  }
  EXPECT_LE(client_.asked.size(), 7U);
}

TEST_F(FetcherTest, ARedirectToItselfThatSetsACookieIsTriedWithTheCookie) {
  on("https://a.test/x", [](const Exchange& exchange) {
    if (exchange.cookie == "seen=1") return scripted(200, "in");
    return scripted(302, "", {{"location", "/x"}, {"set-cookie", "seen=1; Path=/; Secure"}});
  });
  const Result result = fetch(job("https://a.test/x"));
  ASSERT_TRUE(result) << result.error().message;
  EXPECT_EQ(result->body, "in");
}

TEST_F(FetcherTest, CredentialsAndCookiesGoToNoOtherHostAndNeverFromHttpsToHttp) {
  on("https://a.test/1",
     scripted(302, "", {{"location", "https://b.test/2"}, {"set-cookie", "s=1"}}));
  on("https://b.test/2", scripted(302, "", {{"location", "https://a.test/3"}}));
  on("https://a.test/3", scripted(302, "", {{"location", "http://a.test/4"}}));
  ASSERT_TRUE(fetch(job("https://a.test/1")));
  ASSERT_EQ(client_.asked.size(), 4U);
  const std::vector<bool> expected = {true, false, true, false};
  const std::vector<string> cookies = {"", "", "s=1", ""};
  for (std::size_t i = 0; i < 4; ++i) {
    EXPECT_EQ(client_.asked[i].exchange.with_credentials, expected[i]) << i;
    EXPECT_EQ(client_.asked[i].exchange.cookie, cookies[i]) << i;
  }
}

TEST_F(FetcherTest, CredentialsBelongToTheSourceNotToTheLinkedPage) {
  FetchJob spec = job("https://elsewhere.test/page");
  spec.credentials_for = "https://a.test/feed";
  ASSERT_TRUE(fetch(std::move(spec)));
  EXPECT_FALSE(client_.asked[0].exchange.with_credentials);
  FetchJob home = job("https://a.test/page");
  home.credentials_for = "https://a.test/feed";
  ASSERT_TRUE(fetch(std::move(home)));
  EXPECT_TRUE(client_.asked[1].exchange.with_credentials);
}

TEST_F(FetcherTest, AUserNameInARedirectIsDropped) {
  on("https://a.test/1", scripted(302, "", {{"location", "https://u:p@b.test/2"}}));
  ASSERT_TRUE(fetch(job("https://a.test/1")));
  EXPECT_EQ(client_.asked[1].exchange.url, "https://b.test/2");
}

// --- Politeness ---

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
  fetch(job("https://b.test/1"));
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

// --- robots.txt ---

TEST_F(FetcherTest, Promise27RobotsTxtIsAskedForOnceAHostAndBeforeAnythingElse) {
  for (const char* path : {"1", "2", "3"}) submit(job(string("https://a.test/") + path, true));
  run();
  EXPECT_THAT(client_.urls(), ElementsAre("https://a.test/robots.txt", "https://a.test/1",
                                          "https://a.test/2", "https://a.test/3"));
  for (const Millis gap : gaps()) EXPECT_GE(gap, 2s);
}

TEST_F(FetcherTest, Promise27WhatItForbidsIsNotAskedForAndTheLineIsNamed) {
  on("https://a.test/robots.txt", scripted(200, "User-agent: tidings\nDisallow: /private/\n"));
  const Failure failure = failure_of(job("https://a.test/private/x?y", true));
  EXPECT_EQ(failure.kind, FailureKind::kRobotsForbidden);
  EXPECT_EQ(failure.robots.line, 2U);
  EXPECT_THAT(failure.message, HasSubstr("Disallow: /private/"));
  EXPECT_TRUE(fetch(job("https://a.test/public", true)));
  EXPECT_THAT(client_.urls(), ElementsAre("https://a.test/robots.txt", "https://a.test/public"));
}

TEST_F(FetcherTest, Promise27A4xxOpensTheSite) {
  for (const int status : {400, 401, 403, 404, 410}) {
    const string host = "https://h" + std::to_string(status) + ".test";
    on(host + "/robots.txt", scripted(status));
    EXPECT_TRUE(fetch(job(host + "/x", true))) << status;
  }
}

TEST_F(FetcherTest, Promise27A5xxClosesTheSiteAndIsAskedForAgainLater) {
  on("https://a.test/robots.txt", scripted(500));
  const Failure failure = failure_of(job("https://a.test/x", true));
  EXPECT_EQ(failure.kind, FailureKind::kRobotsForbidden);
  ASSERT_TRUE(failure.retry_at);
  EXPECT_EQ(failure_of(job("https://a.test/y", true)).kind, FailureKind::kRobotsForbidden);
  EXPECT_EQ(client_.asked.size(), 1U);
  on("https://a.test/robots.txt", scripted(200, ""));
  clock_.advance(6min);
  EXPECT_TRUE(fetch(job("https://a.test/x", true)));
}

TEST_F(FetcherTest, Promise27UnreachableClosesTheSiteAndIsNamedAsWhatItIs) {
  on("https://a.test/robots.txt", test::scripted_failure(FailureKind::kDns));
  EXPECT_EQ(failure_of(job("https://a.test/x", true)).kind, FailureKind::kDns);
  EXPECT_THAT(client_.urls(), ElementsAre("https://a.test/robots.txt"));
}

TEST_F(FetcherTest, Promise27FiveRedirectsOfRobotsTxtAreFollowed) {
  for (int i = 0; i < 5; ++i) {
    on(i == 0 ? "https://a.test/robots.txt" : "https://r" + std::to_string(i) + ".test/robots",
       scripted(302, "", {{"location", "https://r" + std::to_string(i + 1) + ".test/robots"}}));
  }
  on("https://r5.test/robots", scripted(200, "User-agent: *\nDisallow: /"));
  EXPECT_EQ(failure_of(job("https://a.test/x", true)).kind, FailureKind::kRobotsForbidden);
  on("https://r5.test/robots", scripted(302, "", {{"location", "https://r6.test/robots"}}));
  clock_.advance(25h);
  EXPECT_TRUE(fetch(job("https://a.test/x", true)));
}

TEST_F(FetcherTest, Promise27ItIsKeptFor24HoursAtMost) {
  ASSERT_TRUE(fetch(job("https://a.test/1", true)));
  clock_.advance(23h);
  ASSERT_TRUE(fetch(job("https://a.test/2", true)));
  EXPECT_EQ(client_.asked.size(), 3U);
  clock_.advance(1h);
  ASSERT_TRUE(fetch(job("https://a.test/3", true)));
  EXPECT_EQ(client_.asked.size(), 5U);
}

TEST_F(FetcherTest, Promise27ItIsKeptByOriginAndByRights) {
  ASSERT_TRUE(fetch(job("https://a.test/1", true)));
  ASSERT_TRUE(fetch(job("http://a.test/1", true)));
  ASSERT_TRUE(fetch(job("https://a.test:8443/1", true)));
  access_ = std::make_shared<config::Access>();
  access_->connect_to = {"a.test:443:127.0.0.1:1"};
  ASSERT_TRUE(fetch(job("https://a.test/2", true)));
  EXPECT_EQ(client_.asked.size(), 8U);
}

TEST_F(FetcherTest, Promise27CrawlDelayRaisesTheGapUpTo120SecondsAndNeverLowersIt) {
  struct Case {
    const char* delay;
    Millis least;
    Millis most;
  };
  for (const Case& c : {Case{"10", 10s, 11s}, {"0.5", 2s, 3s}, {"100000", 120s, 121s}}) {
    const string host = "https://d" + string(c.delay) + ".test";
    on(host + "/robots.txt",
       scripted(200, "User-agent: *\nCrawl-delay: " + string(c.delay) + "\nAllow: /\n"));
    ASSERT_TRUE(fetch(job(host + "/1", true)));
    ASSERT_TRUE(fetch(job(host + "/2", true)));
    const auto gap = gaps().back();
    EXPECT_GE(gap, c.least) << c.delay;
    EXPECT_LE(gap, c.most) << c.delay;
  }
}

TEST_F(FetcherTest, Promise28RobotsTxtIsNotAskedForAgainAfterARestart) {
  ASSERT_TRUE(fetch(job("https://a.test/1", true)));
  const std::vector<RobotsCopy> copies = fetcher().new_robots();
  ASSERT_EQ(copies.size(), 1U);
  fetcher_.emplace(options_, client_, clock_, budget_);
  fetcher().restore_robots(copies);
  ASSERT_TRUE(fetch(job("https://a.test/2", true)));
  EXPECT_EQ(client_.asked.size(), 3U);
  clock_.advance(25h);
  fetcher_.emplace(options_, client_, clock_, budget_);
  fetcher().restore_robots(copies);
  ASSERT_TRUE(fetch(job("https://a.test/3", true)));
  EXPECT_EQ(client_.asked.size(), 5U);
}

TEST_F(FetcherTest, TheRobotsTxtOfEachHopsHostIsObeyed) {
  on("https://a.test/1", scripted(302, "", {{"location", "https://b.test/private"}}));
  on("https://b.test/robots.txt", scripted(200, "User-agent: *\nDisallow: /private"));
  EXPECT_EQ(failure_of(job("https://a.test/1", true)).kind, FailureKind::kRobotsForbidden);
  EXPECT_THAT(client_.urls(), ElementsAre("https://a.test/robots.txt", "https://a.test/1",
                                          "https://b.test/robots.txt"));
}

TEST_F(FetcherTest, AListedFeedIsAskedForWithoutRobotsTxt) {
  on("https://a.test/robots.txt", scripted(200, "User-agent: *\nDisallow: /"));
  EXPECT_TRUE(fetch(job("https://a.test/feed", false)));
  EXPECT_EQ(client_.asked.size(), 1U);
}

// --- Deadlines, budget, shutdown ---

TEST_F(FetcherTest, Promise10OneDeadlineCoversRobotsTxtRedirectsAndThePage) {
  for (int i = 0; i < 20; ++i) {
    const string host = "https://h" + std::to_string(i) + ".test/";
    on(host + "robots.txt", scripted(200, "", {}, 2s));
    on(host, scripted(302, "", {{"location", "https://h" + std::to_string(i + 1) + ".test/"}}, 2s));
  }
  FetchJob spec = job("https://h0.test/", true);
  spec.timeout = 10s;
  const SteadyTime start = clock_.steady();
  const Failure failure = failure_of(std::move(spec));
  EXPECT_EQ(failure.kind, FailureKind::kTimeout) << failure.message;
  Millis on_the_network = std::chrono::floor<Millis>(clock_.steady() - start);
  on_the_network -= 2s * 3;  // the gaps between a robots.txt and its page do not count
  EXPECT_LE(on_the_network, 11s);
}

TEST_F(FetcherTest, AHangingRobotsTxtTakesTheTimeOfTheJobThatAskedForIt) {
  on("https://a.test/robots.txt", test::scripted_hang());
  FetchJob spec = job("https://a.test/x", true);
  spec.timeout = 10s;
  const SteadyTime start = clock_.steady();
  EXPECT_EQ(failure_of(std::move(spec)).kind, FailureKind::kTimeout);
  EXPECT_LE(clock_.steady() - start, 11s);
}

TEST_F(FetcherTest, WaitingForPolitenessDoesNotCount) {
  for (int i = 0; i < 30; ++i) {
    FetchJob spec = job("https://a.test/" + std::to_string(i));
    spec.timeout = 1s;
    submit(std::move(spec));
  }
  run();
  for (const Result& result : results_) EXPECT_TRUE(result);
}

TEST_F(FetcherTest, NothingIsStartedWhileHalfOfTheBudgetIsUsed) {
  budget_.take(500'000);
  submit(job("https://a.test/"));
  run(1s);
  EXPECT_TRUE(client_.asked.empty());
  budget_.give_back(500'000);
  run(1s);
  EXPECT_EQ(results_.size(), 1U);
}

TEST_F(FetcherTest, NothingIsStartedWhilePaused) {
  fetcher().pause();
  submit(job("https://a.test/"));
  run(1s);
  EXPECT_TRUE(client_.asked.empty());
  fetcher().resume();
  run(1s);
  EXPECT_EQ(results_.size(), 1U);
}

TEST_F(FetcherTest, Promise14CancelAllEndsEveryJobAndLeavesNothingUnderWay) {
  for (int i = 0; i < 64; ++i) {
    const string url = "https://h" + std::to_string(i) + ".test/";
    on(url, test::scripted_hang());
    submit(job(url, i % 2 == 0));
    submit(job(url + "second"));
  }
  fetcher().drive(10ms);
  fetcher().cancel_all();
  EXPECT_EQ(results_.size(), 128U);
  for (const Result& result : results_) EXPECT_EQ(result.error().kind, FailureKind::kCancelled);
  EXPECT_EQ(client_.under_way(), 0U);
  EXPECT_EQ(fetcher().counts().in_flight, 0U);
  EXPECT_EQ(fetcher().counts().queued, 0U);
  EXPECT_TRUE(fetch(job("https://h0.test/again")));
}

TEST_F(FetcherTest, ACancelledJobIsCalledBackOnceWhereverItIs) {
  on("https://a.test/robots.txt", test::scripted_hang());
  on("https://b.test/", test::scripted_hang());
  std::vector<Fetcher::JobId> ids;
  int cancelled = 0;
  for (const auto& spec : {job("https://a.test/waits-for-robots", true), job("https://b.test/"),
                           job("https://b.test/queued")}) {
    ids.push_back(fetcher().submit(spec, [&](Result result) {
      cancelled += !result && result.error().kind == FailureKind::kCancelled ? 1 : 0;
    }));
  }
  fetcher().drive(10ms);
  for (const auto id : ids) fetcher().cancel(id);
  for (const auto id : ids) fetcher().cancel(id);
  fetcher().drive(10ms);
  EXPECT_EQ(cancelled, 3);
}

TEST_F(FetcherTest, ACallbackMaySubmitMore) {
  std::vector<string> order;
  fetcher().submit(job("https://a.test/"), [&](Result) {
    order.emplace_back("a");
    fetcher().submit(job("https://b.test/"), [&](Result) { order.emplace_back("b"); });
  });
  run();
  EXPECT_THAT(order, ElementsAre("a", "b"));
}

TEST_F(FetcherTest, NewOptionsHoldForRequestsThatHaveNotStarted) {
  submit(job("https://a.test/1"));
  submit(job("https://a.test/2"));
  fetcher().drive(0ms);
  options_.host.gap = 30s;
  fetcher().set_options(options_);
  run();
  EXPECT_GE(gaps().at(0), 30s);
}

}  // namespace
}  // namespace tidings::fetch
