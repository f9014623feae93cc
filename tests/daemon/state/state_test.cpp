#include <filesystem>
#include <fstream>
#include <string>
#include <utility>

#include <sqlite3.h>

#include "tests/daemon/state/state_fixture.hpp"

namespace tidings::state {
namespace {

using namespace std::chrono_literals;
using ::testing::ElementsAre;
using ::testing::SizeIs;

TEST_F(StateTest, KeepsASourceByteForByte) {
  Source source;
  source.name = "site";
  source.kind = "feed";
  source.location = "https://a.example/feed";
  source.etag = std::string("W/\"\xff\0x\"", 7);
  source.last_modified = "not a date at all ";
  source.body_fingerprint = std::string("\0\1\2", 3);
  source.first_poll = now();
  source.last_new = now() - 5min;
  source.next_poll = now() + 15min;
  source.failures = 3;
  source.last_error = "timeout";
  source.schedule = "{opaque}";
  source.moved_to = "https://b.example/feed";
  source.moved_since = now();
  source.quiet = true;
  source.alarm = "quiet";
  Batch batch;
  batch.sources.push_back(source);
  apply(batch);
  reopen();
  EXPECT_EQ(state_->source("site").value(), source);
  EXPECT_EQ(state_->source("other").value(), std::nullopt);
  EXPECT_THAT(state_->sources().value(), ElementsAre(source));
  Batch gone;
  gone.gone_sources.push_back("site");
  apply(gone);
  EXPECT_THAT(state_->sources().value(), SizeIs(0));
}

TEST_F(StateTest, KeepsHosts) {
  Batch batch;
  batch.hosts.push_back({"https://a.example", "first"});
  batch.hosts.push_back({"https://a.example", std::string("se\0cond", 7)});
  apply(batch);
  EXPECT_EQ(state_->host("https://a.example").value()->record, std::string("se\0cond", 7));
  EXPECT_THAT(state_->hosts().value(), SizeIs(1));
}

TEST_F(StateTest, TellsHowManyWordsADocumentHas) {
  Batch batch;
  batch.documents = {document(0)};
  batch.documents[0].words = 301;
  apply(batch);
  EXPECT_EQ(state_->words_of(0).value(), 301U);
  EXPECT_EQ(state_->words_of(1).value(), std::nullopt);
}

TEST_F(StateTest, KeepsDocumentsWithEverythingKnown) {
  Batch batch;
  batch.documents = {document(0), document(1)};
  batch.documents[1].supersedes = 0;
  batch.documents[1].supersedes_reason = "text-grew";
  batch.documents[1].file = "001_0123456789abcdef.txt";
  batch.documents[1].file_hash = document(7).hash;
  apply(batch);
  reopen();
  Document first = batch.documents[0];
  first.superseded_by = 1;
  EXPECT_EQ(state_->document(0).value(), first);
  EXPECT_EQ(state_->document(1).value(), batch.documents[1]);
  EXPECT_EQ(state_->document(2).value(), std::nullopt);
  EXPECT_EQ(state_->document_by_hash(document(1).hash).value()->number, 1U);
  EXPECT_EQ(state_->document_by_hash(document(5).hash).value(), std::nullopt);
  EXPECT_EQ(state_->highest_number().value(), 1U);
  EXPECT_EQ(state_->totals().value().documents, 2U);
  EXPECT_EQ(state_->totals().value().bytes, 200U);
}

TEST_F(StateTest, TotalsFollowEveryCommitLateNumbersAndRemovalsOfOldAndNewDocuments) {
  const auto expect_documents = [&](std::uint64_t documents) {
    EXPECT_EQ(state_->totals().value().documents, documents);
    EXPECT_EQ(state_->totals().value().bytes, 100 * documents);
  };
  constexpr std::uint64_t kLate = 3;
  for (std::uint64_t i = 0; i < 600; ++i) {
    if (i == kLate) continue;
    Batch batch;
    batch.documents = {document(i)};
    apply(batch);
  }
  expect_documents(599);
  Batch late;
  late.documents = {document(kLate)};
  apply(late);
  expect_documents(600);
  Batch removals;
  removals.removals = {{0, now(), "old"}, {kLate, now(), "late"}, {599, now(), "new"}};
  apply(removals);
  expect_documents(597);
  apply(removals);
  expect_documents(597);
  reopen();
  expect_documents(597);
}

TEST_F(StateTest, CountsTheDocumentsThatWereFetchedSince) {
  Batch batch;
  batch.documents = {document(0), document(1), document(2)};
  batch.documents[0].fetched_at = now() - 25h;
  batch.documents[1].fetched_at = now() - 1h;
  batch.documents[2].fetched_at = now();
  apply(batch);
  EXPECT_EQ(state_->fetched_since(now() - 1h).value(), 2U);
  EXPECT_EQ(state_->fetched_since(now() + 1ms).value(), 0U);
}

TEST_F(StateTest, ListsDocumentsByNumberTimeAndSource) {
  Batch batch;
  for (std::uint64_t i = 0; i < 6; ++i) {
    batch.documents.push_back(document(i));
    batch.documents.back().fetched_at += i * 1h;
    if (i % 2 == 1) batch.documents.back().source = "odd";
  }
  apply(batch);
  const auto numbers = [&](const DocumentQuery& query) {
    std::vector<std::uint64_t> found;
    EXPECT_TRUE(state_->documents(query, [&](const Document& one) {
      found.push_back(one.number);
      return found.size() < 4;
    }));
    return found;
  };
  EXPECT_THAT(numbers({}), ElementsAre(0, 1, 2, 3));
  DocumentQuery query;
  query.from_number = 2;
  query.source = "odd";
  EXPECT_THAT(numbers(query), ElementsAre(3, 5));
  query = {};
  query.since = document(0).fetched_at + 4h;
  EXPECT_THAT(numbers(query), ElementsAre(4, 5));
}

TEST_F(StateTest, ListsManyDocumentsOnceEachWhileOthersAreAskedFor) {
  Batch batch;
  for (std::uint64_t i = 0; i < 1200; ++i) batch.documents.push_back(document(i));
  apply(batch);
  std::uint64_t next = 0;
  EXPECT_TRUE(state_->documents({}, [&](const Document& one) {
    EXPECT_EQ(one.number, next++);
    return state_->document(0).value().has_value();
  }));
  EXPECT_EQ(next, 1200U);
}

// Document 0 and an address of it that is to be looked at again.
Batch document_known_by(const std::string& key, Reason reason, WallTime revisit) {
  Batch batch;
  batch.documents.push_back(document(0));
  batch.urls.push_back({.key = key, .document = 0, .reason = reason, .next_revisit = revisit});
  return batch;
}

TEST_F(StateTest, ARemovedDocumentLeavesATombstoneAndItsNumber) {
  const std::string url = "https://a.example/0";
  apply(document_known_by(url, Reason::kNew, now()));
  Batch removal;
  removal.removals.push_back({0, now(), "age"});
  apply(removal);
  apply(removal);
  EXPECT_EQ(state_->totals().value().documents, 0U);
  EXPECT_EQ(state_->totals().value().bytes, 0U);
  EXPECT_EQ(state_->highest_number().value(), 0U);
  EXPECT_TRUE(state_->url(url).value()->removed);
  EXPECT_THAT(state_->revisits(now(), 10).value(), SizeIs(0));
  EXPECT_EQ(state_->document(0).value()->removed_reason, "age");
  int listed = 0;
  EXPECT_TRUE(state_->documents({}, [&](const Document&) { return ++listed > 0; }));
  EXPECT_EQ(listed, 0);
}

TEST_F(StateTest, TheUrlOfACopyGoesWithTheDocument) {
  const std::string copy = "https://b.example/copy";
  apply(document_known_by(copy, Reason::kSameText, now()));
  Batch removal;
  removal.removals.push_back({0, now(), "age"});
  apply(removal);
  const auto known = state_->url(copy).value();
  ASSERT_TRUE(known);
  EXPECT_TRUE(known->removed);
  EXPECT_EQ(known->reason, Reason::kRemoved);
  EXPECT_EQ(known->next_revisit, std::nullopt);
  EXPECT_THAT(state_->revisits(now(), 10).value(), SizeIs(0));
}

TEST_F(StateTest, KeepsUrlsAndReplacesThemByKey) {
  KnownUrl url;
  url.key = "https://a.example/x";
  url.source = "site";
  url.version = "2026-03-12T00:00:00Z";
  url.reason = Reason::kNoArticle;
  url.fetched_at = now();
  url.revisits = 2;
  url.next_revisit = now() + 3h;
  Batch batch;
  batch.urls.push_back(url);
  apply(batch);
  EXPECT_EQ(state_->url(url.key).value(), url);
  EXPECT_EQ(state_->url("https://a.example/y").value(), std::nullopt);
  EXPECT_THAT(state_->revisits(now(), 10).value(), SizeIs(0));
  EXPECT_THAT(state_->revisits(now() + 3h, 10).value(), ElementsAre(url));
  url.version = "later";
  batch.urls = {url};
  apply(batch);
  EXPECT_EQ(state_->url(url.key).value()->version, "later");
}

TEST_F(StateTest, KnowsItemsBySourceWhileTheirUrlIsKnownOrWaits) {
  Batch batch;
  batch.pending.push_back(page("1"));
  batch.items.push_back({"site", "id-1", page("1").key});
  batch.items.push_back({"site", "id-2", "https://a.example/never-heard-of"});
  apply(batch);
  EXPECT_EQ(state_->item("site", "id-1").value()->key, page("1").key);
  EXPECT_EQ(state_->item("other", "id-1").value(), std::nullopt);
  EXPECT_EQ(state_->item("site", "id-2").value(), std::nullopt);
}

TEST_F(StateTest, ACheckThatIsToldToStopEndsEarly) {
  std::stop_source stop;
  stop.request_stop();
  EXPECT_TRUE(check_sqlite(file(), stop.get_token()));
}

TEST_F(StateTest, ABatchThatFailsChangesNothing) {
  Batch batch;
  batch.documents.push_back(document(0));
  apply(batch);
  Batch twice;
  twice.sources.push_back({});
  twice.documents.push_back(document(0));  // the number is taken
  EXPECT_FALSE(state_->apply(twice));
  EXPECT_THAT(state_->sources().value(), SizeIs(0));
  EXPECT_EQ(state_->totals().value().documents, 1U);
}

TEST_F(StateTest, AReaderSeesWhatIsWrittenMeanwhile) {
  const auto reader = open_sqlite_reader(file());
  ASSERT_TRUE(reader);
  Batch batch;
  batch.documents.push_back(document(0));
  apply(batch);
  EXPECT_EQ((*reader)->totals().value().documents, 1U);
}

TEST_F(StateTest, IsFoundSoundByItsCheckWhileItIsOpen) { EXPECT_TRUE(check_sqlite(file())); }

// A kill before the state was in WAL mode: file and rollback journal as they lie then.
TEST_F(StateTest, AStateWithARollbackJournalIsRolledBackAndOpened) {
  const auto growing = file().parent_path() / "growing.db";
  ASSERT_TRUE(open_sqlite(growing));
  const auto cut = file().parent_path() / "cut.db";
  sqlite3* database = nullptr;
  ASSERT_EQ(sqlite3_open(growing.c_str(), &database), SQLITE_OK);
  const char* begun =
      "PRAGMA journal_mode = DELETE; PRAGMA cache_size = 2; BEGIN; CREATE TABLE filler(text);"
      "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 300)"
      "INSERT INTO filler SELECT printf('%3000d', i) FROM n";
  ASSERT_EQ(sqlite3_exec(database, begun, nullptr, nullptr, nullptr), SQLITE_OK);
  std::filesystem::copy_file(growing, cut);
  std::filesystem::copy_file(growing.string() + "-journal", cut.string() + "-journal");
  sqlite3_close(database);
  const auto opened = open_sqlite(cut);
  EXPECT_TRUE(opened) << opened.error().message;
}

TEST_F(StateTest, BatchesAreJoinedInOrder) {
  Batch first;
  first.settled = {1};
  Batch second;
  second.settled = {2};
  second.label = "corpus";
  EXPECT_TRUE(Batch().empty());
  first.append(std::move(second));
  EXPECT_THAT(first.settled, ElementsAre(1, 2));
  EXPECT_EQ(first.label, "corpus");
  apply(first);
  EXPECT_EQ(state_->label().value(), "corpus");
}

}  // namespace
}  // namespace tidings::state
