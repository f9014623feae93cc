#include "daemon/duplicates/recent_postings.hpp"

#include <algorithm>

namespace tidings::duplicates {

void RecentPostings::add(std::uint32_t key, std::uint32_t number) {
  const auto [begin, end] = numbers_.equal_range(key);
  std::size_t count = 0;
  auto oldest = begin;
  for (auto at = begin; at != end; ++at, ++count) {
    if (at->second == number) return;
    if (at->second < oldest->second) oldest = at;
  }
  if (count == PostingTable::kMaxNumbers) {
    oldest->second = number;
  } else {
    numbers_.emplace(key, number);
  }
}

std::vector<std::pair<std::uint32_t, std::uint32_t>> RecentPostings::sorted() const {
  std::vector<std::pair<std::uint32_t, std::uint32_t>> postings(numbers_.begin(), numbers_.end());
  std::ranges::sort(postings);
  return postings;
}

}  // namespace tidings::duplicates
