#include <algorithm>
#include <fstream>
#include <random>

#include "daemon/corpus/identity.hpp"
#include "daemon/state/sqlite_state.hpp"
#include "parsers/document/document.hpp"
#include "tests/daemon/corpus/corpus_fixture.hpp"
#include "tests/daemon/os/fake_folders.hpp"

namespace tidings::corpus {
namespace {

using test::pending_documents;

class RecoveryTest : public test::CorpusTest {
 protected:
  void fill(std::size_t documents) {
    ASSERT_TRUE(open()->corpus().commit(pending_documents(0, documents)));
  }
  void remove_state() const {
    for (const char* suffix : {"", "-wal", "-shm"}) {
      std::filesystem::remove(state_path().string() + suffix);
    }
  }
  [[nodiscard]] std::size_t states_set_aside() const {
    std::size_t count = 0;
    for (const auto& entry : std::filesystem::directory_iterator(temp_.path())) {
      const std::string name = entry.path().filename();
      count += name.starts_with("state.db.damaged-") && !name.ends_with("-wal") &&
               !name.ends_with("-shm");
    }
    return count;
  }
};

TEST_F(RecoveryTest, AnOrdinaryStartSaysNothingAndChangesNothing) {
  fill(5);
  const std::string before = index();
  const auto store = open();
  EXPECT_TRUE(store->notices().empty());
  EXPECT_EQ(store->corpus().next_number(), 5U);
  EXPECT_EQ(index(), before);
}

TEST_F(RecoveryTest, ALostStateIsBuiltFromTheCorpus) {
  fill(30);
  const std::string before = index();
  remove_state();
  const auto store = open();
  ASSERT_EQ(store->notices().size(), 1U);
  EXPECT_EQ(store->notices().front().event, "state.rebuilt");
  EXPECT_EQ(store->state().totals().value().documents, 30U);
  EXPECT_EQ(store->state().document(3).value()->title, "Story 3");
  EXPECT_EQ(store->state().url("https://site3.example/news/3").value()->document, 3U);
  EXPECT_EQ(store->corpus().next_number(), 30U);
  EXPECT_EQ(index(), before);
  EXPECT_TRUE(store->corpus().commit(pending_documents(0, 1)).value().front().duplicate);
}

TEST_F(RecoveryTest, NumbersAreNotGivenAgainWhenStateAndLastDocumentsAreGone) {
  fill(5);
  ASSERT_TRUE(open()->corpus().remove({{3U, 4U}}, "forgotten", clock_.now()));
  remove_state();
  const auto store = open();
  EXPECT_EQ(store->corpus().next_number(), 5U);
  EXPECT_TRUE(store->state().url("https://site3.example/news/3").value()->removed);
}

TEST_F(RecoveryTest, NumbersInTheIndexAreNotGivenAgainWhenStateAndFilesAreGone) {
  fill(5);
  remove_state();
  for (const std::string& name : document_names()) std::filesystem::remove(corpus_path() / name);
  EXPECT_EQ(open()->corpus().next_number(), 5U);
}

TEST_F(RecoveryTest, AnEarlierStateTakesInWhatCameAfterIt) {
  fill(5);
  test::write_file(temp_.path() / "backup", test::read_file(state_path()));
  ASSERT_TRUE(open()->corpus().commit(pending_documents(5, 5)));
  remove_state();
  std::filesystem::rename(temp_.path() / "backup", state_path());
  const auto store = open();
  EXPECT_EQ(store->state().totals().value().documents, 10U);
  EXPECT_EQ(store->corpus().next_number(), 10U);
  test::expect_sound(store->corpus().folder(), store->state());
}

TEST_F(RecoveryTest, ImportedDocumentsAreStillImportedAfterTheStateIsLost) {
  PendingDocument foreign;
  foreign.bytes =
      " date - -\nHeadline\n\nThe council met on Monday to talk about the harbour of the town.\n";
  foreign.record.hash = document::sha256("cleaned");
  foreign.imported = ImportedAs{7, "0123456789abcdef"};
  {
    const auto store = open();
    const auto done = store->corpus().commit({{foreign}});
    ASSERT_TRUE(done);
    EXPECT_EQ(done->front().file, "007_0123456789abcdef.txt");
    EXPECT_EQ(store->corpus().next_number(), 8U);
  }
  remove_state();
  const auto store = open();
  const auto document = store->state().document(7).value();
  ASSERT_TRUE(document);
  EXPECT_EQ(document->file, "007_0123456789abcdef.txt");
  EXPECT_EQ(document->file_hash, document::sha256(foreign.bytes));
  EXPECT_EQ(document->title, "Headline");
}

TEST_F(RecoveryTest, AFolderThatWasNeverACorpusIsTakenInAsItIs) {
  std::filesystem::create_directory(corpus_path());
  test::write_file(corpus_path() / "000_c2146fd9ab94773e.txt", "Headline\n\nA line.\n");
  test::write_file(corpus_path() / "notes.txt", "not a document");
  const auto store = open();
  EXPECT_EQ(store->corpus().next_number(), 1U);
  EXPECT_EQ(test::read_file(corpus_path() / "000_c2146fd9ab94773e.txt"), "Headline\n\nA line.\n");
  test::expect_sound(store->corpus().folder(), store->state());
}

TEST_F(RecoveryTest, ADocumentThatWasChangedByHandIsKeptWhenTheStateIsLost) {
  fill(3);
  const std::string name = document_names().at(1);
  test::write_file(corpus_path() / name, " date - -\nTitle\nChanged\n");
  remove_state();
  const auto store = open();
  EXPECT_EQ(store->state().document(1).value()->file, name);
  EXPECT_EQ(test::read_file(corpus_path() / name), " date - -\nTitle\nChanged\n");
}

TEST_F(RecoveryTest, ATornDocumentBeyondTheIndexIsSetAside) {
  fill(3);
  remove_state();
  test::write_file(corpus_path() / "003_0123456789abcdef.txt", " date 2026-03-12 https://si");
  const auto store = open();
  EXPECT_EQ(store->corpus().next_number(), 3U);
  EXPECT_TRUE(std::filesystem::exists(corpus_path() / ".torn-003_0123456789abcdef.txt"));
  test::expect_sound(store->corpus().folder(), store->state());
}

TEST_F(RecoveryTest, AStateOfAnotherCorpusIsRefused) {
  fill(3);
  StoreOptions other = options();
  other.corpus = temp_.path() / "other";
  const auto store = Store::open(other, clock_);
  ASSERT_FALSE(store);
  EXPECT_NE(store.error().message.find("another corpus"), std::string::npos);
  EXPECT_FALSE(std::filesystem::exists(other.corpus / kIndexName));
}

TEST_F(RecoveryTest, AStateWhoseLabelIsDamagedIsKnownByItsLastDocument) {
  fill(3);
  state::Batch batch;
  batch.label = "damaged";
  ASSERT_TRUE(open()->state().apply(batch));
  const auto store = open();
  EXPECT_EQ(store->state().totals().value().documents, 3U);
  EXPECT_NE(store->state().label().value(), "damaged");
}

TEST_F(RecoveryTest, AMissingParentIsNamed) {
  StoreOptions nowhere = options();
  nowhere.corpus = temp_.path() / "no" / "such" / "corpus";
  const auto store = Store::open(nowhere, clock_);
  ASSERT_FALSE(store);
  EXPECT_NE(store.error().message.find("no/such"), std::string::npos) << store.error().message;
}

struct Damage {
  const char* what;
  std::string (*change)(const std::string& index);
};
class DamagedIndexTest : public RecoveryTest, public ::testing::WithParamInterface<Damage> {};

TEST_P(DamagedIndexTest, IsWrittenAnewToTheSameBytes) {
  fill(40);
  const std::string before = index();
  test::write_file(corpus_path() / kIndexName, GetParam().change(before));
  open();
  EXPECT_EQ(index(), before);
}

INSTANTIATE_TEST_SUITE_P(
    Cases, DamagedIndexTest,
    ::testing::Values(
        Damage{"empty", [](const std::string&) { return std::string(); }},
        Damage{"half a header", [](const std::string& text) { return text.substr(0, 20); }},
        Damage{"header only", [](const std::string& text) { return text.substr(0, 94); }},
        Damage{"cut in a row",
               [](const std::string& text) { return text.substr(0, text.size() / 2); }},
        Damage{"cut before LF",
               [](const std::string& text) { return text.substr(0, text.size() - 1); }},
        Damage{"one row more", [](const std::string& text) { return text + "| 040 | - |\n"; }},
        Damage{"half a row more", [](const std::string& text) { return text + "| 040 | 20"; }},
        Damage{"zeros", [](const std::string& text) { return text + std::string(500, '\0'); }},
        Damage{"changed", [](const std::string& text) {
                 std::string changed = text;
                 changed[text.size() - 40] = '#';
                 return changed;
               }}));

TEST_F(RecoveryTest, AMissingIndexIsWrittenAnew) {
  fill(40);
  const std::string before = index();
  std::filesystem::remove(corpus_path() / kIndexName);
  open();
  EXPECT_EQ(index(), before);
}

TEST_F(RecoveryTest, ALongIndexIsRepairedAtItsEnd) {
  for (std::size_t i = 0; i < 5120; i += 256) {
    ASSERT_TRUE(open()->corpus().commit(pending_documents(i, 256)));
  }
  const std::string before = index();
  ASSERT_GT(before.size(), 600'000U);
  test::write_file(corpus_path() / kIndexName, before.substr(0, before.size() - 30'000));
  open();
  EXPECT_TRUE(index() == before);
}

// A flip that no check can see is no failure; what counts is that the store opens, says
// what it did at most once, and is sound afterwards.
class DamagedStateTest : public RecoveryTest {
 protected:
  static constexpr std::size_t kDocuments = 1000;

  void SetUp() override {
    for (std::size_t i = 0; i < kDocuments; i += 200) {
      ASSERT_TRUE(open()->corpus().commit(pending_documents(i, 200)));
    }
    sound_ = test::read_file(state_path());
    ASSERT_FALSE(std::filesystem::exists(state_path().string() + "-wal"));
  }

  void damage(const std::string& bytes, const std::string& what) {
    remove_state();
    for (const auto& entry : std::filesystem::directory_iterator(temp_.path())) {
      if (entry.path().filename().string().starts_with("state.db.")) {
        std::filesystem::remove(entry.path());
      }
    }
    test::write_file(state_path(), bytes);
    const auto opened = Store::open(options(), clock_);
    ASSERT_TRUE(opened) << what << ": " << opened.error().message;
    const auto said = std::ranges::count((*opened)->notices(), "state.damaged", &Notice::event);
    EXPECT_EQ(static_cast<std::size_t>(said), states_set_aside()) << what;
    EXPECT_EQ(document_names().size(), kDocuments) << what;
    EXPECT_EQ((*opened)->corpus().next_number(), kDocuments) << what;
    const auto done = (*opened)->corpus().commit({});
    ASSERT_TRUE(done) << what;
  }

  std::string sound_;
};

TEST_F(DamagedStateTest, Promise7TruncatedAnywhereItIsSetAsideAndBuiltAnew) {
  const auto cuts = static_cast<std::size_t>(test::rounds(200, 20));
  for (std::size_t i = 0; i < cuts; ++i) {
    damage(sound_.substr(0, sound_.size() * i / cuts), "cut " + std::to_string(i));
    if (HasFatalFailure()) return;
    const auto store = open();
    ASSERT_EQ(store->state().totals().value().documents, kDocuments) << i;
  }
}

TEST_F(DamagedStateTest, Promise7WithAnyBitFlippedTheStoreOpens) {
  std::mt19937 random(7);
  for (int i = 0; i < test::rounds(1000, 60); ++i) {
    std::string bytes = sound_;
    // Every fifth in the first pages, which hold the header and the tables' definitions.
    const std::size_t at = random() % (i % 5 == 0 ? 8192 : bytes.size());
    bytes[at] = static_cast<char>(bytes[at] ^ (1 << (random() % 8)));
    damage(bytes, "bit at " + std::to_string(at));
    if (HasFatalFailure()) return;
  }
}

TEST_F(DamagedStateTest, NotADatabaseAtAllItIsSetAside) {
  damage("this is a shopping list\n", "text");
  EXPECT_EQ(states_set_aside(), 1U);
}

TEST_F(DamagedStateTest, ReopenedAsDamagedItIsBuiltAnew) {
  remove_state();
  test::write_file(state_path(), sound_);
  const auto store = open();
  ASSERT_TRUE(store->reopen(true));
  EXPECT_EQ(states_set_aside(), 1U);
  EXPECT_EQ(store->state().totals().value().documents, kDocuments);
  EXPECT_EQ(store->corpus().next_number(), kDocuments);
}

}  // namespace
}  // namespace tidings::corpus
