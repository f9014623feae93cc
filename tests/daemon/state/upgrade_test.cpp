#include <fstream>
#include <sstream>

#include <gmock/gmock.h>
#include <sqlite3.h>

#include "daemon/state/sqlite_state.hpp"
#include "tests/daemon/os/fake_clock.hpp"
#include "tests/support/temp_folder.hpp"

// A state of every earlier release opens; a later one is refused and left as it is.
namespace tidings::state {
namespace {

using ::testing::SizeIs;

std::string read(const std::filesystem::path& path) {
  std::ostringstream bytes;
  bytes << std::ifstream(path, std::ios::binary).rdbuf();
  return std::move(bytes).str();
}

class UpgradeTest : public ::testing::Test {
 protected:
  void execute(const std::string& sql) const {
    sqlite3* database = nullptr;
    ASSERT_EQ(sqlite3_open(file_.c_str(), &database), SQLITE_OK);
    char* message = nullptr;
    EXPECT_EQ(sqlite3_exec(database, sql.c_str(), nullptr, nullptr, &message), SQLITE_OK)
        << (message == nullptr ? "" : message);
    sqlite3_free(message);
    sqlite3_close(database);
  }

  test::TempFolder temp_;
  std::filesystem::path file_ = temp_.path() / "state.db";
};

class UpgradeFromTest : public UpgradeTest, public ::testing::WithParamInterface<int> {};

TEST_P(UpgradeFromTest, Promise35AStateOfAnEarlierVersionOpensWithItsContents) {
  const std::string name = "version" + std::to_string(GetParam()) + ".sql";
  execute(read(std::filesystem::path(TIDINGS_TEST_DATA) / "state" / name));
  const auto state = open_sqlite(file_);
  ASSERT_TRUE(state) << state.error().message;
  EXPECT_EQ((*state)->source("site").value()->etag, "W/\"1\"");
  EXPECT_EQ((*state)->document(0).value()->title, "Title");
  EXPECT_EQ((*state)->document_by_hash({1}).value()->number, 0U);
  EXPECT_EQ((*state)->url("https://a.example/0").value()->document, 0U);
  EXPECT_EQ((*state)->item("site", "id-0").value()->key, "https://a.example/0");
  EXPECT_EQ((*state)->totals().value().waiting, 1U);
  EXPECT_EQ((*state)->totals().value().documents, 1U);
}

INSTANTIATE_TEST_SUITE_P(EachEarlierVersion, UpgradeFromTest, ::testing::Values(1, 2, 3, 4, 5));

// Version 5 kept both in rows of their own.
TEST_F(UpgradeTest, ADocumentThatWasWrittenBeforeIsToldByItsOwnRowAlone) {
  execute(read(std::filesystem::path(TIDINGS_TEST_DATA) / "state" / "version5.sql"));
  const auto state = open_sqlite(file_);
  ASSERT_TRUE(state) << state.error().message;
  const auto places = (*state)->sightings(0).value();
  ASSERT_THAT(places, SizeIs(2));
  EXPECT_EQ(places[0].url, "https://a.example/0");
  EXPECT_EQ(places[1].url, "https://b.example/0");
  EXPECT_THAT((*state)->events("site", 10).value(), SizeIs(1));
}

TEST_F(UpgradeTest, Promise35ALaterVersionIsRefusedAndUntouched) {
  {
    ASSERT_TRUE(open_sqlite(file_));
  }
  execute("PRAGMA user_version = 99; UPDATE meta SET value = '99' WHERE name = 'schema'");
  const std::string before = read(file_);
  const auto state = open_sqlite(file_);
  ASSERT_FALSE(state);
  EXPECT_EQ(state.error().kind, Error::Kind::kNewer);
  EXPECT_NE(state.error().message.find("later release"), std::string::npos);
  EXPECT_EQ(read(file_), before);
}

TEST_F(UpgradeTest, AVersionThatContradictsItselfIsDamageNotALaterRelease) {
  {
    ASSERT_TRUE(open_sqlite(file_));
  }
  execute("PRAGMA user_version = 99");
  EXPECT_EQ(open_sqlite(file_).error().kind, Error::Kind::kDamaged);
}

TEST_F(UpgradeTest, ADatabaseOfAnotherProgramIsRefusedAndUntouched) {
  execute("CREATE TABLE recipes(name)");
  const std::string before = read(file_);
  const auto state = open_sqlite(file_);
  ASSERT_FALSE(state);
  EXPECT_EQ(state.error().kind, Error::Kind::kIo);
  EXPECT_EQ(read(file_), before);
}

TEST_F(UpgradeTest, AChangedTableIsDamage) {
  {
    ASSERT_TRUE(open_sqlite(file_));
  }
  execute("ALTER TABLE document RENAME COLUMN title TO titel");
  EXPECT_EQ(open_sqlite(file_).error().kind, Error::Kind::kDamaged);
}

TEST_F(UpgradeTest, ADamagedStateIsMovedUnderNamesOfItsOwn) {
  const test::FakeClock clock;
  for (const char* expected :
       {"state.db.damaged-20260312T072000", "state.db.damaged-20260312T072000-2"}) {
    std::ofstream(file_) << "damaged";
    std::ofstream(file_.string() + "-wal") << "log";
    const auto moved = set_aside(file_, clock.now());
    ASSERT_TRUE(moved);
    EXPECT_EQ(moved->filename(), expected);
    EXPECT_TRUE(std::filesystem::exists(moved->string() + "-wal"));
    EXPECT_FALSE(std::filesystem::exists(file_));
  }
}

}  // namespace
}  // namespace tidings::state
