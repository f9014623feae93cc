#include <random>

#include <gmock/gmock.h>

#include "parsers/document/document.hpp"
#include "tests/daemon/corpus/corpus_fixture.hpp"
#include "tests/daemon/os/fake_folders.hpp"

namespace tidings::corpus {
namespace {

using test::pending_document;
using test::pending_documents;
using ::testing::ElementsAre;

class CommitTest : public test::CorpusTest {};

TEST_F(CommitTest, NumbersDocumentsConsecutivelyFromZero) {
  const auto store = open();
  const auto first = store->corpus().commit(pending_documents(0, 3));
  const auto second = store->corpus().commit(pending_documents(3, 1));
  ASSERT_TRUE(first && second);
  EXPECT_EQ(first->at(0).number, 0U);
  EXPECT_EQ(first->at(2).number, 2U);
  EXPECT_EQ(second->at(0).number, 3U);
  EXPECT_TRUE(second->at(0).file.starts_with("003_"));
  ASSERT_TRUE(store->corpus().sync());
  test::expect_sound(store->corpus().folder(), store->state());
}

TEST_F(CommitTest, NamesAFileAfterTheHashOfItsBody) {
  const auto store = open();
  const auto pending = pending_document(0);
  const auto done = store->corpus().commit({{pending}});
  ASSERT_TRUE(done);
  const std::string bytes = test::read_file(corpus_path() / done->front().file);
  EXPECT_EQ(bytes, pending.bytes);
  EXPECT_EQ(done->front().file, document::file_name(0, document::content_hash(bytes)));
}

TEST_F(CommitTest, Promise2AGroupIsSyncedBeforeItIsNamedAndTheFolderBeforeItIsRecorded) {
  std::vector<std::string> calls;
  const auto store = open([&](std::unique_ptr<os::Folder> inner) {
    return std::make_unique<test::RecordingFolder>(std::move(inner), calls);
  });
  calls.clear();
  ASSERT_TRUE(store->corpus().commit(pending_documents(0, 2)));
  EXPECT_THAT(calls, ElementsAre("write .in-flight", "write .tmp-000", "write .tmp-001", "sync all",
                                 "rename .tmp-000", "rename .tmp-001", "sync names"));
}

TEST_F(CommitTest, Promise2ALoneDocumentIsSyncedByItself) {
  std::vector<std::string> calls;
  const auto store = open([&](std::unique_ptr<os::Folder> inner) {
    return std::make_unique<test::RecordingFolder>(std::move(inner), calls);
  });
  ASSERT_TRUE(store->corpus().commit(pending_documents(0, 1)));
  calls.clear();
  ASSERT_TRUE(store->corpus().commit(pending_documents(1, 1)));
  EXPECT_THAT(calls, ElementsAre("write .in-flight", "write .tmp-000 and sync", "rename .tmp-000",
                                 "sync names"));
}

TEST_F(CommitTest, WritesTheIndexOnceForManyCommitsWhenTheStateIsDurable) {
  std::vector<std::string> calls;
  const auto store = open([&](std::unique_ptr<os::Folder> inner) {
    return std::make_unique<test::RecordingFolder>(std::move(inner), calls);
  });
  ASSERT_TRUE(store->corpus().commit(pending_documents(0, 1)));
  ASSERT_TRUE(store->corpus().sync());
  for (std::size_t i = 1; i < 5; ++i) {
    ASSERT_TRUE(store->corpus().commit(pending_documents(i, 1)));
  }
  calls.clear();
  ASSERT_TRUE(store->corpus().sync());
  ASSERT_TRUE(store->corpus().sync());
  EXPECT_THAT(calls, ElementsAre("append INDEX.md and sync"));
  test::expect_sound(store->corpus().folder(), store->state());
}

TEST_F(CommitTest, WritesTheSameTextOnceAcrossGroupsAndWithinOne) {
  const auto store = open();
  auto group = pending_documents(0, 2);
  group.push_back(pending_document(1));
  const auto first = store->corpus().commit(group);
  const auto second = store->corpus().commit({{pending_document(0)}});
  ASSERT_TRUE(first && second);
  EXPECT_FALSE(first->at(1).duplicate);
  EXPECT_TRUE(first->at(2).duplicate);
  EXPECT_EQ(first->at(2).number, 1U);
  EXPECT_TRUE(second->at(0).duplicate);
  EXPECT_EQ(second->at(0).number, 0U);
  EXPECT_EQ(store->corpus().next_number(), 2U);
  EXPECT_EQ(document_names().size(), 2U);
}

TEST_F(CommitTest, BooksACopyAsTheSameTextAndPointsItsUrlAtTheDocument) {
  const auto store = open();
  auto copy = pending_document(0);
  copy.changes.urls.front().key = "https://copy.example/0";
  copy.changes.sightings.push_back({0, "https://copy.example/0", "copy", "Story", 1.0, {}});
  ASSERT_TRUE(store->corpus().commit(pending_documents(0, 1)));
  ASSERT_TRUE(store->corpus().commit({{copy}}));
  const auto url = store->state().url("https://copy.example/0").value();
  ASSERT_TRUE(url);
  EXPECT_EQ(url->document, 0U);
  EXPECT_EQ(url->reason, state::Reason::kSameText);
  EXPECT_EQ(store->state().sightings(0).value().back().url, "https://copy.example/0");
  const auto ledger = store->state().ledger("site", "", "").value();
  ASSERT_EQ(ledger.size(), 1U);
  EXPECT_EQ(ledger[0].count(state::Reason::kNew), 1);
  EXPECT_EQ(ledger[0].count(state::Reason::kSameText), 1);
  EXPECT_TRUE(ledger[0].adds_up());
}

TEST_F(CommitTest, TakesOtherChangesIntoTheSameTransaction) {
  const auto store = open();
  state::Batch with;
  state::Source& source = with.sources.emplace_back();
  source.name = "site";
  source.etag = "W/\"1\"";
  ASSERT_TRUE(store->corpus().commit(pending_documents(0, 1), with));
  EXPECT_EQ(store->state().source("site").value()->etag, "W/\"1\"");
}

TEST_F(CommitTest, RecordsChangesOfAGroupThatHoldsNothingNew) {
  const auto store = open();
  state::Batch with;
  with.hosts.push_back({"https://site.example", "gap"});
  ASSERT_TRUE(store->corpus().commit({}, with));
  EXPECT_TRUE(store->state().host("https://site.example").value());
}

TEST_F(CommitTest, NeverOverwritesAFileOfSomeoneElse) {
  const auto store = open();
  const auto pending = pending_document(0);
  const std::string taken = document::file_name(0, document::content_hash(pending.bytes));
  test::write_file(corpus_path() / taken, "not ours");
  const auto done = store->corpus().commit({{pending}});
  ASSERT_TRUE(done);
  EXPECT_EQ(done->front().number, 1U);
  EXPECT_EQ(test::read_file(corpus_path() / taken), "not ours");
}

TEST_F(CommitTest, SupersededDocumentsNameTheirSuccessor) {
  const auto store = open();
  ASSERT_TRUE(store->corpus().commit(pending_documents(0, 1)));
  auto update = pending_document(1);
  update.record.supersedes = 0;
  update.record.supersedes_reason = "text-grew";
  ASSERT_TRUE(store->corpus().commit({{update}}));
  EXPECT_EQ(store->state().document(0).value()->superseded_by, 1U);
  EXPECT_EQ(store->state().document(1).value()->supersedes, 0U);
}

// Names come from number and hash alone, whatever title, id and URL hold.
TEST_F(CommitTest, Promise20NoTitleIdOrUrlCanShapeAName) {
  const auto store = open();
  std::mt19937 random(20);
  for (int round = 0; round < 20; ++round) {
    std::vector<PendingDocument> group;
    for (std::size_t i = 0; i < 200; ++i) {
      auto pending = pending_document(static_cast<std::size_t>(round) * 200 + i);
      for (std::string* text : {&pending.record.title, &pending.record.url, &pending.record.item_id,
                                &pending.record.source}) {
        text->clear();
        for (std::size_t k = random() % 40; k > 0; --k) {
          text->push_back("/.\\\0\n|~$%"[random() % 10]);
        }
      }
      group.push_back(std::move(pending));
    }
    const auto done = store->corpus().commit(group);
    ASSERT_TRUE(done);
    for (const Committed& one : *done) EXPECT_TRUE(document::parse_file_name(one.file));
  }
  EXPECT_EQ(document_names().size(), 4000U);
}

}  // namespace
}  // namespace tidings::corpus
