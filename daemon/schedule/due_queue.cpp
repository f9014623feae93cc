#include "daemon/schedule/due_queue.hpp"

#include <utility>

namespace tidings::schedule {

void DueQueue::place(std::size_t index, const Entry& entry) {
  heap_[index] = entry;
  index_[entry.key] = index;
}

void DueQueue::sift_up(std::size_t index) {
  const Entry entry = heap_[index];
  while (index > 0 && entry < heap_[(index - 1) / 2]) {
    place(index, heap_[(index - 1) / 2]);
    index = (index - 1) / 2;
  }
  place(index, entry);
}

void DueQueue::sift_down(std::size_t index) {
  const Entry entry = heap_[index];
  for (std::size_t child = 2 * index + 1; child < heap_.size(); child = 2 * index + 1) {
    if (child + 1 < heap_.size() && heap_[child + 1] < heap_[child]) ++child;
    if (entry <= heap_[child]) break;
    place(index, heap_[child]);
    index = child;
  }
  place(index, entry);
}

void DueQueue::remove_at(std::size_t index) {
  index_.erase(heap_[index].key);
  const Entry last = heap_.back();
  heap_.pop_back();
  if (index == heap_.size()) return;
  place(index, last);
  sift_up(index);
  sift_down(index_.at(last.key));
}

void DueQueue::set(std::uint64_t key, WallTime due) {
  const auto [found, fresh] = index_.try_emplace(key, heap_.size());
  if (fresh) {
    heap_.push_back({due, key});
  } else {
    heap_[found->second].due = due;
  }
  sift_up(found->second);
  sift_down(index_.at(key));
}

void DueQueue::erase(std::uint64_t key) {
  const auto found = index_.find(key);
  if (found != index_.end()) remove_at(found->second);
}

std::optional<WallTime> DueQueue::next_due() const {
  if (heap_.empty()) return std::nullopt;
  return heap_.front().due;
}

std::optional<std::uint64_t> DueQueue::pop(WallTime now) {
  if (heap_.empty() || heap_.front().due > now) return std::nullopt;
  const std::uint64_t key = heap_.front().key;
  remove_at(0);
  return key;
}

}  // namespace tidings::schedule
