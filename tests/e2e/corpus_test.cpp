#include <cstdlib>
#include <fstream>
#include <sstream>
#include <thread>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <signal.h>
#include <sqlite3.h>

#include "tests/e2e/news_site.hpp"
#include "tests/e2e/program.hpp"

// What happens to the corpus while a daemon holds it, and what is said of it.
namespace tidings::test {
namespace {

using namespace std::chrono_literals;
using testing::HasSubstr;
using testing::SizeIs;
using Json = nlohmann::json;

class CorpusEndToEnd : public testing::Test {
 protected:
  CorpusEndToEnd() {
    for (int i = 1; i <= 3; ++i) site_.publish(made_up_story(i));
    place_.configure({site_.source("post")});
  }
  Ended run(std::vector<std::string> arguments) {
    return run_tidings(place_.folder(), place_.command(std::move(arguments)));
  }
  Program start() { return Program(place_.folder(), place_.command({"run"})); }
  bool has_documents(std::size_t count) const {
    for (int i = 0; i < 4000; ++i) {
      if (place_.documents().size() >= count) return true;
      std::this_thread::sleep_for(5ms);
    }
    return false;
  }
  // The first story word by word, and the first half of the second.
  void publish_copies() {
    Story copy = made_up_story(1);
    copy.path = "/wire/copy.html";
    site_.publish(copy);
    Story teaser = made_up_story(2);
    teaser.path = "/wire/teaser.html";
    teaser.paragraphs.resize(3);
    site_.publish(teaser);
  }
  [[nodiscard]] Json exported(const std::string& url_part) {
    std::istringstream lines(run({"export"}).out);
    for (std::string line; std::getline(lines, line);) {
      const Json json = Json::parse(line, nullptr, false);
      if (json.is_object() && json.value("url", "").contains(url_part)) return json;
    }
    return {};
  }

  NewsSite site_;
  Workplace place_;
};

TEST_F(CorpusEndToEnd, ForgetIsDoneByTheDaemonThatRuns) {
  const Program daemon = start();
  ASSERT_TRUE(has_documents(3)) << daemon.err();
  const Ended ended = run({"forget", "http://post.test/a/2.html"});
  EXPECT_EQ(ended.code, 0) << ended.err;
  EXPECT_THAT(ended.out, HasSubstr("was removed"));
  EXPECT_THAT(place_.documents(), SizeIs(2));
  EXPECT_EQ(run({"fetch"}).code, 0);
  EXPECT_THAT(place_.documents(), SizeIs(2));
  EXPECT_EQ(site_.requests_for("/a/2.html"), 1U);
}

TEST_F(CorpusEndToEnd, ForgettingWhatIsNotThereIsSaidByTheDaemon) {
  const Program daemon = start();
  ASSERT_TRUE(has_documents(3)) << daemon.err();
  const Ended ended = run({"forget", "99"});
  EXPECT_EQ(ended.code, 1);
  EXPECT_THAT(ended.err, HasSubstr("there is no document 099"));
}

TEST_F(CorpusEndToEnd, VerifyReadsBesideADaemon) {
  const Program daemon = start();
  ASSERT_TRUE(has_documents(3)) << daemon.err();
  const Ended ended = run({"verify"});
  EXPECT_EQ(ended.code, 0) << ended.out << ended.err;
  EXPECT_THAT(ended.out, HasSubstr("3 documents, 0 differences"));
}

TEST_F(CorpusEndToEnd, ACommandThatNeedsTheCorpusToItselfSaysWhatToDo) {
  const Program daemon = start();
  ASSERT_TRUE(has_documents(3)) << daemon.err();
  for (const auto& command : std::vector<std::vector<std::string>>{
           {"index"}, {"import", place_.folder().string()}, {"verify", "--repair"}}) {
    const Ended ended = run(command);
    EXPECT_EQ(ended.code, 3) << command.front();
    EXPECT_THAT(ended.err, HasSubstr("systemctl stop tidings")) << command.front();
  }
}

TEST_F(CorpusEndToEnd, StatusTellsWhereElseATextWasSeen) {
  publish_copies();
  (void)run({"fetch"});
  const std::string out = run({"status"}).out;
  EXPECT_THAT(out, HasSubstr("same text in 2 places"));
  EXPECT_THAT(out, HasSubstr("/wire/copy.html"));
  EXPECT_THAT(run({"status", "post"}).out, HasSubstr("/wire/teaser.html"));
}

TEST_F(CorpusEndToEnd, ExportTellsWhereElseATextWasSeenAndHowSimilarItIs) {
  (void)run({"fetch"});
  publish_copies();
  (void)run({"fetch"});
  const Json copied = exported("/a/1.html");
  EXPECT_EQ(copied.value("places", 0), 2);
  EXPECT_THAT(copied["seen"].at(1).value("url", ""), HasSubstr("/wire/copy.html"));
  EXPECT_EQ(copied["seen"].at(1).value("source", ""), "post");
  EXPECT_EQ(copied["seen"].at(1).value("similarity", 0.0), 1.0);
  const Json shortened = exported("/a/2.html");
  EXPECT_EQ(shortened.value("places", 0), 2);
  EXPECT_THAT(shortened["seen"].at(1).value("url", ""), HasSubstr("/wire/teaser.html"));
}

// Large enough not to be checked whole at the start.
void make_large(const std::filesystem::path& state) {
  sqlite3* database = nullptr;
  ASSERT_EQ(sqlite3_open(state.c_str(), &database), SQLITE_OK);
  EXPECT_EQ(
      sqlite3_exec(database,
                   "WITH RECURSIVE i(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM i WHERE n < "
                   "20) INSERT INTO event(source, time, name, fields) SELECT 'old', 0, 'old', "
                   "printf('%.*c', 1000000, 'x') FROM i; PRAGMA wal_checkpoint(TRUNCATE)",
                   nullptr, nullptr, nullptr),
      SQLITE_OK);
  sqlite3_close(database);
}

TEST_F(CorpusEndToEnd, DamageDeepInALargeStateIsFoundBehindTheStart) {
  ASSERT_EQ(run({"fetch"}).code, 0);
  const auto state = place_.folder() / "state.db";
  make_large(state);
  {
    std::fstream file(state, std::ios::in | std::ios::out | std::ios::binary);
    file.seekp(10'000'000 / 4096 * 4096);
    file << std::string(4096, '\xff');
  }
  const Program daemon = start();
  ASSERT_TRUE(daemon.says("service.ready"));
  EXPECT_TRUE(daemon.says("state.damaged")) << daemon.err();
  EXPECT_THAT(run({"verify"}).out, HasSubstr("3 documents, 0 differences"));
}

struct Sum {
  std::int64_t listed = 0;
  std::int64_t parts = 0;
};

Sum sum_of(const Json& source) {
  Sum sum;
  for (const auto& [name, count] : source.at("ledger").items()) {
    (name == "listed" ? sum.listed : sum.parts) += count.get<std::int64_t>();
  }
  return sum;
}

TEST_F(CorpusEndToEnd, Promise31TheLedgerAddsUpWheneverItIsRead) {
  for (int i = 4; i <= 30; ++i) site_.publish(made_up_story(i));
  site_.list("/gone.html", "Gone");
  publish_copies();
  const Program daemon = start();
  ASSERT_TRUE(daemon.says("service.ready")) << daemon.err();
  std::int64_t listed = 0;
  for (int sample = 0; sample < 2000 && !(listed == 33 && has_documents(30)); ++sample) {
    const Json status = Json::parse(run({"status", "--json"}).out, nullptr, false);
    ASSERT_TRUE(status.is_object());
    for (const Json& source : status["sources"]) {
      const Sum sum = sum_of(source);
      ASSERT_EQ(sum.listed, sum.parts) << source.dump();
      listed = sum.listed;
    }
  }
  EXPECT_EQ(listed, 33);
}

class RetentionEndToEnd : public CorpusEndToEnd {};

TEST_F(RetentionEndToEnd, TheOldestGoWhenThereAreTooMany) {
  (void)run({"fetch"});
  place_.configure({site_.source("post")}, "keep: {documents: 2}\n");
  const Program daemon = start();
  ASSERT_TRUE(daemon.says("retention.removed")) << daemon.err();
  EXPECT_THAT(place_.documents(), SizeIs(2));
  EXPECT_THAT(run({"verify"}).out, HasSubstr("2 documents, 0 differences"));
}

TEST_F(RetentionEndToEnd, Promise8WhatWasRemovedAndIsStillListedIsNotFetchedAgain) {
  (void)run({"fetch"});
  place_.configure({site_.source("post")}, "keep: {documents: 1}\n");
  const Program daemon = start();
  ASSERT_TRUE(daemon.says("retention.removed")) << daemon.err();
  const int cycles = std::getenv("TIDINGS_LONG_TESTS") == nullptr ? 10 : 100;
  for (int cycle = 0; cycle < cycles; ++cycle) {
    site_.list("/a/3.html", "Another title each time: the feed has changed");
    ASSERT_EQ(run({"fetch"}).code, 0);
  }
  EXPECT_EQ(site_.requests_for("/a/1.html"), 1U);
  EXPECT_EQ(site_.requests_for("/a/2.html"), 1U);
  EXPECT_THAT(place_.documents(), SizeIs(1));
}

}  // namespace
}  // namespace tidings::test
