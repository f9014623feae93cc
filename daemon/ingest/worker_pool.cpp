#include "daemon/ingest/worker_pool.hpp"

#include <limits>
#include <utility>

namespace tidings::ingest {

WorkerPool::WorkerPool(std::size_t threads) : jobs_(std::numeric_limits<std::size_t>::max()) {
  for (std::size_t i = 0; i < threads; ++i) {
    threads_.emplace_back([this] {
      while (auto job = jobs_.pop()) (*job)();
    });
  }
}

WorkerPool::~WorkerPool() { finish(); }

void WorkerPool::finish() {
  jobs_.close();
  threads_.clear();  // joins
}

void WorkerPool::submit(Job job) { jobs_.push_now(std::move(job)); }

}  // namespace tidings::ingest
