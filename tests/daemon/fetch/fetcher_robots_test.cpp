#include "tests/daemon/fetch/fetcher_fixture.hpp"

namespace tidings::fetch {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

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

}  // namespace
}  // namespace tidings::fetch
