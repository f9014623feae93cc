#include <algorithm>
#include <cerrno>
#include <map>
#include <random>

#include "tests/daemon/corpus/corpus_fixture.hpp"
#include "tests/daemon/os/fake_folders.hpp"

// Promises 3, 4 and 6: what a file system may forget, refuse or have no room for.
namespace tidings::corpus {
namespace {

using test::pending_documents;

class DurabilityTest : public test::CorpusTest {};

// The folder forgets what was not synced, and so does the state: it is put back to what it was at
// the last sync, or left as it is.
class PowerLossTest : public test::CorpusTest, public ::testing::WithParamInterface<unsigned> {
 protected:
  void keep_state() { copy_state(state_path(), kept_state()); }
  void forget_state() { copy_state(kept_state(), state_path()); }

 private:
  [[nodiscard]] std::filesystem::path kept_state() const { return temp_.path() / "kept.db"; }
  static void copy_state(const std::filesystem::path& from, const std::filesystem::path& to) {
    for (const char* suffix : {"", "-wal"}) {
      std::filesystem::remove(to.string() + suffix);
      if (!std::filesystem::exists(from.string() + suffix)) continue;
      std::filesystem::copy_file(from.string() + suffix, to.string() + suffix);
    }
    std::filesystem::remove(to.string() + "-shm");
  }
};

// The store sees each boot's folder through a wrapper that does not own it.
std::unique_ptr<os::Folder> borrowed(os::Folder& folder) {
  return std::make_unique<os::ForwardingFolder>(folder);
}

// As a reboot leaves it: the lock names another boot.
void pretend_reboot(const std::filesystem::path& corpus) {
  test::write_file(corpus / ".lock", "1\n\nanother-boot\n");
}

TEST_P(PowerLossTest, Promise3EveryRecordedDocumentIsWholeAndNothingElseIsThere) {
  constexpr std::size_t kDocuments = 2000;
  std::mt19937 random(GetParam());
  test::ForgetfulFolder disk(corpus_path());
  std::map<std::uint64_t, std::string> reported;
  std::size_t next = 0;
  while (next < kDocuments) {
    test::FailingFolder* power = nullptr;
    auto store = open([&](auto) {
      auto folder = std::make_unique<test::FailingFolder>(borrowed(disk), 0, EIO, true);
      power = folder.get();
      return folder;
    });
    keep_state();
    for (const auto& [number, file] : reported) {
      const auto document = store->state().document(number).value();
      ASSERT_TRUE(document) << number;
      ASSERT_EQ(document->file, file);
    }
    test::expect_sound(disk, store->state());
    std::map<std::uint64_t, std::string> committed;
    for (int groups = 1 + static_cast<int>(random() % 6); groups > 0 && next < kDocuments;
         --groups) {
      const std::size_t count = 1 + random() % (random() % 2 == 0 ? 3 : kMaxGroup);
      const auto done = store->corpus().commit(pending_documents(next, count));
      ASSERT_TRUE(done) << done.error().message;
      for (const Committed& one : *done) committed[one.number] = one.file;
      next += count;
      if (random() % 3 != 0) continue;
      ASSERT_TRUE(store->corpus().sync());
      reported.merge(committed);
      keep_state();
    }
    if (random() % 4 == 0 && !reported.empty()) {
      const std::uint64_t number = reported.begin()->first;
      ASSERT_TRUE(store->corpus().remove({{number}}, "forgotten", clock_.now()));
      reported.erase(number);
      keep_state();
    }
    power->fail_after(1);
    store.reset();
    if (random() % 2 == 0) forget_state();
    disk.power_loss(random);
    pretend_reboot(corpus_path());
  }
}

INSTANTIATE_TEST_SUITE_P(Rounds, PowerLossTest, ::testing::Values(1U, 2U, 3U));

// Power is lost in the middle of a commit: after each of its calls.
TEST_F(DurabilityTest, Promise3PowerLostAfterAnyCallLosesNothingReported) {
  std::mt19937 random(7);
  for (int calls = 1; calls < 40; ++calls) {
    const test::TempFolder temp;
    const StoreOptions options{temp.path() / "corpus", temp.path() / "state.db", "", {}};
    test::ForgetfulFolder disk(options.corpus);
    const auto on = [&](test::FolderWrapper wrap) {
      StoreOptions wrapped = options;
      wrapped.wrap_folder = std::move(wrap);
      return std::move(Store::open(wrapped, clock_).value());
    };
    auto store = on([&](auto) { return borrowed(disk); });
    ASSERT_TRUE(store->corpus().commit(pending_documents(0, 5)));
    store.reset();
    test::FailingFolder* failing = nullptr;
    store = on([&](auto) {
      auto folder = std::make_unique<test::FailingFolder>(borrowed(disk), 0, EIO, true);
      failing = folder.get();
      return folder;
    });
    failing->fail_after(calls);
    bool done = store->corpus().commit(pending_documents(5, 5)).has_value();
    done = store->corpus().sync() && done;
    store.reset();
    disk.power_loss(random);
    pretend_reboot(options.corpus);
    store = on([&](auto) { return borrowed(disk); });
    test::expect_sound(disk, store->state());
    EXPECT_TRUE(store->state().document(4).value());
    EXPECT_TRUE(!done || store->state().document(9).value());
    const auto again = store->corpus().commit(pending_documents(0, 10));
    ASSERT_TRUE(again);
    ASSERT_TRUE(store->corpus().sync());
    EXPECT_EQ(store->state().totals().value().documents, 10U);
    test::expect_sound(disk, store->state());
  }
}

// One run of a store that may fail anywhere: open, three commits, a removal. Errors are fine.
void work(const StoreOptions& options, const Clock& clock) {
  auto store = Store::open(options, clock);
  if (!store) return;
  Corpus& corpus = (*store)->corpus();
  (void)corpus.commit(pending_documents(0, 1));
  (void)corpus.sync();
  (void)corpus.commit(pending_documents(1, 20));
  (void)corpus.remove({{0}}, "forgotten", clock.now());
  (void)corpus.commit(pending_documents(21, 4));
  (void)corpus.sync();
}

struct Failure {
  int code;
  bool for_good;
};
class NthFailureTest : public ::testing::TestWithParam<Failure> {
 protected:
  test::FakeClock clock_;
};

TEST_P(NthFailureTest, Promise4NeverLeavesAWrongDocumentAndTheNextCleanRunCompletes) {
  for (int n = 1; n <= 500; ++n) {
    const test::TempFolder temp;
    StoreOptions options{temp.path() / "corpus", temp.path() / "state.db", "", {}};
    int calls = 0;
    options.wrap_folder = [&](std::unique_ptr<os::Folder> inner) {
      return std::make_unique<test::FailingFolder>(std::move(inner), n, GetParam().code,
                                                   GetParam().for_good, &calls);
    };
    work(options, clock_);
    options.wrap_folder = {};
    auto store = Store::open(options, clock_);
    ASSERT_TRUE(store) << n << ": " << store.error().message;
    test::expect_sound((*store)->corpus().folder(), (*store)->state());
    ASSERT_TRUE((*store)->corpus().commit(pending_documents(0, 25)));
    ASSERT_TRUE((*store)->corpus().sync());
    test::expect_sound((*store)->corpus().folder(), (*store)->state());
    const auto totals = (*store)->state().totals().value();
    EXPECT_TRUE(totals.documents == 25 || totals.documents == 24) << n << ": " << totals.documents;
    if (::testing::Test::HasFailure()) FAIL() << "at call " << n;
    if (calls < n) break;  // the run has fewer calls than that
  }
}

INSTANTIATE_TEST_SUITE_P(Kinds, NthFailureTest,
                         ::testing::Values(Failure{EIO, false}, Failure{EIO, true},
                                           Failure{ENOSPC, false}, Failure{EMFILE, false}));

TEST_F(DurabilityTest, Promise6AFullDiskStopsAtADocumentAndGoesOnWhenThereIsRoom) {
  std::uint64_t room = 20'000;
  auto store = open([&](std::unique_ptr<os::Folder> inner) {
    return std::make_unique<test::SmallFolder>(std::move(inner), room);
  });
  std::size_t written = 0;
  Result<std::vector<Committed>> done;
  for (; (done = store->corpus().commit(pending_documents(written, 1))); ++written) {
    ASSERT_LT(written, 1000U);
  }
  EXPECT_EQ(done.error().kind, Error::Kind::kDiskFull) << done.error().message;
  EXPECT_EQ(store->state().totals().value().documents, written);
  room = 1'000'000;
  ASSERT_TRUE(store->corpus().commit(pending_documents(written, 30)));
  ASSERT_TRUE(store->corpus().sync());
  test::expect_sound(store->corpus().folder(), store->state());
  EXPECT_EQ(store->state().totals().value().documents, written + 30);
}

TEST_F(DurabilityTest, AGroupThatDoesNotFitLeavesNoneOfItsFiles) {
  std::uint64_t room = 1'000'000;
  auto store = open([&](std::unique_ptr<os::Folder> inner) {
    return std::make_unique<test::SmallFolder>(std::move(inner), room);
  });
  ASSERT_TRUE(store->corpus().commit(pending_documents(0, 10)));
  ASSERT_TRUE(store->corpus().sync());
  room = 5'000;
  ASSERT_FALSE(store->corpus().commit(pending_documents(10, 200)));
  test::expect_sound(store->corpus().folder(), store->state());
  EXPECT_EQ(document_names().size(), 10U);
}

TEST_F(DurabilityTest, AnIndexThatCannotBeWrittenIsCompletedLater) {
  std::uint64_t room = 1'000'000;
  auto store = open([&](std::unique_ptr<os::Folder> inner) {
    return std::make_unique<test::SmallFolder>(std::move(inner), room);
  });
  const auto pending = pending_documents(0, 1);
  ASSERT_TRUE(store->corpus().commit(pending));
  room = 10;
  ASSERT_TRUE(store->corpus().sync());
  EXPECT_LT(index().size(), index_header().size() + index_row(pending.front().record).size());
  room = 1'000'000;
  ASSERT_TRUE(store->corpus().commit(pending_documents(1, 1)));
  ASSERT_TRUE(store->corpus().sync());
  test::expect_sound(store->corpus().folder(), store->state());
}

TEST_F(DurabilityTest, AnIndexThatCouldNotBeRepairedIsCompletedLater) {
  std::uint64_t room = 1'000'000;
  auto store = open([&](std::unique_ptr<os::Folder> inner) {
    return std::make_unique<test::SmallFolder>(std::move(inner), room);
  });
  ASSERT_TRUE(store->corpus().commit(pending_documents(0, 3)));
  ASSERT_TRUE(store->corpus().sync());
  test::write_file(corpus_path() / kIndexName, index_header());
  ASSERT_TRUE(store->corpus().commit(pending_documents(3, 1)));
  room = 0;
  ASSERT_TRUE(store->corpus().sync());
  room = 1'000'000;
  ASSERT_TRUE(store->corpus().commit(pending_documents(4, 1)));
  ASSERT_TRUE(store->corpus().sync());
  test::expect_sound(store->corpus().folder(), store->state());
}

// A document that takes a number below others has INDEX.md written anew.
TEST_F(DurabilityTest, AnIndexThatCouldNotBeWrittenAnewIsCompletedLater) {
  for (int calls = 1; calls <= 12; ++calls) {
    const test::TempFolder temp;
    StoreOptions options{temp.path() / "corpus", temp.path() / "state.db", "", {}};
    test::FailingFolder* failing = nullptr;
    options.wrap_folder = [&](std::unique_ptr<os::Folder> inner) {
      auto folder = std::make_unique<test::FailingFolder>(std::move(inner), 0, EIO, false);
      failing = folder.get();
      return folder;
    };
    auto store = std::move(Store::open(options, clock_).value());
    auto imported = pending_documents(0, 2);
    imported[0].imported = ImportedAs{10, "0123456789abcdef"};
    imported[1].imported = ImportedAs{5, "0123456789abcdef"};
    ASSERT_TRUE(store->corpus().commit({&imported[0], 1}));
    ASSERT_TRUE(store->corpus().sync());
    failing->fail_after(calls);
    (void)store->corpus().commit({&imported[1], 1});
    (void)store->corpus().commit(pending_documents(2, 1));
    (void)store->corpus().sync();
    if (store->corpus().is_broken()) continue;
    ASSERT_TRUE(store->corpus().commit(pending_documents(3, 1)));
    ASSERT_TRUE(store->corpus().sync());
    test::expect_sound(store->corpus().folder(), store->state());
    ASSERT_FALSE(HasFailure()) << "at call " << calls;
  }
}

}  // namespace
}  // namespace tidings::corpus
