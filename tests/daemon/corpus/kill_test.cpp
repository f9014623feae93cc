#include <algorithm>
#include <random>

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tests/daemon/corpus/corpus_fixture.hpp"

// Kill -9 at random moments while 500 documents are taken in.
namespace tidings::corpus {
namespace {

constexpr std::size_t kDocuments = 500;

class KillTest : public test::CorpusTest {
 protected:
  // Commits what is not there yet in groups of 1 to 20, from page entries that wait in the state.
  int ingest(unsigned seed) {
    std::mt19937 random(seed);
    auto store = Store::open(options(), clock_);
    if (!store) return 1;
    for (;;) {
      const std::uint64_t there = (*store)->state().totals().value().documents;
      if (there == kDocuments) return 0;
      const std::size_t count = std::min<std::size_t>(1 + random() % 20, kDocuments - there);
      if (!(*store)->corpus().commit(test::pending_documents(there, count))) return 2;
      clock_.advance(std::chrono::seconds(1));
    }
  }

  // True if the child finished before it was killed.
  bool run_and_kill(unsigned seed, int microseconds) {
    const pid_t child = ::fork();
    if (child == 0) ::_exit(ingest(seed));
    ::usleep(static_cast<useconds_t>(microseconds));
    ::kill(child, SIGKILL);
    int status = 0;
    ::waitpid(child, &status, 0);
    if (WIFSIGNALED(status)) return false;
    EXPECT_EQ(WEXITSTATUS(status), 0);
    return true;
  }

  void check_and_clear(std::size_t documents) {
    const auto store = open();
    EXPECT_EQ(store->state().totals().value().documents, documents);
    test::expect_sound(store->corpus().folder(), store->state());
  }
};

TEST_F(KillTest, Promise1LeavesExactlyTheWholeDocumentsHoweverOftenItIsKilled) {
  const int kills = test::rounds(1000, 60);
  std::mt19937 random(1);
  unsigned seed = 0;
  for (int done = 0; done < kills;) {
    bool finished = false;
    while (!finished && done < kills) {
      finished = run_and_kill(++seed, static_cast<int>(random() % 20'000));
      if (!finished) ++done;
    }
    ASSERT_EQ(ingest(++seed), 0);
    check_and_clear(kDocuments);
    ASSERT_FALSE(HasFailure()) << "after " << done << " kills";
    std::filesystem::remove_all(corpus_path());
    for (const char* suffix : {"", "-wal", "-shm"}) {
      std::filesystem::remove(state_path().string() + suffix);
    }
  }
}

}  // namespace
}  // namespace tidings::corpus
