#include <cstdlib>
#include <fstream>
#include <string>
#include <string_view>
#include <utility>

#include <unistd.h>

#include "tests/daemon/state/state_fixture.hpp"

// Pages that wait: queued, leased to one, postponed.
namespace tidings::state {
namespace {

using namespace std::chrono_literals;
using ::testing::SizeIs;

using FrontierTest = StateTest;

TEST_F(FrontierTest, KeepsPendingPagesOnceByKeyAndAcrossARestart) {
  Batch batch;
  batch.pending = {page("1"), page("1"), page("2")};
  apply(batch);
  apply(batch);
  EXPECT_EQ(state_->totals().value().waiting, 2U);
  EXPECT_TRUE(state_->waits(page("1").key).value());
  EXPECT_FALSE(state_->waits("https://a.example/3").value());
  reopen();
  auto pages = state_->lease("https://a.example", now(), 10, now() + 1h).value();
  ASSERT_THAT(pages, SizeIs(2));
  PendingPage expected = page("1");
  expected.id = pages[0].id;
  EXPECT_EQ(pages[0], expected);
}

TEST_F(FrontierTest, LeasesAPageToOneUntilItIsReleasedSettledOrLate) {
  Batch batch;
  batch.pending = {page("1"), page("2"), page("3")};
  apply(batch);
  const std::string host = "https://a.example";
  const auto first = state_->lease(host, now(), 2, now() + 1min).value();
  ASSERT_THAT(first, SizeIs(2));
  EXPECT_THAT(state_->lease(host, now(), 2, now() + 1min).value(), SizeIs(1));
  EXPECT_THAT(state_->due_hosts(now(), 10).value(), SizeIs(0));
  state_->release(first[0].id);
  EXPECT_THAT(state_->due_hosts(now(), 10).value(), SizeIs(1));
  EXPECT_EQ(state_->lease(host, now(), 2, now() + 5min).value().at(0).id, first[0].id);
  Batch settled;
  settled.settled = {first[1].id, first[1].id, 999};
  apply(settled);
  EXPECT_EQ(state_->totals().value().waiting, 2U);
  EXPECT_THAT(state_->lease(host, now() + 2min, 9, now() + 9min).value(), SizeIs(1));
  reopen();
  EXPECT_THAT(state_->lease(host, now(), 9, now() + 1min).value(), SizeIs(2));
}

TEST_F(FrontierTest, APostponedPageIsDueLater) {
  Batch batch;
  batch.pending = {page("1")};
  apply(batch);
  const auto leased = state_->lease("https://a.example", now(), 1, now() + 1h).value().at(0);
  Batch later;
  later.postponed.push_back({leased.id, 1, now() + 10min});
  apply(later);
  EXPECT_THAT(state_->due_hosts(now(), 10).value(), SizeIs(0));
  EXPECT_EQ(state_->next_due().value(), now() + 10min);
  const auto again = state_->lease("https://a.example", now() + 10min, 1, now() + 1h).value();
  ASSERT_THAT(again, SizeIs(1));
  EXPECT_EQ(again[0].attempts, 1);
}

TEST_F(FrontierTest, NamesHostsInTheOrderInWhichTheyFallDue) {
  Batch batch;
  batch.pending = {page("1", "https://late.example"), page("2", "https://soon.example"),
                   page("3", "https://never.example")};
  batch.pending[0].not_before = now() - 1s;
  batch.pending[1].not_before = now() - 2s;
  batch.pending[2].not_before = now() + 1h;
  apply(batch);
  reopen();
  const auto hosts = state_->due_hosts(now(), 10).value();
  ASSERT_THAT(hosts, SizeIs(2));
  EXPECT_EQ(hosts[0].name, "https://soon.example");
  EXPECT_THAT(state_->due_hosts(now(), 1).value(), SizeIs(1));
  EXPECT_EQ(state_->next_due().value(), now() - 2s);
}

std::uint64_t resident_bytes() {
  std::ifstream status("/proc/self/statm");
  std::uint64_t all = 0;
  std::uint64_t resident = 0;
  status >> all >> resident;
  return resident * static_cast<std::uint64_t>(::sysconf(_SC_PAGESIZE));
}

// The first pages fill the database's cache; what counts is what the rest adds.
TEST_F(FrontierTest, Promise16AMillionWaitingPagesTakeLittleMemoryAndNoneIsLost) {
  const std::uint64_t rest = std::getenv("TIDINGS_LONG_TESTS") == nullptr ? 100'000 : 1'000'000;
  std::uint64_t count = 0;
  const auto add = [&](std::uint64_t pages) {
    for (Batch batch; pages > 0; --pages, ++count) {
      PendingPage& page = batch.pending.emplace_back();
      page.host = "https://site" + std::to_string(count % 1000) + ".example";
      page.key = page.url = page.host + "/news/2026/03/12/a-story-" + std::to_string(count);
      page.title = "A headline of some length about this and that";
      if (pages % 1000 == 1) apply(std::exchange(batch, {}));
    }
  };
  add(80'000);
  const std::uint64_t before = resident_bytes();
  add(rest);
  const std::uint64_t after = resident_bytes();
  const bool keeps_what_is_freed = !std::string_view(TIDINGS_SANITIZE).empty();
  EXPECT_TRUE(keeps_what_is_freed || after < before + 200 * rest) << after - before;
  EXPECT_EQ(state_->totals().value().waiting, count);
  std::uint64_t leased = 0;
  const auto hosts = state_->due_hosts(now(), count).value();
  for (const WaitingHost& host : hosts) {
    leased += state_->lease(host.name, now(), count, now() + std::chrono::hours(1)).value().size();
  }
  EXPECT_EQ(leased, count);
}

}  // namespace
}  // namespace tidings::state
