#pragma once

#include <atomic>
#include <cstddef>
#include <utility>

namespace tidings::fetch {

// The one budget for body bytes that are being received or waited on. Taking never fails: who asks
// `exhausted` first decides what to hold back. Any thread may call.
class ByteBudget {
 public:
  explicit ByteBudget(std::size_t limit) : limit_(limit) {}
  ByteBudget(const ByteBudget&) = delete;
  ByteBudget& operator=(const ByteBudget&) = delete;

  void take(std::size_t bytes) { used_.fetch_add(bytes, std::memory_order_relaxed); }
  void give_back(std::size_t bytes) { used_.fetch_sub(bytes, std::memory_order_relaxed); }
  [[nodiscard]] std::size_t used() const { return used_.load(std::memory_order_relaxed); }
  [[nodiscard]] std::size_t limit() const { return limit_; }
  [[nodiscard]] bool exhausted() const { return used() >= limit_; }
  // Half of it is used: the rest is for bodies that have begun to come.
  [[nodiscard]] bool scarce() const { return used() >= limit_ / 2; }

 private:
  const std::size_t limit_;
  std::atomic<std::size_t> used_{0};
};

// A share of the budget, given back when it goes out of scope. It may be destroyed on another
// thread than the one that made it; the budget must outlive it.
class BudgetHold {
 public:
  BudgetHold() = default;
  explicit BudgetHold(ByteBudget& budget) : budget_(&budget) {}
  BudgetHold(BudgetHold&& other) noexcept
      : budget_(std::exchange(other.budget_, nullptr)), bytes_(std::exchange(other.bytes_, 0)) {}
  BudgetHold& operator=(BudgetHold&& other) noexcept {
    std::swap(budget_, other.budget_);
    std::swap(bytes_, other.bytes_);
    return *this;
  }
  ~BudgetHold() { release(); }

  // Holds so many bytes from now on, more or fewer than before.
  void resize(std::size_t bytes) {
    if (budget_ == nullptr) return;
    if (bytes > bytes_) budget_->take(bytes - bytes_);
    if (bytes < bytes_) budget_->give_back(bytes_ - bytes);
    bytes_ = bytes;
  }
  // Gives all of it back early.
  void release() { resize(0); }
  [[nodiscard]] std::size_t bytes() const { return bytes_; }

 private:
  ByteBudget* budget_ = nullptr;
  std::size_t bytes_ = 0;
};

}  // namespace tidings::fetch
