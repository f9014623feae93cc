#include "daemon/ingest/worker_pool.hpp"

#include <limits>
#include <utility>

#include "daemon/os/thread_name.hpp"

namespace tidings::ingest {

WorkerPool::WorkerPool(std::size_t threads, const Clock& clock)
    : jobs_(std::numeric_limits<std::size_t>::max()), heart_(clock) {
  for (std::size_t i = 0; i < threads; ++i) {
    threads_.emplace_back([this] {
      name_this_thread("tidings-parse");
      while (auto job = jobs_.pop()) {
        heart_.beat();
        (*job)();
      }
    });
  }
}

WorkerPool::~WorkerPool() { finish(); }

void WorkerPool::finish() {
  jobs_.close();
  threads_.clear();  // joins
}

void WorkerPool::submit(Job job) {
  if (jobs_.size() == 0) heart_.beat();
  jobs_.push_now(std::move(job));
}

bool WorkerPool::stopped(std::chrono::milliseconds limit) const {
  return jobs_.size() > 0 && heart_.stopped(limit);
}

}  // namespace tidings::ingest
