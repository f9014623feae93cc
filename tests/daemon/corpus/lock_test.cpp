#include "daemon/corpus/lock.hpp"

#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tests/daemon/corpus/corpus_fixture.hpp"

namespace tidings::corpus {
namespace {

class LockTest : public ::testing::Test {
 protected:
  test::TempFolder temp_;
};

TEST_F(LockTest, NamesItsHolder) {
  const auto lock = Lock::acquire(temp_.path(), "/run/tidings/control");
  ASSERT_TRUE(lock);
  const auto second = Lock::acquire(temp_.path(), "");
  ASSERT_FALSE(second);
  const auto* holder = std::get_if<Holder>(&second.error());
  ASSERT_NE(holder, nullptr);
  EXPECT_EQ(holder->pid, ::getpid());
  EXPECT_EQ(holder->socket, "/run/tidings/control");
  EXPECT_EQ(holder_of(temp_.path()).value().pid, ::getpid());
}

TEST_F(LockTest, IsFreeWhenItsHolderIsGone) {
  EXPECT_EQ(holder_of(temp_.path()), std::nullopt);
  {
    const auto lock = Lock::acquire(temp_.path(), "");
  }
  EXPECT_EQ(holder_of(temp_.path()), std::nullopt);
  const auto again = Lock::acquire(temp_.path(), "");
  ASSERT_TRUE(again);
  EXPECT_EQ(again->last(), Lock::Last::kClean);
}

TEST_F(LockTest, IsFreeWhenItsHolderWasKilledAndSaysSo) {
  const pid_t child = ::fork();
  if (child == 0) {
    const auto lock = Lock::acquire(temp_.path(), "");
    ::kill(::getpid(), SIGKILL);
  }
  ::waitpid(child, nullptr, 0);
  EXPECT_EQ(holder_of(temp_.path()), std::nullopt);
  const auto lock = Lock::acquire(temp_.path(), "");
  ASSERT_TRUE(lock);
  EXPECT_EQ(lock->last(), Lock::Last::kKilled);
}

TEST_F(LockTest, TellsAKillFromAReboot) {
  test::write_file(temp_.path() / ".lock", "812\n/run/x\nanother-boot\n");
  const auto lock = Lock::acquire(temp_.path(), "");
  ASSERT_TRUE(lock);
  EXPECT_EQ(lock->last(), Lock::Last::kRebooted);
}

TEST_F(LockTest, KeepsASecondStoreOutAndTheFirstIntact) {
  const test::FakeClock clock;
  const StoreOptions options{temp_.path() / "corpus", temp_.path() / "state.db", "/run/s", {}};
  const auto first = Store::open(options, clock);
  ASSERT_TRUE(first);
  const auto second = Store::open(options, clock);
  ASSERT_FALSE(second);
  ASSERT_TRUE(second.error().holder);
  EXPECT_EQ(second.error().holder->socket, "/run/s");
  EXPECT_NE(second.error().message.find(std::to_string(::getpid())), std::string::npos);
  EXPECT_TRUE((*first)->corpus().commit(test::pending_documents(0, 1)));
}

}  // namespace
}  // namespace tidings::corpus
