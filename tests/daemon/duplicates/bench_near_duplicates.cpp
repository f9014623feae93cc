#include <fstream>

#include <benchmark/benchmark.h>
#include <unistd.h>

#include "daemon/duplicates/near_duplicates.hpp"
#include "tests/daemon/duplicates/made_up_text.hpp"

namespace tidings::duplicates {
namespace {

void make_signature(benchmark::State& state) {
  const std::string text = made_up_text(1);
  for (auto _ : state) benchmark::DoNotOptimize(fingerprint::make_signature(text));
  state.SetBytesProcessed(static_cast<std::int64_t>(text.size()) * state.iterations());
}
BENCHMARK(make_signature);

void containment(benchmark::State& state) {
  const auto a = made_up_signature(1);
  const auto b = made_up_signature(2);
  for (auto _ : state) benchmark::DoNotOptimize(fingerprint::containment(a, b));
}
BENCHMARK(containment);

double resident_megabytes() {
  std::ifstream status("/proc/self/statm");
  std::uint64_t all = 0;
  std::uint64_t resident = 0;
  status >> all >> resident;
  return static_cast<double>(resident) * static_cast<double>(::sysconf(_SC_PAGESIZE)) / 1e6;
}

// Looks a new document up and inserts it, in an index that holds so many already.
void lookup_and_insert(benchmark::State& state) {
  auto index = NearDuplicateIndex::open_temporary().value();
  auto number = static_cast<std::uint64_t>(state.range(0));
  for (std::uint64_t i = 0; i < number; ++i) {
    if (!index.insert(i, made_up_signature(i))) state.SkipWithError("insert failed");
  }
  for (auto _ : state) {
    state.PauseTiming();
    const auto signature = made_up_signature(number);
    state.ResumeTiming();
    benchmark::DoNotOptimize(index.candidates(signature));
    if (!index.insert(number++, signature)) state.SkipWithError("insert failed");
  }
  if (!index.sync(number - 1)) state.SkipWithError("sync failed");
  state.counters["bytes a document"] =
      static_cast<double>(index.bytes_on_disk()) / static_cast<double>(number);
  state.counters["MB of memory"] = resident_megabytes();
}
BENCHMARK(lookup_and_insert)->Arg(1'000)->Arg(100'000)->Arg(1'000'000)->Iterations(5'000);

}  // namespace
}  // namespace tidings::duplicates

BENCHMARK_MAIN();
