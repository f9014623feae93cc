#include <functional>
#include <thread>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <signal.h>

#include "parsers/document/document.hpp"
#include "tests/e2e/news_site.hpp"
#include "tests/e2e/program.hpp"

namespace tidings::test {
namespace {

using namespace std::chrono_literals;
using testing::HasSubstr;
using testing::Not;
using testing::SizeIs;

class DaemonEndToEnd : public testing::Test {
 protected:
  DaemonEndToEnd() {
    for (int i = 1; i <= 3; ++i) site_.publish(made_up_story(i));
    place_.configure({site_.source("post")});
  }
  Program start() { return Program(place_.folder(), place_.command({"run"})); }
  Ended run(std::vector<std::string> arguments) {
    return run_tidings(place_.folder(), place_.command(std::move(arguments)));
  }
  // Waits until the corpus has so many documents.
  bool has_documents(std::size_t count) const {
    return eventually([&] { return place_.documents().size() >= count; });
  }

  static bool eventually(const std::function<bool()>& holds) {
    for (int i = 0; i < 4000 && !holds(); ++i) std::this_thread::sleep_for(5ms);
    return holds();
  }

  NewsSite site_;
  Workplace place_;
};

TEST_F(DaemonEndToEnd, PollsItsSourcesByItself) {
  const Program daemon = start();
  EXPECT_TRUE(has_documents(3)) << daemon.err();
}

TEST_F(DaemonEndToEnd, EndsWithStatus0AtSigterm) {
  Program daemon = start();
  ASSERT_TRUE(daemon.says("service.ready"));
  daemon.signal(SIGTERM);
  EXPECT_EQ(daemon.wait(5s).code, 0);
}

TEST_F(DaemonEndToEnd, Promise14EndsWithin5SecondsWith64TransfersUnderWay) {
  site_.server().on("/feed.xml", hang());
  std::vector<std::string> sources;
  for (int i = 0; i < 64; ++i) sources.push_back(site_.source(fmt::format("hanging{}", i)));
  place_.configure(sources);
  Program daemon = start();
  ASSERT_TRUE(eventually([&] { return site_.requests_for("/feed.xml") == 64; })) << daemon.err();
  daemon.signal(SIGTERM);
  EXPECT_EQ(daemon.wait(5s).code, 0);
}

TEST_F(DaemonEndToEnd, FetchTriggersItAndFollowsToTheEnd) {
  const Program daemon = start();
  ASSERT_TRUE(has_documents(3)) << daemon.err();
  site_.publish(made_up_story(4));
  const Ended ended = run({"fetch"});
  EXPECT_EQ(ended.code, 0) << ended.err;
  EXPECT_THAT(ended.out, HasSubstr("1 written"));
  EXPECT_THAT(place_.documents(), SizeIs(4));
}

TEST_F(DaemonEndToEnd, ASecondDaemonIsKeptOutByName) {
  const Program daemon = start();
  ASSERT_TRUE(daemon.says("service.ready"));
  const Ended second = run({"run"});
  EXPECT_EQ(second.code, 3);
  EXPECT_THAT(second.err, HasSubstr("process "));
}

TEST_F(DaemonEndToEnd, Promise15AReloadTakesUpANewSource) {
  const Program daemon = start();
  ASSERT_TRUE(has_documents(3)) << daemon.err();
  NewsSite other;
  other.publish(made_up_story(9));
  place_.configure({site_.source("post"), other.source("other")});
  daemon.signal(SIGHUP);
  EXPECT_TRUE(has_documents(4)) << daemon.err();
}

TEST_F(DaemonEndToEnd, Promise15AReloadCancelsNoTransfer) {
  site_.server().on("/feed.xml", [](const Seen&) {
    return Reply().wait(1500ms).send(
        answer(200, "<rss version='2.0'><channel><title>slow</title></channel></rss>")
            .steps.front()
            .bytes);
  });
  const Program daemon = start();
  ASSERT_TRUE(eventually([&] { return site_.requests_for("/feed.xml") == 1; }));
  daemon.signal(SIGHUP);
  ASSERT_TRUE(daemon.says("service.reloaded"));
  EXPECT_THAT(daemon.err(), Not(HasSubstr("source.polled")));
  EXPECT_TRUE(daemon.says("source.polled")) << daemon.err();
}

TEST_F(DaemonEndToEnd, Promise28FiftyRestartsAskForNothingThatIsNotDue) {
  for (int restart = 0; restart <= 50; ++restart) {
    Program daemon = start();
    if (restart == 0) {
      ASSERT_TRUE(has_documents(3)) << daemon.err();
    } else {
      ASSERT_TRUE(daemon.says("service.ready"));
    }
    daemon.signal(restart % 2 == 0 ? SIGTERM : SIGKILL);
    (void)daemon.wait();
  }
  EXPECT_EQ(site_.server().seen().size(), 5U);  // feed, robots.txt and three pages, once each
}

TEST_F(DaemonEndToEnd, Promise15ABrokenReloadLeavesTheOldConfigurationInForce) {
  const Program daemon = start();
  ASSERT_TRUE(has_documents(3)) << daemon.err();
  place_.configure({"{name: post, fed: x}"});
  daemon.signal(SIGHUP);
  ASSERT_TRUE(daemon.says("reload.failed"));
  EXPECT_THAT(daemon.err(), HasSubstr("tidings.yaml:5:"));
  place_.configure({site_.source("post")});
  site_.publish(made_up_story(4));
  EXPECT_EQ(run({"fetch"}).code, 0);
  EXPECT_THAT(place_.documents(), SizeIs(4));
}

TEST_F(DaemonEndToEnd, StatusTellsOfTheSourceWhileItRuns) {
  const Program daemon = start();
  ASSERT_TRUE(has_documents(3)) << daemon.err();
  const Ended ended = run({"status"});
  EXPECT_EQ(ended.code, 0) << ended.err;
  EXPECT_THAT(ended.out, HasSubstr("post"));
}

TEST_F(DaemonEndToEnd, StatusOfASourceListsItsLastEvents) {
  (void)run({"fetch"});
  EXPECT_THAT(run({"status", "post"}).out, HasSubstr("document.written"));
}

TEST_F(DaemonEndToEnd, KilledAtAnyMomentItLosesAndDoublesNothing) {
  for (int i = 4; i <= 20; ++i) site_.publish(made_up_story(i));
  for (int kill = 0; kill < 12; ++kill) {
    Program daemon = start();
    std::this_thread::sleep_for(std::chrono::milliseconds(15 + 23 * kill));
    daemon.signal(SIGKILL);
    (void)daemon.wait();
  }
  const Ended ended = run({"fetch"});
  EXPECT_EQ(ended.code, 0) << ended.err;
  const auto documents = place_.documents();
  EXPECT_THAT(documents, SizeIs(20));
  for (const auto& [name, text] : documents) {
    EXPECT_THAT(name, HasSubstr(document::hex(document::content_hash(text)).substr(0, 16)));
    EXPECT_THAT(place_.index(), HasSubstr(name));
  }
  EXPECT_EQ(run({"verify"}).code, 0);
}

}  // namespace
}  // namespace tidings::test
