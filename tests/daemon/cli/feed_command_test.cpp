#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "daemon/cli/app.hpp"
#include "daemon/cli/batch.hpp"
#include "tests/support/compress.hpp"

namespace tidings::cli {
namespace {

namespace fs = std::filesystem;

using testing::HasSubstr;

constexpr const char* kFeed =
    "<rss version='2.0'><channel><title>Harbour</title><item><title>Ferry</title>"
    "<link>/1</link><pubDate>Thu, 14 Mar 2024 09:26:53 +0100</pubDate>"
    "<description>Late</description></item></channel></rss>";

class FeedCommand : public testing::Test {
 protected:
  FeedCommand()
      : folder_(fs::path(testing::TempDir()) /
                (std::string("feed_") +
                 testing::UnitTest::GetInstance()->current_test_info()->name())) {
    fs::create_directories(folder_);
  }
  ~FeedCommand() override { fs::remove_all(folder_); }

  std::string write(const std::string& name, const std::string& bytes) {
    std::ofstream(folder_ / name, std::ios::binary) << bytes;
    return (folder_ / name).string();
  }

  int run(std::vector<std::string> words) {
    std::vector<const char*> arguments{"tidings", "feed"};
    for (const std::string& word : words) arguments.push_back(word.c_str());
    testing::internal::CaptureStdout();
    testing::internal::CaptureStderr();
    const int status = run_program(static_cast<int>(arguments.size()), arguments.data());
    out_ = testing::internal::GetCapturedStdout();
    error_ = testing::internal::GetCapturedStderr();
    return status;
  }

  fs::path folder_;
  std::string out_;
  std::string error_;
};

TEST_F(FeedCommand, PrintsAFeedAsJson) {
  const std::string file = write("a.xml", kFeed);
  EXPECT_EQ(run({"--format", "json", "--base-url", "https://h.example/rss", file}), kOk);
  const Json feed = Json::parse(out_);
  EXPECT_EQ(feed["type"], "feed");
  EXPECT_EQ(feed["title"], "Harbour");
  EXPECT_EQ(feed["items"][0]["link"], "https://h.example/1");
  EXPECT_EQ(feed["items"][0]["published"], "2024-03-14T09:26:53+01:00");
  EXPECT_TRUE(feed["items"][0]["updated"].is_null());
}

TEST_F(FeedCommand, PrintsAFeedAsText) {
  EXPECT_EQ(run({write("a.xml", kFeed)}), kOk);
  EXPECT_THAT(out_, HasSubstr("rss 2.0: Harbour\n"));
  EXPECT_THAT(out_, HasSubstr("2024-03-14  Ferry\n"));
}

TEST_F(FeedCommand, UnpacksGzipWithAndWithoutTheSuffix) {
  const std::string packed = test::gzip(kFeed);
  for (const std::string name : {"a.xml", "a.xml.gz"}) {
    EXPECT_EQ(run({"--format", "json", write(name, packed)}), kOk) << error_;
    EXPECT_EQ(Json::parse(out_)["title"], "Harbour");
  }
}

TEST_F(FeedCommand, SaysWhatAFileIsInstead) {
  EXPECT_EQ(run({write("a.html", "<html><body>x</body></html>")}), kPartial);
  EXPECT_THAT(error_, HasSubstr("this is an HTML page"));
  EXPECT_EQ(run({(folder_ / "missing").string()}), kPartial);
  EXPECT_EQ(run({}), kUsage);
}

TEST_F(FeedCommand, AnswersEachLineOfABatch) {
  write("a.xml", kFeed);
  const std::string batch = write("batch.jsonl",
                                  "{\"id\":\"1\",\"path\":\"a.xml\"}\n"
                                  "{\"id\":\"2\",\"path\":\"missing.xml\"}\n");
  EXPECT_EQ(run({"--batch", batch}), kOk);
  const std::size_t end = out_.find('\n');
  const Json first = Json::parse(out_.substr(0, end));
  const Json second = Json::parse(out_.substr(end + 1));
  EXPECT_EQ(first["id"], "1");
  EXPECT_EQ(first["feed"]["items"].size(), 1U);
  EXPECT_EQ(second["id"], "2");
  EXPECT_TRUE(second.contains("error"));
}

}  // namespace
}  // namespace tidings::cli
