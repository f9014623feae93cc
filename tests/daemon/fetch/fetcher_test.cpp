#include "tests/daemon/fetch/fetcher_fixture.hpp"

namespace tidings::fetch {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

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
