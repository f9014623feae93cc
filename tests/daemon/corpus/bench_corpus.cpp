#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <functional>
#include <numeric>
#include <string>
#include <vector>

#include <fmt/core.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

#include "daemon/corpus/store.hpp"
#include "parsers/document/document.hpp"

// Commits (of what the daemon commits for an article of a feed) against the best safe bare loop for
// the same files, in turns; then the cost of commits,
// of a start and of a new INDEX.md as the corpus grows.
//   bench_corpus [DOCUMENTS [FOLDER [lone|groups|growth]]]
// (20,000 in the folder for temporary files, all three)
namespace {

namespace fs = std::filesystem;
using namespace tidings;
using corpus::PendingDocument;
using Seconds = std::chrono::duration<double>;

constexpr std::size_t kBody = 4000;
constexpr int kTurns = 31;
constexpr int kWarmUp = 100;  // groups

PendingDocument make(std::size_t i) {
  document::Document document;
  document.day = "2026-03-12";
  document.url =
      fmt::format("https://www.site{}.example/news/2026/03/a-story-with-a-name-{}", i % 97, i);
  document.title = fmt::format("The council meets for the {}th time and goes home", i);
  std::string line = fmt::format("{:016x} ", i * 0x9e3779b97f4a7c15U);
  while (line.size() < kBody / 4) line += "words of a paragraph that has some length, ";
  document.paragraphs.assign(4, line);
  PendingDocument pending;
  pending.bytes = document::format(document);
  pending.record.hash = document::content_hash(pending.bytes);
  pending.record.day = document.day;
  pending.record.url = document.url;
  pending.record.title = document.title;
  pending.record.words = 600;
  pending.record.source = "bench";
  pending.record.item_id = fmt::format("https://www.site{}.example/?p={}", i % 97, i);
  state::KnownUrl url;
  url.key = document.url;
  url.source = "bench";
  pending.changes.urls.push_back(std::move(url));
  pending.changes.items.push_back({"bench", pending.record.item_id, document.url});
  pending.changes.sightings.push_back({0, document.url, "bench", document.title, 1.0, {}});
  pending.changes.ledger.push_back({"bench", "2026-03-12", state::Reason::kNew, std::nullopt, 1});
  return pending;
}

std::vector<PendingDocument> make_group(std::size_t first, std::size_t count) {
  std::vector<PendingDocument> group;
  for (std::size_t i = first; i < first + count; ++i) group.push_back(make(i));
  return group;
}

struct Cost {
  double wall = 0;
  double cpu = 0;

  Cost& operator+=(const Cost& other) {
    wall += other.wall;
    cpu += other.cpu;
    return *this;
  }
};

Cost measure(const std::function<void()>& work) {
  const auto cpu_now = [] {
    timespec time{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) * 1e-9;
  };
  const auto wall = std::chrono::steady_clock::now();
  const double cpu = cpu_now();
  work();
  return {Seconds(std::chrono::steady_clock::now() - wall).count(), cpu_now() - cpu};
}

void must(bool done, const char* what) {
  if (done) return;
  fmt::print(stderr, "bench_corpus: {} failed\n", what);
  std::exit(1);
}

std::unique_ptr<corpus::Store> open(const fs::path& folder) {
  static const SystemClock clock;
  auto store = corpus::Store::open({folder / "corpus", folder / "state.db", "", {}}, clock);
  if (!store) fmt::print(stderr, "bench_corpus: {}\n", store.error().message);
  must(store.has_value(), "opening the store");
  return std::move(*store);
}

void commit(corpus::Store& store, const std::vector<PendingDocument>& group) {
  must(store.corpus().commit(group).has_value(), "a commit");
}

// What is least for files that survive a power cut: temporary files, sync, names, sync of the
// names.
void bare(os::Folder& folder, const std::vector<PendingDocument>& group, std::size_t first) {
  const bool lone = group.size() == 1;
  for (std::size_t i = 0; i < group.size(); ++i) {
    must(folder
             .write(corpus::temporary_name(i), group[i].bytes,
                    lone ? os::Sync::kNow : os::Sync::kLater)
             .has_value(),
         "writing");
  }
  if (!lone) must(folder.sync_all().has_value(), "syncfs");
  for (std::size_t i = 0; i < group.size(); ++i) {
    must(folder
             .rename(corpus::temporary_name(i),
                     fmt::format("{:03}_0123456789abcdef.txt", first + i), false)
             .has_value(),
         "renaming");
  }
  must(folder.sync_names().has_value(), "fsync");
}

double median(std::vector<double> values) {
  std::ranges::nth_element(values, values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2));
  return values[values.size() / 2];
}

// In turns of a few groups, since the disk's speed changes from one second to the next: the medians
// are compared.
void compare_with_bare(const fs::path& folder, std::size_t group_size, int groups) {
  const auto bare_folder = std::move(os::open_folder(folder / "bare").value());
  const auto store = open(folder);
  // The state's log is written over and over once it has reached its size; and both folders are to
  // hold as many files.
  for (int i = 0; i < kWarmUp; ++i) {
    const std::size_t first = store->corpus().next_number();
    const auto group = make_group(first, corpus::kMaxGroup);
    bare(*bare_folder, group, first);
    commit(*store, group);
  }
  must(store->corpus().sync().has_value(), "a sync");
  Cost sum_bare;
  Cost sum_corpus;
  std::vector<double> bare_walls;
  std::vector<double> corpus_walls;
  std::size_t next = store->corpus().next_number();
  for (int turn = 0; turn < kTurns; ++turn) {
    std::vector<std::vector<PendingDocument>> work;
    std::vector<std::size_t> firsts;
    for (int i = 0; i < groups; ++i, next += group_size) {
      work.push_back(make_group(next, group_size));
      firsts.push_back(next);
    }
    const Cost bare_cost = measure([&] {
      for (std::size_t i = 0; i < work.size(); ++i) bare(*bare_folder, work[i], firsts[i]);
    });
    const Cost corpus_cost = measure([&] {
      for (const auto& group : work) commit(*store, group);
      must(store->corpus().sync().has_value(), "a sync");
    });
    sum_bare += bare_cost;
    sum_corpus += corpus_cost;
    bare_walls.push_back(bare_cost.wall);
    corpus_walls.push_back(corpus_cost.wall);
  }
  const double a_turn = static_cast<double>(groups) * static_cast<double>(group_size);
  const double bare_wall = median(bare_walls);
  const double corpus_wall = median(corpus_walls);
  fmt::print(
      "groups of {:3}: bare {:6.0f}/s, corpus {:6.0f}/s, ratio {:.2f} (of sums {:.2f}); CPU {:.0f} "
      "and {:.0f} us a document\n",
      group_size, a_turn / bare_wall, a_turn / corpus_wall, bare_wall / corpus_wall,
      sum_bare.wall / sum_corpus.wall, 1e6 * sum_bare.cpu / kTurns / a_turn,
      1e6 * sum_corpus.cpu / kTurns / a_turn);
}

// What commits cost at some time, in turns with the bare loop in a folder of its own, which is new
// each time and tells how fast the machine is then, and in that of the corpus. Seconds a turn.
struct Stage {
  std::vector<double> corpus;
  std::vector<double> bare;
  std::vector<double> bare_in_corpus;
};

struct Pace {
  std::size_t group_size;
  std::size_t per_turn;  // groups
  int turns;
};

Stage measure_stage(corpus::Store& store, const fs::path& folder, const std::string& name,
                    std::size_t foreign, const Pace& pace) {
  const auto own = std::move(os::open_folder(folder / name).value());
  const auto full = std::move(os::open_folder(folder / "corpus").value());
  Stage stage;
  for (int turn = 0; turn < pace.turns; ++turn) {
    std::vector<std::vector<PendingDocument>> work;
    const std::size_t first = store.corpus().next_number();
    for (std::size_t i = 0; i < pace.per_turn; ++i) {
      work.push_back(make_group(first + i * pace.group_size, pace.group_size));
    }
    const auto write_bare = [&](os::Folder& to) {
      return measure([&] {
               for (std::size_t i = 0; i < work.size(); ++i) {
                 bare(to, work[i], foreign + first + i * pace.group_size);
               }
             })
          .wall;
    };
    stage.bare.push_back(write_bare(*own));
    stage.bare_in_corpus.push_back(write_bare(*full));
    stage.corpus.push_back(measure([&] {
                             for (const auto& group : work) commit(store, group);
                           }).wall);
  }
  return stage;
}

double sum(const std::vector<double>& values) {
  return std::accumulate(values.begin(), values.end(), 0.0);
}

void print_growth(const char* what, const Pace& pace, const Stage& first, const Stage& last) {
  const auto each = [&](const std::vector<double>& turns) {
    return 1e3 * median(turns) / static_cast<double>(pace.per_turn);
  };
  fmt::print(
      "{}: first {:.2f} ms, last {:.2f} ms; the bare loop in a new folder {:.2f} and {:.2f} ms: "
      "ratio by it {:.2f}, of sums {:.2f} (that of the bare loop in the same folder {:.2f})\n",
      what, each(first.corpus), each(last.corpus), each(first.bare), each(last.bare),
      median(last.corpus) / median(last.bare) / (median(first.corpus) / median(first.bare)),
      sum(last.corpus) / sum(last.bare) / (sum(first.corpus) / sum(first.bare)),
      median(last.bare_in_corpus) / median(last.bare) /
          (median(first.bare_in_corpus) / median(first.bare)));
}

void grow(const fs::path& folder, std::size_t documents) {
  constexpr Pace kLone{1, 32, 31};
  constexpr Pace kGroups{corpus::kMaxGroup, 4, 25};
  constexpr std::size_t kMeasured =
      kLone.per_turn * kLone.turns + kGroups.per_turn * kGroups.turns * kGroups.group_size;
  fs::create_directory(folder);
  auto store = open(folder);
  const Stage first_lone = measure_stage(*store, folder, "first-lone", 2 * documents, kLone);
  const Stage first_groups = measure_stage(*store, folder, "first-groups", 2 * documents, kGroups);
  while (store->corpus().next_number() + kMeasured + corpus::kMaxGroup < documents) {
    commit(*store, make_group(store->corpus().next_number(), corpus::kMaxGroup));
  }
  const Stage last_groups = measure_stage(*store, folder, "last-groups", 2 * documents, kGroups);
  const Stage last_lone = measure_stage(*store, folder, "last-lone", 2 * documents, kLone);
  print_growth("lone commits", kLone, first_lone, last_lone);
  print_growth("groups of 256", kGroups, first_groups, last_groups);
  store.reset();
  const Cost start = measure([&] { store = open(folder); });
  fmt::print("start with {} documents: {:.3f} s\n", store->corpus().next_number(), start.wall);
  const Cost index =
      measure([&] { must(store->corpus().rebuild_index().has_value(), "INDEX.md"); });
  fmt::print("INDEX.md written anew: {:.1f} s (CPU {:.1f})\n", index.wall, index.cpu);
  fmt::print("state {} bytes a document\n", fs::file_size(folder / "state.db") / documents);
}

}  // namespace

int main(int argc, char** argv) {
  const std::size_t documents = argc > 1 ? std::strtoull(argv[1], nullptr, 10) : 20'000;
  std::string name = ((argc > 2 ? fs::path(argv[2]) : fs::temp_directory_path()) / "bench-XXXXXX");
  const std::string_view part = argc > 3 ? argv[3] : "";
  const fs::path folder = mkdtemp(name.data());
  if (part.empty() || part == "lone") compare_with_bare(folder, 1, corpus::kMaxUnsynced);
  if (part.empty() || part == "groups") compare_with_bare(folder, corpus::kMaxGroup, 4);
  if (part.empty() || part == "growth") grow(folder / "growing", documents);
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  fmt::print("peak RSS {} MB\n", usage.ru_maxrss / 1000);
  fs::remove_all(folder);
  return 0;
}
