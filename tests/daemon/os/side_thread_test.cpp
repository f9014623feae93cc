#include "daemon/os/side_thread.hpp"

#include <chrono>
#include <stdexcept>
#include <thread>

#include <gtest/gtest.h>

namespace tidings::os {
namespace {

TEST(SideThreadTest, RunsBothHalvesOnTwoThreadsAndWaitsForBoth) {
  SideThread side("tidings-test");
  for (int round = 0; round < 1000; ++round) {
    std::thread::id there;
    std::thread::id here;
    side.run_both([&] { there = std::this_thread::get_id(); },
                  [&] { here = std::this_thread::get_id(); });
    ASSERT_EQ(here, std::this_thread::get_id()) << round;
    ASSERT_NE(there, std::thread::id()) << round;
    ASSERT_NE(there, here) << round;
  }
}

TEST(SideThreadTest, WaitsForTheOtherHalfWhenThisOneThrows) {
  SideThread side("tidings-test");
  bool done = false;
  const auto there = [&] {
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
    done = true;
  };
  EXPECT_THROW(side.run_both(there, [] { throw std::runtime_error("no room"); }),
               std::runtime_error);
  EXPECT_TRUE(done);
}

TEST(SideThreadTest, EndsWithoutHavingRunAnything) { const SideThread side("tidings-test"); }

}  // namespace
}  // namespace tidings::os
