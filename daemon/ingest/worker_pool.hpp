#pragma once

#include <cstddef>
#include <functional>
#include <thread>
#include <vector>

#include "daemon/ingest/bounded_queue.hpp"

namespace tidings::ingest {

// Threads that parse and extract. Jobs must not throw and must not wait for one another.
class WorkerPool {
 public:
  using Job = std::move_only_function<void()>;

  explicit WorkerPool(std::size_t threads);
  ~WorkerPool();  // as finish()
  WorkerPool(const WorkerPool&) = delete;
  WorkerPool& operator=(const WorkerPool&) = delete;

  // Never waits: the caller bounds what it submits by the bytes that it holds.
  void submit(Job job);
  // Does what was submitted and ends the threads; later jobs are dropped.
  void finish();
  [[nodiscard]] std::size_t waiting() const { return jobs_.size(); }

 private:
  BoundedQueue<Job> jobs_;
  std::vector<std::jthread> threads_;
};

}  // namespace tidings::ingest
