#include <memory>
#include <string>

#include <fmt/core.h>
#include <gmock/gmock.h>

#include "daemon/state/sqlite_lookup.hpp"
#include "daemon/state/sqlite_schema.hpp"
#include "tests/support/temp_folder.hpp"

namespace tidings::state::sqlite {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::Not;

constexpr std::size_t kHeld = 1000;  // entries: sweeps begin early
constexpr std::int64_t kRows = 10'000;
constexpr int kSlice = 1024;  // entries that move at once

// Evenly spread, as hashes are.
std::int64_t hash_of_row(std::int64_t id) {
  return static_cast<std::int64_t>(static_cast<std::uint64_t>(id + 1) * 0x9e3779b97f4a7c15U);
}

class LookupTest : public ::testing::Test {
 protected:
  LookupTest() {
    migrate(database_, 0);
    reopen();
  }

  void reopen(std::size_t held = kHeld) {
    lookup_ = std::make_unique<Lookup>(database_, held);
    lookup_->catch_up();
  }

  void insert(std::int64_t id) {
    Query query = database_.query(
        "INSERT INTO known(id, key_hash, key, source, version, reason, revisits, removed) "
        "VALUES (?, ?, '', '', '', '', 0, 0)");
    query.bind(id).bind(hash_of_row(id)).run();
    lookup_->add(Lookup::Table::kKnown, hash_of_row(id), id);
  }

  void insert_and_settle(std::int64_t first, std::int64_t end) {
    lookup_->begin();
    for (std::int64_t id = first; id < end; ++id) insert(id);
    lookup_->settle();
  }

  void keep(std::int64_t first, std::int64_t end) {
    Transaction transaction(database_);
    insert_and_settle(first, end);
    transaction.commit();
    lookup_->keep();
  }

  void keep_all() {
    for (std::int64_t id = 0; id < kRows; id += 100) keep(id, id + 100);
  }

  [[nodiscard]] std::int64_t count_missing(Lookup& lookup) const {
    std::int64_t missing = 0;
    for (std::int64_t id = 0; id < kRows; ++id) {
      const auto ids = lookup.ids(hash_of_row(id));
      if (std::ranges::find(ids, id) == ids.end()) ++missing;
    }
    return missing;
  }

  [[nodiscard]] int count(const char* sql) { return std::stoi(database_.value_of(sql)); }

  test::TempFolder temp_;
  std::filesystem::path file_ = temp_.path() / "state.db";
  Database database_{file_, Mode::kCreate};
  std::unique_ptr<Lookup> lookup_;
};

TEST_F(LookupTest, FindsEveryRowWhileSomeAreHeldAndOthersHaveMoved) {
  keep_all();
  EXPECT_EQ(count_missing(*lookup_), 0);
}

TEST_F(LookupTest, HoldsNoMoreThanItsLimitInMemory) {
  keep_all();
  EXPECT_GE(count("SELECT count(*) FROM lookup"), kRows - static_cast<int>(kHeld) - kSlice);
}

TEST_F(LookupTest, FindsEveryRowAfterTheMemoryWasLost) {
  keep_all();
  reopen();
  EXPECT_EQ(count_missing(*lookup_), 0);
}

TEST_F(LookupTest, FindsEveryRowWhenTheMemoryIsLostAfterEachCommit) {
  for (std::int64_t id = 0; id < kRows; id += 100) {
    keep(id, id + 100);
    reopen();
  }
  EXPECT_EQ(count_missing(*lookup_), 0);
}

TEST_F(LookupTest, MovesOneSliceACommitWhenAStartFoundMore) {
  keep_all();
  const int before = count("SELECT count(*) FROM lookup");
  reopen(0);
  keep(kRows, kRows + 1);
  EXPECT_LE(count("SELECT count(*) FROM lookup"), before + kSlice);
  EXPECT_GT(count("SELECT count(*) FROM lookup"), before);
}

TEST_F(LookupTest, ReadsOnlyTheRowsOfTheLastSweepsAgain) {
  keep_all();
  EXPECT_GT(count("SELECT highest FROM settled WHERE kind = 1"), kRows / 2);
}

TEST_F(LookupTest, FindsEveryRowAfterATransactionThatWasNotKept) {
  for (std::int64_t id = 0; id < kRows; id += 100) {
    {
      const Transaction dropped(database_);
      insert_and_settle(id, id + 100);
    }
    keep(id, id + 100);
  }
  reopen();
  EXPECT_EQ(count_missing(*lookup_), 0);
}

TEST_F(LookupTest, FindsARowThatTakesANumberBelowThoseOfTheLastSweep) {
  const std::int64_t late = 50;
  for (std::int64_t id = 100; id < kRows; id += 100) keep(id, id + 100);
  keep(late, late + 1);
  reopen();
  EXPECT_THAT(lookup_->ids(hash_of_row(late)), Contains(late));
}

TEST_F(LookupTest, GivesEachRowOnceWhereMemoryAndTableBothHoldIt) {
  keep_all();
  reopen();
  for (std::int64_t id = 0; id < kRows; ++id) {
    ASSERT_THAT(lookup_->ids(hash_of_row(id)), ElementsAre(id));
  }
}

TEST_F(LookupTest, AReaderFindsWhatWasWrittenAfterItBegan) {
  Database database(file_, Mode::kReadOnly);
  Lookup reader(database, kHeld);
  keep(0, 100);
  reader.catch_up();
  EXPECT_THAT(reader.ids(hash_of_row(0)), ElementsAre(0));
  keep(100, 200);
  reader.catch_up();
  EXPECT_THAT(reader.ids(hash_of_row(150)), ElementsAre(150));
}

TEST_F(LookupTest, TellsHashesApartByTheirUpperHalf) {
  keep(0, 100);
  EXPECT_THAT(lookup_->ids(hash_of_row(7) ^ (std::int64_t{1} << 32)), Not(Contains(7)));
}

}  // namespace
}  // namespace tidings::state::sqlite
