#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "daemon/cli/app.hpp"
#include "daemon/cli/batch.hpp"

namespace tidings::cli {
namespace {

namespace fs = std::filesystem;

// A folder of its own for each test, removed after it.
class ParserCommands : public testing::Test {
 protected:
  ParserCommands()
      : folder_(fs::path(testing::TempDir()) /
                testing::UnitTest::GetInstance()->current_test_info()->name()) {
    fs::create_directories(folder_);
  }
  ~ParserCommands() override { fs::remove_all(folder_); }

  void write(const std::string& name, const std::string& bytes) {
    std::ofstream(folder_ / name, std::ios::binary) << bytes;
  }

  // The answers of `tidings COMMAND --batch` to these lines.
  std::vector<Json> answers(const char* command, const std::string& lines) {
    write("batch.jsonl", lines);
    const std::string file = (folder_ / "batch.jsonl").string();
    const std::vector<const char*> arguments{"tidings", command, "--batch", file.c_str()};
    testing::internal::CaptureStdout();
    EXPECT_EQ(run_program(static_cast<int>(arguments.size()), arguments.data()), kOk);
    std::istringstream out(testing::internal::GetCapturedStdout());
    std::vector<Json> parsed;
    for (std::string line; std::getline(out, line);) parsed.push_back(Json::parse(line));
    return parsed;
  }

 private:
  fs::path folder_;
};

TEST_F(ParserCommands, UrlPrintsCanonicalForms) {
  const auto lines = answers("url", R"({"id":1,"input":"HTTP://A.example/b?utm_source=x&c#d"})"
                                    "\n"
                                    R"({"id":2,"input":"../e","base":"https://a.example/b/c/d"})"
                                    "\n"
                                    R"({"id":3,"input":"mailto:a@b.example"})"
                                    "\n"
                                    R"({"id":4,"input":"/e","base":"no base"})");
  ASSERT_EQ(lines.size(), 4U);
  EXPECT_EQ(lines[0], (Json{{"id", 1}, {"canonical", "http://a.example/b?c"}}));
  EXPECT_EQ(lines[1], (Json{{"id", 2}, {"canonical", "https://a.example/b/e"}}));
  EXPECT_EQ(lines[2], (Json{{"id", 3}, {"canonical", nullptr}}));
  EXPECT_EQ(lines[3], (Json{{"id", 4}, {"canonical", nullptr}}));
}

TEST_F(ParserCommands, UrlComparesPairs) {
  const auto lines =
      answers("url", R"({"id":"a","same":["https://a.example/?fbclid=1","https://A.example"]})"
                     "\n"
                     R"({"id":"b","same":["https://a.example/x","https://a.example/y"]})"
                     "\n"
                     R"({"id":"c","same":["no url","no url"]})");
  ASSERT_EQ(lines.size(), 3U);
  EXPECT_EQ(lines[0]["same"], true);
  EXPECT_EQ(lines[1]["same"], false);
  EXPECT_EQ(lines[2]["same"], false);
}

TEST_F(ParserCommands, OneBadLineNeverEndsTheRun) {
  const auto lines = answers("url",
                             "not JSON\n{\"id\":2}\n{\"id\":3,\"input\":7}\n"
                             "{\"id\":4,\"input\":\"http://a.example\"}\n");
  ASSERT_EQ(lines.size(), 4U);
  for (const std::size_t bad : {0U, 1U, 2U}) EXPECT_TRUE(lines[bad].contains("error")) << bad;
  EXPECT_EQ(lines[3]["canonical"], "http://a.example/");
}

TEST_F(ParserCommands, RobotsPrintsVerdictDelayAndSitemaps) {
  const auto lines = answers(
      "robots",
      R"({"id":1,"robots_txt":"User-agent: *\nDisallow: /a\nCrawl-delay: 3\nSitemap: /s.xml",)"
      R"("user_agent":"tidings","url":"https://news.example/a?b"})");
  ASSERT_EQ(lines.size(), 1U);
  EXPECT_EQ(lines[0], (Json{{"id", 1},
                            {"allowed", false},
                            {"crawl_delay", 3.0},
                            {"sitemaps", {"/s.xml"}},
                            {"line", 2},
                            {"text", "Disallow: /a"}}));
}

TEST_F(ParserCommands, RobotsTakesBase64StatusAndRedirectsIntoAccount) {
  const std::string request = R"("user_agent":"tidings","url":"https://news.example/a")";
  const auto lines =
      answers("robots",
              // "User-agent: *\nDisallow: /"
              R"({"robots_txt_b64":"VXNlci1hZ2VudDogKgpEaXNhbGxvdzogLw==",)" + request + "}\n" +
                  R"({"robots_txt_b64":"***",)" + request + "}\n" + R"({"http_status":404,)" +
                  request + "}\n" + R"({"http_status":0,)" + request + "}\n" +
                  R"({"robots_txt":"User-agent: *\nDisallow: /","redirects":5,)" + request + "}\n" +
                  R"({"robots_txt":"User-agent: *\nDisallow: /","redirects":6,)" + request + "}\n");
  ASSERT_EQ(lines.size(), 6U);
  EXPECT_EQ(lines[0]["allowed"], false);
  EXPECT_TRUE(lines[1].contains("error"));
  EXPECT_EQ(lines[2]["allowed"], true);
  EXPECT_EQ(lines[3]["allowed"], false);
  EXPECT_EQ(lines[4]["allowed"], false);
  EXPECT_EQ(lines[5]["allowed"], true);
}

TEST_F(ParserCommands, RobotsHoldsForOtherSchemesToo) {
  const auto lines =
      answers("robots", R"({"robots_txt":"User-agent: *\nDisallow: /a","user_agent":"tidings",)"
                        R"("url":"ftp://news.example/a#b"})");
  ASSERT_EQ(lines.size(), 1U);
  EXPECT_EQ(lines[0]["allowed"], false);
}

TEST_F(ParserCommands, CharsetPrintsEncodingTextAndSource) {
  write("page.html", "<p>caf\xE9</p>");
  write("feed.xml", "<?xml version='1.0' encoding='koi8-r'?><a>\xF0\xD2\xC9</a>");
  const auto lines =
      answers("charset", R"({"id":1,"file":"page.html","content_type":"text/html; charset=latin1"})"
                         "\n"
                         R"({"id":2,"file":"feed.xml"})"
                         "\n"
                         R"({"id":3,"file":"none.html"})");
  ASSERT_EQ(lines.size(), 3U);
  EXPECT_EQ(
      lines[0],
      (Json{
          {"id", 1}, {"encoding", "windows-1252"}, {"text", "<p>café</p>"}, {"source", "header"}}));
  EXPECT_EQ(lines[1]["encoding"], "KOI8-R");
  EXPECT_EQ(lines[1]["source"], "xml-declaration");
  EXPECT_TRUE(lines[2].contains("error"));
}

}  // namespace
}  // namespace tidings::cli
