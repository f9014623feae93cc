#include "tests/parsers/feed/bench_peers.hpp"

#include <algorithm>
#include <cstdio>
#include <ctime>
#include <fstream>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include <benchmark/benchmark.h>
#include <fmt/format.h>
#include <sys/resource.h>

#include "parsers/feed/feed.hpp"
#include "tests/support/temp_folder.hpp"

namespace tidings::feed {
namespace {

constexpr int kRounds = 9;

// What a shell command writes; empty where it fails.
std::string output_of(const std::string& command) {
  const std::unique_ptr<FILE, decltype(&pclose)> pipe(popen(command.c_str(), "r"), pclose);
  std::string text(256, '\0');
  if (!pipe) return {};
  text.resize(std::fread(text.data(), 1, text.size(), pipe.get()));
  return text;
}

double children_seconds() {
  rusage usage{};
  getrusage(RUSAGE_CHILDREN, &usage);
  const auto seconds = [](const timeval& time) {
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
  };
  return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

double own_seconds(std::string_view feed, int times) {
  const std::clock_t start = std::clock();
  for (int i = 0; i < times; ++i) benchmark::DoNotOptimize(parse(feed));
  return static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC / times;
}

double sfeed_seconds(const std::string& file) {
  const double before = children_seconds();
  static_cast<void>(output_of("exec sfeed < " + file + " > /dev/null"));
  return children_seconds() - before;
}

// With the Python that Debian's packages are for.
double feedparser_seconds(const std::string& file) {
  const std::string text =
      output_of("/usr/bin/python3 -c \"import feedparser, time; text = open('" + file +
                "', 'rb').read(); feedparser.parse(text); start = time.process_time(); "
                "feedparser.parse(text); print(time.process_time() - start)\" 2>/dev/null");
  return text.empty() ? 0 : std::stod(text);
}

double median(std::vector<double> values) {
  std::ranges::sort(values);
  return values[values.size() / 2];
}

// Runs both by turns.
void compare(std::string_view name, const std::function<double()>& ours,
             const std::function<double()>& theirs) {
  std::vector<double> our_times, their_times, ratios;
  for (int round = 0; round < kRounds; ++round) {
    our_times.push_back(ours());
    their_times.push_back(theirs());
    ratios.push_back(their_times.back() / our_times.back());
  }
  fmt::print("{:<24} {:8.2f} ms, ours {:7.2f} ms, {:.1f} times\n", name, median(their_times) * 1e3,
             median(our_times) * 1e3, median(ratios));
}

}  // namespace

void compare_with_peers(std::string_view small_feed, std::string_view large_feed) {
  const test::TempFolder folder;
  const auto write = [&folder](const char* name, std::string_view text) {
    const std::string path = folder.path() / name;
    std::ofstream(path) << text;
    return path;
  };
  const std::string small_file = write("small.xml", small_feed);
  const std::string large_file = write("large.xml", large_feed);
  const std::string empty_file = write("empty.xml", "<rss><channel></channel></rss>");
  if (!output_of("command -v sfeed").empty()) {
    const auto above_start = [&empty_file](const std::string& file) {
      return [&empty_file, file] { return sfeed_seconds(file) - sfeed_seconds(empty_file); };
    };
    compare("sfeed, 300 kB", [&] { return own_seconds(small_feed, 20); }, above_start(small_file));
    compare("sfeed, 20 MB", [&] { return own_seconds(large_feed, 1); }, above_start(large_file));
  }
  if (feedparser_seconds(empty_file) > 0) {
    compare(
        "feedparser, 300 kB", [&] { return own_seconds(small_feed, 20); },
        [&] { return feedparser_seconds(small_file); });
  }
}

}  // namespace tidings::feed
