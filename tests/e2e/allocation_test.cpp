#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/e2e/news_site.hpp"
#include "tests/e2e/program.hpp"

// Promise 5: an allocation that fails, anywhere in a run, ends it with a message or not at all. The
// allocations are counted and failed by tests/support/failing_malloc.cpp, which is loaded before
// the C library.
namespace tidings::test {
namespace {

namespace fs = std::filesystem;

constexpr const char* kFeed =
    "<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>Caf&eacute; news</title>"
    "<item><title>One &amp; two</title><link>http://a.example/1</link><pubDate>Thu, 12 Mar 2026 "
    "08:00:00 "
    "GMT</pubDate><description><![CDATA[<p>Text</p>]]></description></item></channel></rss>";
constexpr const char* kAtom =
    "<feed "
    "xmlns=\"http://www.w3.org/2005/Atom\"><title>News</title><entry><title>One</title><id>urn:1</"
    "id>"
    "<link href=\"/1\"/><updated>2026-03-12T08:00:00Z</updated></entry></feed>";
constexpr const char* kJsonFeed =
    R"({"version":"https://jsonfeed.org/version/1.1","title":"News","items":[{"id":"1","url":"http://a.example/1",)"
    R"("title":"One","content_html":"<p>Text</p>"}]})";
constexpr const char* kSitemap =
    "<urlset "
    "xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\"><url><loc>http://a.example/1</loc>"
    "<lastmod>2026-03-12</lastmod></url></urlset>";

struct Input {
  std::string command;
  std::string bytes;
};

// Twenty inputs: stories of several lengths and encodings, feeds of each kind, and broken ones.
std::vector<Input> inputs() {
  std::vector<Input> all;
  for (int i = 1; i <= 8; ++i) {
    Story story = made_up_story(i);
    story.paragraphs.resize(static_cast<std::size_t>(i) % 5 + 1);
    all.push_back({"extract", page_of(story)});
  }
  const std::string page = page_of(made_up_story(9));
  all.push_back({"extract", page.substr(0, page.size() / 2)});
  all.push_back({"extract", "<meta charset=windows-1252><p>" + std::string(400, '\xe9')});
  all.push_back({"extract", "<p>\xe6\x97\xa5\xe6\x9c\xac" + page});
  all.push_back({"extract", "<table><tr><td>" + page});
  for (const char* feed : {kFeed, kAtom, kJsonFeed, kSitemap}) {
    all.push_back({"feed", feed});
    all.push_back({"feed", std::string(feed).substr(0, std::string_view(feed).size() * 2 / 3)});
  }
  return all;
}

class AllocationEndToEnd : public testing::Test {
 protected:
  // `failing`: the number of the allocation that fails, 0 for none.
  Ended run(const Input& input, long failing) {
    const fs::path file = place_.folder() / "input";
    std::ofstream(file, std::ios::binary) << input.bytes;
    ::setenv("LD_PRELOAD", TIDINGS_FAILING_MALLOC, 1);
    ::setenv("FAIL_ALLOCATION", std::to_string(failing).c_str(), 1);
    ::setenv("COUNT_ALLOCATIONS", (place_.folder() / "count").c_str(), 1);
    const Ended ended = run_tidings(place_.folder(), {input.command, file.string()});
    ::unsetenv("LD_PRELOAD");
    return ended;
  }
  [[nodiscard]] long counted() const { return std::stol(read_file(place_.folder() / "count")); }

  Workplace place_;
};

TEST_F(AllocationEndToEnd, Promise5AnAllocationThatFailsIsAMessageOrMakesNoDifference) {
  if (!std::string_view(TIDINGS_SANITIZE).empty()) GTEST_SKIP() << "sanitizers allocate themselves";
  const long tries = std::getenv("TIDINGS_LONG_TESTS") == nullptr ? 12 : 200;
  for (const Input& input : inputs()) {
    const Ended whole = run(input, 0);
    const long allocations = counted();
    ASSERT_GT(allocations, 1000) << "nothing is counted";
    for (long i = 0; i < tries; ++i) {
      const long failing = 1 + i * allocations / tries;
      const Ended ended = run(input, failing);
      const bool same = ended.code == whole.code && ended.out == whole.out;
      EXPECT_TRUE(same || (ended.code < 128 && !ended.err.empty()))
          << input.command << " with allocation " << failing << " of " << allocations
          << " failing: status " << ended.code << ", " << ended.err;
    }
  }
}

}  // namespace
}  // namespace tidings::test
