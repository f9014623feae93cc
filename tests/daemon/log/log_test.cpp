#include "daemon/log/log.hpp"

#include <sstream>
#include <string>
#include <thread>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace tidings::log {
namespace {

using testing::ElementsAre;
using testing::EndsWith;
using testing::IsEmpty;
using testing::SizeIs;

class HandClock final : public Clock {
 public:
  [[nodiscard]] WallTime now() const override {
    return WallTime(std::chrono::duration_cast<std::chrono::milliseconds>(steady_));
  }
  [[nodiscard]] SteadyTime steady() const override { return SteadyTime(steady_); }
  void advance(std::chrono::nanoseconds by) { steady_ += by; }

 private:
  std::chrono::nanoseconds steady_{};
};

class LogTest : public testing::Test {
 protected:
  Log make(Options options) { return {options, clock_, out_}; }

  // What was written since the last call.
  std::vector<std::string> lines() {
    std::vector<std::string> result;
    for (std::string line; std::getline(out_, line);) result.push_back(line);
    out_.clear();
    return result;
  }

  HandClock clock_;
  std::stringstream out_;
};

TEST_F(LogTest, WritesTimeLevelEventAndFields) {
  make({}).event(Level::kWarn, "page.failed", {{"url", "http://a.example/"}, {"status", 404}});
  const auto written = lines();
  ASSERT_THAT(written, SizeIs(1));
  EXPECT_THAT(written[0],
              testing::MatchesRegex(
                  "[0-9-]{10} [0-9:.]{12} W page.failed url=http://a.example/ status=404"));
}

TEST_F(LogTest, LeavesOutWhatIsBelowItsLevel) {
  const Log log = make({.level = Level::kWarn});
  log.event(Level::kInfo, "page.fetched", {});
  EXPECT_FALSE(log.writes(Level::kInfo));
  EXPECT_TRUE(log.writes(Level::kError));
  EXPECT_THAT(lines(), IsEmpty());
}

TEST_F(LogTest, WritesJsonWithNothingAround) {
  make({.format = Format::kJson}).event(Level::kInfo, "service.ready", {{"sources", 5}});
  EXPECT_THAT(lines(), ElementsAre(R"({"time":"1970-01-01T00:00:00.000Z","level":"info",)"
                                   R"("event":"service.ready","sources":5})"));
}

TEST_F(LogTest, Promise34WritesTheSameErrorOfTheSameSourceOnce) {
  const Log log = make({});
  for (int i = 0; i < 5; ++i) {
    log.event(Level::kWarn, "source.failed", {{"source", "a"}, {"error", "HTTP 500"}});
  }
  log.event(Level::kWarn, "source.failed", {{"source", "b"}, {"error", "HTTP 500"}});
  log.event(Level::kWarn, "source.failed", {{"source", "a"}, {"error", "timeout"}});
  EXPECT_THAT(lines(), SizeIs(3));
}

TEST_F(LogTest, TellsHowOftenASourceFailedWhenItWorksAgain) {
  const Log log = make({});
  for (int i = 0; i < 5; ++i) {
    log.event(Level::kWarn, "source.failed", {{"source", "a"}, {"error", "HTTP 500"}});
  }
  log.event(Level::kInfo, "source.polled", {{"source", "a"}});
  log.event(Level::kInfo, "source.polled", {{"source", "a"}});
  log.event(Level::kWarn, "source.failed", {{"source", "a"}, {"error", "HTTP 500"}});
  EXPECT_THAT(lines(),
              ElementsAre(EndsWith("error=\"HTTP 500\""), EndsWith("source=a suppressed=4"),
                          EndsWith("source.polled source=a"), EndsWith("error=\"HTTP 500\"")));
}

TEST_F(LogTest, TakesARecoveryIntoAccountThatIsBelowItsLevel) {
  const Log log = make({});
  for (int i = 0; i < 3; ++i) {
    log.event(Level::kWarn, "source.failed", {{"source", "a"}, {"error", "HTTP 500"}});
    log.event(Level::kDebug, "source.polled", {{"source", "a"}});
  }
  EXPECT_THAT(lines(), SizeIs(3));
}

TEST_F(LogTest, Promise34WritesALastingErrorOnceADayWithItsCount) {
  const Log log = make({});
  for (int hour = 0; hour < 25; ++hour) {
    log.event(Level::kWarn, "page.failed", {{"source", "a"}, {"error", "HTTP 404"}});
    clock_.advance(std::chrono::hours(1));
  }
  EXPECT_THAT(lines(), ElementsAre(EndsWith("404\""), EndsWith("suppressed=23")));
}

TEST_F(LogTest, GoesOnCountingErrorsOfPagesWhenTheSourceIsPolled) {
  const Log log = make({});
  for (int i = 0; i < 3; ++i) {
    log.event(Level::kWarn, "page.failed", {{"source", "a"}, {"error", "HTTP 404"}, {"url", "x"}});
    log.event(Level::kDebug, "source.polled", {{"source", "a"}});
  }
  EXPECT_THAT(lines(), SizeIs(1));
}

TEST_F(LogTest, NeverCountsEventsThatAreNoErrors) {
  const Log log = make({});
  for (int i = 0; i < 3; ++i) log.event(Level::kInfo, "document.written", {{"source", "a"}});
  EXPECT_THAT(lines(), SizeIs(3));
}

TEST_F(LogTest, KeepsLinesOfSeveralThreadsWhole) {
  const Log log = make({.format = Format::kJson});
  {
    std::vector<std::jthread> threads;
    for (int t = 0; t < 4; ++t) {
      threads.emplace_back([&log] {
        for (int i = 0; i < 100; ++i) log.event(Level::kInfo, "page.fetched", {{"n", i}});
      });
    }
  }
  const auto written = lines();
  ASSERT_THAT(written, SizeIs(400));
  for (const std::string& line : written) EXPECT_THAT(line, EndsWith("}"));
}

TEST(ParseLevel, KnowsTheNamesOfTheCommandLine) {
  EXPECT_EQ(parse_level("warn"), Level::kWarn);
  EXPECT_EQ(parse_level("warning"), std::nullopt);
  EXPECT_EQ(level_name(Level::kError), "error");
  EXPECT_EQ(parse_format("journal"), Format::kJournal);
  EXPECT_EQ(parse_format("xml"), std::nullopt);
}

}  // namespace
}  // namespace tidings::log
