#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <unordered_map>
#include <vector>

#include "daemon/os/clock.hpp"

namespace tidings::schedule {

// Sources in the order in which they fall due; every operation is O(log n). Keys are the caller's.
class DueQueue {
 public:
  // Adds a key, or moves it to another time.
  void set(std::uint64_t key, WallTime due);
  void erase(std::uint64_t key);
  // The earliest time; none if the queue is empty.
  [[nodiscard]] std::optional<WallTime> next_due() const;
  // Takes the earliest key out if it is due at `now`; ties by key.
  [[nodiscard]] std::optional<std::uint64_t> pop(WallTime now);
  [[nodiscard]] std::size_t size() const { return heap_.size(); }

 private:
  struct Entry {
    WallTime due;
    std::uint64_t key;
    friend auto operator<=>(const Entry&, const Entry&) = default;
  };
  void place(std::size_t index, const Entry& entry);
  void sift_up(std::size_t index);
  void sift_down(std::size_t index);
  void remove_at(std::size_t index);

  std::vector<Entry> heap_;  // binary heap, earliest first
  std::unordered_map<std::uint64_t, std::size_t> index_;
};

}  // namespace tidings::schedule
