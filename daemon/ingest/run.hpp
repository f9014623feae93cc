#pragma once

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <mutex>
#include <string>
#include <vector>

namespace tidings::ingest {

// What a run has done so far. Items: listed = written + duplicate + known + filtered + rejected +
// failed + waiting once the run has ended.
struct Progress {
  std::uint64_t sources = 0;
  std::uint64_t polled = 0;     // sources that answered, unchanged ones included
  std::uint64_t unchanged = 0;  // of these: nothing new to read
  std::uint64_t broken = 0;     // sources that failed
  std::uint64_t listed = 0;
  std::uint64_t known = 0;
  std::uint64_t written = 0;
  std::uint64_t duplicate = 0;
  std::uint64_t filtered = 0;
  std::uint64_t rejected = 0;
  std::uint64_t failed = 0;
  std::uint64_t waiting = 0;          // kept for a later poll or retry
  std::vector<std::string> problems;  // one line each, at most kMaxProblems
  std::uint64_t problems_left_out = 0;
  bool done = false;

  static constexpr std::size_t kMaxProblems = 200;
  [[nodiscard]] std::uint64_t finished() const {
    return written + duplicate + known + filtered + rejected + failed + waiting;
  }
};

// One trigger: a `tidings fetch`, by itself or asked of a daemon. Written by the pipeline, followed
// by whoever asked; any thread may call.
class Run {
 public:
  void update(const std::function<void(Progress&)>& change);
  void add_problem(std::string line);
  void finish();

  [[nodiscard]] Progress snapshot() const;
  // Waits until something changed or the run ended, `timeout` at most.
  Progress wait(std::chrono::milliseconds timeout);

 private:
  mutable std::mutex mutex_;
  std::condition_variable changed_;
  std::uint64_t version_ = 0;
  Progress progress_;
};

}  // namespace tidings::ingest
