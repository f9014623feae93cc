#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <thread>
#include <vector>

#include "daemon/ingest/bounded_queue.hpp"
#include "daemon/os/heartbeat.hpp"

namespace tidings::ingest {

// Threads that parse and extract. Jobs must not throw and must not wait for one another.
class WorkerPool {
 public:
  using Job = std::move_only_function<void()>;

  WorkerPool(std::size_t threads, const Clock& clock);
  ~WorkerPool();  // as finish()
  WorkerPool(const WorkerPool&) = delete;
  WorkerPool& operator=(const WorkerPool&) = delete;

  // Never waits: the caller bounds what it submits by the bytes that it holds.
  void submit(Job job);
  // Does what was submitted and ends the threads; later jobs are dropped.
  void finish();
  [[nodiscard]] std::size_t waiting() const { return jobs_.size(); }
  // True where jobs wait, and none was begun for longer than `limit`. Any thread.
  [[nodiscard]] bool stopped(std::chrono::milliseconds limit) const;

 private:
  BoundedQueue<Job> jobs_;
  Heartbeat heart_;
  std::vector<std::jthread> threads_;
};

}  // namespace tidings::ingest
