#include "daemon/schedule/due_queue.hpp"

#include <map>
#include <random>
#include <set>

#include <gtest/gtest.h>

namespace tidings::schedule {
namespace {

WallTime at(int seconds) { return WallTime(std::chrono::seconds(seconds)); }

TEST(DueQueue, GivesTheEarliestFirstAndOnlyWhenItIsDue) {
  DueQueue queue;
  queue.set(1, at(30));
  queue.set(2, at(10));
  queue.set(3, at(20));
  EXPECT_EQ(queue.next_due(), at(10));
  EXPECT_EQ(queue.pop(at(9)), std::nullopt);
  EXPECT_EQ(queue.pop(at(25)), 2U);
  EXPECT_EQ(queue.pop(at(25)), 3U);
  EXPECT_EQ(queue.pop(at(25)), std::nullopt);
  EXPECT_EQ(queue.size(), 1U);
}

TEST(DueQueue, AKeyIsThereOnceAndCanBeMovedAndErased) {
  DueQueue queue;
  queue.set(1, at(30));
  queue.set(2, at(20));
  queue.set(1, at(10));
  EXPECT_EQ(queue.size(), 2U);
  EXPECT_EQ(queue.next_due(), at(10));
  queue.set(1, at(40));
  EXPECT_EQ(queue.next_due(), at(20));
  queue.erase(2);
  queue.erase(2);
  EXPECT_EQ(queue.next_due(), at(40));
  queue.erase(1);
  EXPECT_EQ(queue.next_due(), std::nullopt);
  EXPECT_EQ(queue.pop(at(99)), std::nullopt);
}

TEST(DueQueue, AgreesWithASortedSetOverManyOperations) {
  std::minstd_rand random(3);
  DueQueue queue;
  std::map<std::uint64_t, WallTime> known;
  std::set<std::pair<WallTime, std::uint64_t>> sorted;
  for (int i = 0; i < 20'000; ++i) {
    const std::uint64_t key = random() % 300;
    const auto operation = random() % 4;
    if (operation < 2) {
      const WallTime due = at(static_cast<int>(random() % 1000));
      if (known.contains(key)) sorted.erase({known[key], key});
      known[key] = due;
      sorted.emplace(due, key);
      queue.set(key, due);
    } else if (operation == 2) {
      if (known.contains(key)) sorted.erase({known[key], key});
      known.erase(key);
      queue.erase(key);
    } else if (!sorted.empty()) {
      const auto first = *sorted.begin();
      ASSERT_EQ(queue.pop(first.first), first.second);
      sorted.erase(sorted.begin());
      known.erase(first.second);
    }
    ASSERT_EQ(queue.size(), sorted.size());
  }
}

}  // namespace
}  // namespace tidings::schedule
