#include "daemon/ingest/bounded_queue.hpp"

#include <atomic>
#include <thread>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace tidings::ingest {
namespace {

using testing::ElementsAre;
using namespace std::chrono_literals;

TEST(BoundedQueue, ValuesComeOutInTheOrderTheyWentIn) {
  BoundedQueue<int> queue(8);
  queue.push(1);
  queue.push(2);
  EXPECT_EQ(queue.pop(), 1);
  EXPECT_EQ(queue.pop(), 2);
}

TEST(BoundedQueue, PopSomeTakesWhatIsThereUpToTheLimit) {
  BoundedQueue<int> queue(8);
  for (int i = 0; i < 5; ++i) queue.push(i);
  EXPECT_THAT(queue.pop_some(3, 1s), ElementsAre(0, 1, 2));
  EXPECT_THAT(queue.pop_some(3, 1s), ElementsAre(3, 4));
}

TEST(BoundedQueue, PopSomeGivesUpWhenNothingComes) {
  BoundedQueue<int> queue(8);
  EXPECT_TRUE(queue.pop_some(3, 1ms).empty());
}

TEST(BoundedQueue, PopSomeLingersUntilThereIsEnough) {
  BoundedQueue<int> queue(8);
  queue.push(1);
  std::jthread producer([&] {
    queue.push(2);
    queue.push(3);
  });
  EXPECT_THAT(queue.pop_some(8, 1min, 3, 1min), ElementsAre(1, 2, 3));
}

TEST(BoundedQueue, PopSomeTakesWhatCameWhileItLingered) {
  BoundedQueue<int> queue(8);
  queue.push(1);
  EXPECT_THAT(queue.pop_some(8, 1min, 3, 1ms), ElementsAre(1));
}

TEST(BoundedQueue, PopSomeLingersForNoMoreThanTheQueueHolds) {
  BoundedQueue<int> queue(2);
  queue.push(1);
  queue.push(2);
  EXPECT_THAT(queue.pop_some(8, 1min, 3, 1min), ElementsAre(1, 2));
}

TEST(BoundedQueue, ClosingEndsTheLingering) {
  BoundedQueue<int> queue(8);
  queue.push(1);
  std::jthread closer([&] { queue.close(); });
  EXPECT_THAT(queue.pop_some(8, 1min, 3, 1min), ElementsAre(1));
}

TEST(BoundedQueue, AValueIsWaitedForAgainAfterLingering) {
  BoundedQueue<int> queue(8);
  queue.push(1);
  (void)queue.pop_some(8, 1min, 3, 1ms);
  std::jthread producer([&] { queue.push(2); });
  EXPECT_THAT(queue.pop_some(8, 1min), ElementsAre(2));
}

TEST(BoundedQueue, PushWaitsWhileTheQueueIsFull) {
  BoundedQueue<int> queue(1);
  queue.push(1);
  std::atomic<bool> pushed = false;
  std::jthread producer([&] {
    queue.push(2);
    pushed = true;
  });
  EXPECT_EQ(queue.size(), 1U);
  EXPECT_EQ(queue.pop(), 1);
  EXPECT_EQ(queue.pop(), 2);
  producer.join();
  EXPECT_TRUE(pushed);
}

TEST(BoundedQueue, PushNowDoesNotWait) {
  BoundedQueue<int> queue(1);
  queue.push(1);
  EXPECT_TRUE(queue.push_now(2));
  EXPECT_EQ(queue.size(), 2U);
}

TEST(BoundedQueue, AClosedQueueTakesNothingButGivesWhatItHolds) {
  BoundedQueue<int> queue(8);
  queue.push(1);
  queue.close();
  EXPECT_FALSE(queue.push(2));
  EXPECT_EQ(queue.pop(), 1);
  EXPECT_EQ(queue.pop(), std::nullopt);
}

TEST(BoundedQueue, ClosingWakesAProducerThatWaits) {
  BoundedQueue<int> queue(1);
  queue.push(1);
  std::atomic<bool> accepted = true;
  std::jthread producer([&] { accepted = queue.push(2); });
  queue.close();
  producer.join();
  EXPECT_FALSE(accepted);
}

}  // namespace
}  // namespace tidings::ingest
