#include "daemon/schedule/redirect_memory.hpp"

#include <gtest/gtest.h>

namespace tidings::schedule {
namespace {

using std::chrono::days;

const WallTime kStart = std::chrono::sys_days{std::chrono::year{2026} / 3 / 12};

fetch::Response led_to(const std::string& target, std::initializer_list<int> statuses) {
  fetch::Response response;
  response.final_url = target;
  for (const int status : statuses) response.hops.push_back({"https://a.test/", status, target});
  return response;
}

TEST(RedirectMemory, APermanentRedirectIsBelievedAfterAWeek) {
  RedirectMemory memory;
  const auto moved = led_to("https://b.test/", {301, 308});
  EXPECT_EQ(observe(memory, moved, kStart), std::nullopt);
  EXPECT_EQ(observe(memory, moved, kStart + days(6)), std::nullopt);
  EXPECT_EQ(observe(memory, moved, kStart + days(7)), "https://b.test/");
}

TEST(RedirectMemory, ATemporaryHopIsNeverBelieved) {
  RedirectMemory memory;
  const auto moved = led_to("https://b.test/", {301, 302});
  EXPECT_EQ(observe(memory, moved, kStart), std::nullopt);
  EXPECT_EQ(observe(memory, moved, kStart + days(30)), std::nullopt);
}

TEST(RedirectMemory, AnotherTargetOrADirectAnswerStartsTheWeekAnew) {
  RedirectMemory memory;
  const auto to_b = led_to("https://b.test/", {301});
  const auto to_c = led_to("https://c.test/", {301});
  EXPECT_EQ(observe(memory, to_b, kStart), std::nullopt);
  EXPECT_EQ(observe(memory, to_c, kStart + days(7)), std::nullopt);
  EXPECT_EQ(observe(memory, to_c, kStart + days(13)), std::nullopt);
  EXPECT_EQ(observe(memory, led_to("https://a.test/", {}), kStart + days(13)), std::nullopt);
  EXPECT_EQ(observe(memory, to_c, kStart + days(14)), std::nullopt);
}

}  // namespace
}  // namespace tidings::schedule
