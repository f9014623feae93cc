#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <regex>
#include <string>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include "tests/e2e/news_site.hpp"
#include "tests/e2e/program.hpp"

// Promise 23: without root, and no write outside of its own folders; shown by a traced run.
namespace tidings::test {
namespace {

namespace fs = std::filesystem;
using testing::IsEmpty;
using testing::SizeIs;

// The paths in a trace that were opened for writing, made, renamed to or removed.
std::vector<std::string> written_paths(const fs::path& trace) {
  static const std::regex kOpened(R"re(open(?:at)?\(.*"([^"]+)", [^)]*O_(?:WRONLY|RDWR|CREAT))re");
  static const std::regex kChanged(
      R"re((?:mkdir|unlink|rmdir|rename|link|symlink|truncate|chmod|chown|mknod)[a-z0-9]*\(.*"([^"]+)")re");
  std::vector<std::string> paths;
  std::ifstream in(trace);
  for (std::string line; std::getline(in, line);) {
    std::smatch match;
    if (std::regex_search(line, match, kOpened) || std::regex_search(line, match, kChanged))
      paths.push_back(match[1]);
  }
  return paths;
}

class TracedRun : public testing::Test {
 protected:
  TracedRun() {
    for (int i = 1; i <= 3; ++i) site_.publish(made_up_story(i));
    place_.configure({site_.source("post")});
    fs::permissions(place_.folder(), fs::perms::all);
  }
  // A fetch under strace, as a user without rights where the test is root. False: it cannot be.
  [[nodiscard]] bool run() const {
    const std::string user =
        ::geteuid() == 0 ? "setpriv --reuid=65534 --regid=65534 --clear-groups " : "";
    const std::string command = fmt::format(
        "{0} strace -f -qq -e trace=%file -o {1}/trace {2} --config {1}/tidings.yaml fetch "
        ">{1}/said 2>&1",
        user, place_.folder().string(), TIDINGS_BINARY);
    return std::system("command -v strace >/dev/null && strace -qq -o /dev/null true") == 0 &&
           std::system(command.c_str()) == 0;
  }

  NewsSite site_;
  Workplace place_;
};

TEST_F(TracedRun, Promise23WritesToItsOwnFoldersOnly) {
  if (!run()) GTEST_SKIP() << "strace cannot be used here";
  ASSERT_THAT(place_.documents(), SizeIs(3));
  std::vector<std::string> outside;
  const auto written = written_paths(place_.folder() / "trace");
  for (const std::string& path : written) {
    // A relative one is below the descriptor of the corpus folder.
    const bool inside = path.starts_with(place_.folder().string()) || path == "/dev/null" ||
                        (!path.starts_with('/') && path.find("..") == std::string::npos);
    if (!inside) outside.push_back(path);
  }
  EXPECT_THAT(outside, IsEmpty());
  EXPECT_GT(written.size(), 5U);  // the trace did see the writes there are
}

}  // namespace
}  // namespace tidings::test
