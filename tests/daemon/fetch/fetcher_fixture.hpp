#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "daemon/fetch/fetcher.hpp"
#include "tests/support/fake_http_client.hpp"

namespace tidings::fetch {

using namespace std::chrono_literals;
using std::string;
using test::FakeHttpClient;
using test::scripted;

// A fetcher on a scripted network in simulated time.
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

}  // namespace tidings::fetch
