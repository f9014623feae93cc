#include "daemon/schedule/redirect_memory.hpp"

#include <gtest/gtest.h>

namespace tidings::schedule {
namespace {

using std::chrono::days;
using std::chrono::hours;

const WallTime kStart = std::chrono::sys_days{std::chrono::year{2026} / 3 / 12};
const std::string kConfigured = "https://a.test/";

fetch::Response led_to(const std::string& target, std::initializer_list<int> statuses) {
  fetch::Response response;
  response.final_url = target;
  for (const int status : statuses) response.hops.push_back({kConfigured, status, target});
  return response;
}

std::optional<std::string> observe(RedirectMemory& memory, const fetch::Response& response,
                                   WallTime now) {
  return observe(memory, kConfigured, response, now);
}

RedirectMemory moved_to_b() {
  RedirectMemory memory;
  (void)observe(memory, led_to("https://b.test/", {301}), kStart);
  (void)observe(memory, led_to("https://b.test/", {301}), kStart + days(7));
  return memory;
}

TEST(RedirectMemory, APermanentRedirectIsBelievedAfterAWeek) {
  RedirectMemory memory;
  const auto moved = led_to("https://b.test/", {301, 308});
  EXPECT_EQ(observe(memory, moved, kStart), std::nullopt);
  EXPECT_EQ(observe(memory, moved, kStart + days(6)), std::nullopt);
  EXPECT_EQ(polled_address(memory, kConfigured), kConfigured);
  EXPECT_EQ(observe(memory, moved, kStart + days(7)), "https://b.test/");
  EXPECT_EQ(polled_address(memory, kConfigured), "https://b.test/");
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
  EXPECT_EQ(observe(memory, led_to(kConfigured, {}), kStart + days(13)), std::nullopt);
  EXPECT_EQ(observe(memory, to_c, kStart + days(14)), std::nullopt);
}

TEST(RedirectMemory, TheNewAddressStaysWhenItAnswersDirectly) {
  RedirectMemory memory = moved_to_b();
  EXPECT_EQ(observe(memory, led_to("https://b.test/", {}), kStart + days(8)), std::nullopt);
  EXPECT_EQ(polled_address(memory, kConfigured), "https://b.test/");
}

TEST(RedirectMemory, AMovedSourceMayMoveAgain) {
  RedirectMemory memory = moved_to_b();
  const auto to_c = led_to("https://c.test/", {308});
  EXPECT_EQ(observe(memory, to_c, kStart + days(8)), std::nullopt);
  EXPECT_EQ(polled_address(memory, kConfigured), "https://b.test/");
  EXPECT_EQ(observe(memory, to_c, kStart + days(15)), "https://c.test/");
}

TEST(RedirectMemory, TheConfiguredAddressComesBackWhenTheNewOneFailsForThreeDays) {
  RedirectMemory memory = moved_to_b();
  EXPECT_FALSE(note_failure(memory, kStart + days(8)));
  EXPECT_FALSE(note_failure(memory, kStart + days(11) - hours(1)));
  EXPECT_EQ(polled_address(memory, kConfigured), "https://b.test/");
  EXPECT_TRUE(note_failure(memory, kStart + days(11)));
  EXPECT_EQ(polled_address(memory, kConfigured), kConfigured);
}

TEST(RedirectMemory, OneGoodAnswerEndsTheCountOfFailures) {
  RedirectMemory memory = moved_to_b();
  EXPECT_FALSE(note_failure(memory, kStart + days(8)));
  (void)observe(memory, led_to("https://b.test/", {}), kStart + days(10));
  EXPECT_FALSE(note_failure(memory, kStart + days(12)));
}

TEST(RedirectMemory, FailuresOfASourceThatDidNotMoveAreNothingToIt) {
  RedirectMemory memory;
  EXPECT_FALSE(note_failure(memory, kStart));
  EXPECT_FALSE(note_failure(memory, kStart + days(9)));
}

TEST(RedirectMemory, AnotherConfiguredAddressIsPolledAtOnce) {
  const RedirectMemory memory = moved_to_b();
  const std::string other = "https://d.test/";
  EXPECT_EQ(polled_address(memory, other), other);
}

}  // namespace
}  // namespace tidings::schedule
