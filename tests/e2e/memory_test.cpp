#include <algorithm>
#include <atomic>
#include <cstdlib>
#include <fstream>
#include <string>
#include <string_view>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/e2e/news_site.hpp"
#include "tests/e2e/program.hpp"

namespace tidings::test {
namespace {

using testing::HasSubstr;

constexpr int kEdition = 500;  // stories that the feed lists at a time

// A paper whose feed lists its latest edition alone.
class DailyPaper {
 public:
  DailyPaper() {
    server_.on("/feed.xml", [this](const Seen&) {
      std::string items;
      for (int i = std::max(0, end_ - kEdition); i < end_; ++i) {
        items += fmt::format("<item><title>Story {0}</title><link>/a/{0}.html</link></item>", i);
      }
      return answer(
          200, "<rss version=\"2.0\"><channel><title>Daily</title>" + items + "</channel></rss>",
          {{"Content-Type", "application/rss+xml"}});
    });
  }

  void publish_edition(int first) {
    for (int i = first; i < first + kEdition; ++i) {
      server_.on(fmt::format("/a/{}.html", i), page(page_of(made_up_story(i))));
    }
    end_ = first + kEdition;
  }

  [[nodiscard]] std::string source() const {
    return fmt::format(
        "{{name: daily, feed: \"http://daily.test/feed.xml\", connect_to: [\"{}\"], "
        "allow_private: true, first_poll: {}}}",
        server_.connect_to("daily.test"), kEdition);
  }

 private:
  std::atomic<int> end_ = 0;
  TestServer server_;
};

double resident_megabytes(pid_t process) {
  std::ifstream status(fmt::format("/proc/{}/status", process));
  for (std::string line; std::getline(status, line);) {
    if (line.starts_with("VmRSS:")) return std::stod(line.substr(6)) * 1024 / 1e6;
  }
  return 0;
}

// What an allocator keeps differs from run to run, so the short form allows more.
TEST(Memory, Promise29IsAsLargeAfterTenTimesThePages) {
  if (!std::string_view(TIDINGS_SANITIZE).empty()) GTEST_SKIP() << "sanitizers keep freed memory";
  const bool is_long = std::getenv("TIDINGS_LONG_TESTS") != nullptr;
  const int few = is_long ? 10'000 : 1'000;
  const int many = is_long ? 100'000 : 5'000;
  const double allowed = is_long ? 1.10 : 1.25;
  DailyPaper paper;
  Workplace place;
  place.configure({paper.source()});
  const Program daemon(place.folder(), place.command({"run"}));
  ASSERT_TRUE(daemon.says("source.polled")) << daemon.err();
  double after_few = 0;
  for (int first = 0; first < many; first += kEdition) {
    if (first == few) after_few = resident_megabytes(daemon.pid());
    paper.publish_edition(first);
    const Ended ended = run_tidings(place.folder(), place.command({"fetch"}));
    ASSERT_THAT(ended.out, HasSubstr(fmt::format("{} written", kEdition))) << ended.err;
  }
  const double after_many = resident_megabytes(daemon.pid());
  EXPECT_LE(after_many, allowed * after_few);
  EXPECT_LE(after_many, 150);
}

}  // namespace
}  // namespace tidings::test
