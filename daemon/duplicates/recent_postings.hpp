#pragma once

#include <cstddef>
#include <cstdint>
#include <unordered_map>
#include <utility>
#include <vector>

#include "daemon/duplicates/posting_table.hpp"

namespace tidings::duplicates {

// Postings that wait in memory until there are enough to be written together, in the order of their
// keys: one by one, each would dirty a page of the table's file of its own.
class RecentPostings {
 public:
  // Of a key that has PostingTable::kMaxNumbers already, the oldest number goes.
  void add(std::uint32_t key, std::uint32_t number);

  // Calls visit(number) for each number of the key, in no order.
  template <typename Visit>
  void find(std::uint32_t key, Visit visit) const {
    const auto [begin, end] = numbers_.equal_range(key);
    for (auto at = begin; at != end; ++at) visit(at->second);
  }

  [[nodiscard]] std::size_t size() const { return numbers_.size(); }

  // Keys and numbers, in order.
  [[nodiscard]] std::vector<std::pair<std::uint32_t, std::uint32_t>> sorted() const;
  void clear() { numbers_.clear(); }

 private:
  std::unordered_multimap<std::uint32_t, std::uint32_t> numbers_;  // by key
};

}  // namespace tidings::duplicates
