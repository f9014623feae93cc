#include "daemon/ingest/run.hpp"

#include <utility>

namespace tidings::ingest {

void Run::update(const std::function<void(Progress&)>& change) {
  const std::scoped_lock lock(mutex_);
  change(progress_);
  ++version_;
  changed_.notify_all();
}

void Run::add_problem(std::string line) {
  update([&](Progress& progress) {
    if (progress.problems.size() < Progress::kMaxProblems) {
      progress.problems.push_back(std::move(line));
    } else {
      ++progress.problems_left_out;
    }
  });
}

void Run::finish() {
  update([](Progress& progress) { progress.done = true; });
}

Progress Run::snapshot() const {
  const std::scoped_lock lock(mutex_);
  return progress_;
}

Progress Run::wait(std::chrono::milliseconds timeout) {
  std::unique_lock lock(mutex_);
  const std::uint64_t seen = version_;
  changed_.wait_for(lock, timeout, [&] { return version_ != seen || progress_.done; });
  return progress_;
}

}  // namespace tidings::ingest
