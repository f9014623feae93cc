#include "daemon/duplicates/recent_postings.hpp"

#include <gmock/gmock.h>

namespace tidings::duplicates {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::Pair;
using testing::UnorderedElementsAre;

std::vector<std::uint32_t> numbers_of(const RecentPostings& postings, std::uint32_t key) {
  std::vector<std::uint32_t> numbers;
  postings.find(key, [&](std::uint32_t number) { numbers.push_back(number); });
  return numbers;
}

TEST(RecentPostings, AreFoundByTheirKey) {
  RecentPostings postings;
  postings.add(7, 1);
  postings.add(7, 2);
  postings.add(8, 3);
  EXPECT_THAT(numbers_of(postings, 7), UnorderedElementsAre(1, 2));
  EXPECT_THAT(numbers_of(postings, 9), IsEmpty());
}

TEST(RecentPostings, TakeThePairThatIsThereOnlyOnce) {
  RecentPostings postings;
  postings.add(7, 1);
  postings.add(7, 1);
  EXPECT_EQ(postings.size(), 1U);
}

TEST(RecentPostings, ComeOutInTheOrderOfKeysAndNumbers) {
  RecentPostings postings;
  postings.add(9, 1);
  postings.add(7, 3);
  postings.add(7, 2);
  EXPECT_THAT(postings.sorted(), ElementsAre(Pair(7, 2), Pair(7, 3), Pair(9, 1)));
}

TEST(RecentPostings, GiveUpTheOldestNumberOfAKeyThatHasTooMany) {
  RecentPostings postings;
  for (std::uint32_t number = 0; number <= PostingTable::kMaxNumbers; ++number) {
    postings.add(7, number);
  }
  EXPECT_EQ(postings.size(), PostingTable::kMaxNumbers);
  EXPECT_EQ(postings.sorted().front().second, 1U);
}

}  // namespace
}  // namespace tidings::duplicates
