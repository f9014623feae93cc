#include <algorithm>
#include <filesystem>
#include <string>
#include <vector>

#include <benchmark/benchmark.h>
#include <gumbo.h>

#include "daemon/cli/input_file.hpp"
#include "parsers/article/article.hpp"
#include "parsers/html/document.hpp"
#include "tests/parsers/html/hazards.hpp"
#include "tests/support/cpu_time.hpp"

// The whole of extraction beside stock gumbo on the same bytes: real pages, when TIDINGS_SHARED
// names the corpora, else one that is made up.
namespace {

namespace fs = std::filesystem;

std::string made_up_page() {
  std::string page = "<html><head><title>A page</title></head><body><nav><ul>";
  for (int i = 0; i < 60; ++i) page += "<li><a href='/section'>A section</a></li>";
  page += "</ul></nav><script>" + std::string(60'000, 'x') + "</script><article><h1>A page</h1>";
  for (int i = 0; i < 40; ++i) {
    page +=
        "<p class='text'>A paragraph, as long as they are in news, with <a href='/x'>a link</a> "
        "and <b>some</b> formatting in it, that says little but says it twice.</p>\n";
  }
  return page + "</article></body></html>";
}

const std::vector<std::string>& pages() {
  static const std::vector<std::string> kPages = [] {
    std::vector<std::string> result;
    const char* shared = std::getenv("TIDINGS_SHARED");
    for (const char* set : {"scrapinghub", "fundus"}) {
      const fs::path folder =
          fs::path(shared == nullptr ? "" : shared) / "corpus/extraction" / set / "pages";
      std::error_code error;
      for (const auto& entry : fs::directory_iterator(folder, error)) {
        if (auto bytes = tidings::cli::read_input_file(entry.path()))
          result.push_back(std::move(*bytes));
      }
    }
    if (result.empty()) result.push_back(made_up_page());
    return result;
  }();
  return kPages;
}

std::int64_t total_bytes() {
  std::int64_t bytes = 0;
  for (const std::string& page : pages()) bytes += static_cast<std::int64_t>(page.size());
  return bytes;
}

void count(benchmark::State& state) {
  state.SetBytesProcessed(state.iterations() * total_bytes());
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(pages().size()));
  state.SetLabel(std::to_string(pages().size()) + " pages");
}

void stock_gumbo(benchmark::State& state) {
  for (auto _ : state) {
    for (const std::string& page : pages()) {
      GumboOutput* output =
          gumbo_parse_with_options(&kGumboDefaultOptions, page.data(), page.size());
      gumbo_destroy_output(&kGumboDefaultOptions, output);
    }
  }
  count(state);
}

void parse(benchmark::State& state) {
  for (auto _ : state) {
    for (const std::string& page : pages()) {
      benchmark::DoNotOptimize(tidings::html::Document::parse(page));
    }
  }
  count(state);
}

void extract(benchmark::State& state) {
  for (auto _ : state) {
    for (const std::string& page : pages()) {
      benchmark::DoNotOptimize(tidings::article::extract(page, {}));
    }
  }
  count(state);
}

// The CPU time of the hostile page that takes the most.
void worst_hazard(benchmark::State& state) {
  for (auto _ : state) {
    double most = 0;
    for (const tidings::html::Hazard& hazard : tidings::html::hazards()) {
      const double start = tidings::thread_seconds();
      benchmark::DoNotOptimize(tidings::article::extract(hazard.page, {}));
      const double seconds = tidings::thread_seconds() - start;
      if (seconds > most) state.SetLabel(std::string(hazard.name));
      most = std::max(most, seconds);
    }
    state.SetIterationTime(most);
  }
}

}  // namespace

BENCHMARK(stock_gumbo)->Unit(benchmark::kMillisecond);
BENCHMARK(parse)->Unit(benchmark::kMillisecond);
BENCHMARK(extract)->Unit(benchmark::kMillisecond);

BENCHMARK(worst_hazard)->Unit(benchmark::kMillisecond)->UseManualTime()->Iterations(3);

BENCHMARK_MAIN();
