#pragma once

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <deque>
#include <mutex>
#include <optional>
#include <utility>
#include <vector>

namespace tidings::ingest {

// A queue between threads with a stated full policy: push() waits for room, so that a slow consumer
// slows its producers; push_now() is for producers that must not wait and are bounded elsewhere.
template <typename T>
class BoundedQueue {
 public:
  explicit BoundedQueue(std::size_t capacity) : capacity_(capacity) {}
  BoundedQueue(const BoundedQueue&) = delete;
  BoundedQueue& operator=(const BoundedQueue&) = delete;

  // False: the queue was closed and the value is dropped.
  bool push(T value) {
    std::unique_lock lock(mutex_);
    room_.wait(lock, [&] { return closed_ || values_.size() < capacity_; });
    return append(std::move(value));
  }

  bool push_now(T value) {
    const std::scoped_lock lock(mutex_);
    return append(std::move(value));
  }

  // Waits for a value. None: closed and empty.
  std::optional<T> pop() {
    std::unique_lock lock(mutex_);
    filled_.wait(lock, [&] { return closed_ || !values_.empty(); });
    if (values_.empty()) return std::nullopt;
    T value = std::move(values_.front());
    values_.pop_front();
    room_.notify_one();
    return value;
  }

  // Waits for a value, `timeout` at most, then `linger` at most for `enough` of them, and takes
  // what is there, up to `limit`. Empty: nothing came, or closed and empty. For one consumer.
  std::vector<T> pop_some(std::size_t limit, std::chrono::milliseconds timeout,
                          std::size_t enough = 1, std::chrono::milliseconds linger = {}) {
    std::unique_lock lock(mutex_);
    filled_.wait_for(lock, timeout, [&] { return closed_ || !values_.empty(); });
    if (!values_.empty() && enough > 1) {
      enough_ = std::min(enough, capacity_);
      filled_.wait_for(lock, linger, [&] { return closed_ || values_.size() >= enough_; });
      enough_ = 1;
    }
    std::vector<T> taken;
    while (!values_.empty() && taken.size() < limit) {
      taken.push_back(std::move(values_.front()));
      values_.pop_front();
    }
    room_.notify_all();
    return taken;
  }

  // Nothing can be pushed any more; what is inside can still be taken out.
  void close() {
    const std::scoped_lock lock(mutex_);
    closed_ = true;
    filled_.notify_all();
    room_.notify_all();
  }

  [[nodiscard]] bool closed() const {
    const std::scoped_lock lock(mutex_);
    return closed_;
  }

  [[nodiscard]] std::size_t size() const {
    const std::scoped_lock lock(mutex_);
    return values_.size();
  }

 private:
  bool append(T value) {
    if (closed_) return false;
    values_.push_back(std::move(value));
    if (values_.size() >= enough_) filled_.notify_one();
    return true;
  }

  const std::size_t capacity_;
  mutable std::mutex mutex_;
  std::condition_variable filled_;
  std::condition_variable room_;
  std::deque<T> values_;
  std::size_t enough_ = 1;  // values that are worth waking a consumer for
  bool closed_ = false;
};

}  // namespace tidings::ingest
