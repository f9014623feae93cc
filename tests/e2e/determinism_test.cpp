#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <random>
#include <set>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/e2e/news_site.hpp"
#include "tests/e2e/program.hpp"

namespace tidings::test {
namespace {

// Stories of which every fifth is a near copy and every seventh an exact one of an earlier.
std::vector<Story> stories(int count) {
  std::vector<Story> all;
  for (int i = 0; i < count; ++i) {
    Story story = made_up_story(i % 7 == 6 || i % 5 == 4 ? i / 2 : i);
    story.path = fmt::format("/a/{}.html", i);
    if (i % 5 == 4) story.paragraphs[2] = made_up_story(i + 100'000).paragraphs[2];
    all.push_back(std::move(story));
  }
  return all;
}

// The hashes in the names of the documents that one fetch writes.
std::set<std::string> fetched(const std::vector<Story>& all, int workers) {
  NewsSite site;
  Workplace place;
  for (const Story& story : all) site.publish(story);
  std::string config = fmt::format(
      "corpus: corpus\nstate: state.db\nfetch: {{host_delay: 0s, per_host: 16, workers: {}}}\n"
      "sources:\n  - {}\n",
      workers, site.source("post", ", near_duplicates: keep, first_poll: 2000"));
  std::ofstream(place.folder() / "tidings.yaml") << config;
  const Ended ended = run_tidings(place.folder(), place.command({"fetch"}));
  EXPECT_EQ(ended.code, 0) << ended.err;
  std::set<std::string> hashes;
  for (const auto& [name, text] : place.documents()) {
    EXPECT_TRUE(hashes.insert(name.substr(name.find('_'))).second) << name;
  }
  return hashes;
}

TEST(Determinism, Promise9TheSamePagesGiveTheSameDocumentsInAnyOrderWithAnyNumberOfWorkers) {
  const int count = std::getenv("TIDINGS_LONG_TESTS") == nullptr ? 140 : 1000;
  const int times = std::getenv("TIDINGS_LONG_TESTS") == nullptr ? 1 : 2;
  std::vector<Story> all = stories(count);
  const std::set<std::string> expected = fetched(all, 1);
  EXPECT_GT(expected.size(), static_cast<std::size_t>(count) / 2);
  std::mt19937 random(9);
  for (int order = 0; order < 3; ++order) {
    for (const int workers : {1, 2, 8}) {
      for (int time = 0; time < times; ++time) {
        EXPECT_EQ(fetched(all, workers), expected) << "order " << order << ", workers " << workers;
      }
    }
    std::ranges::shuffle(all, random);
  }
}

}  // namespace
}  // namespace tidings::test
