#include "daemon/corpus/import.hpp"

#include <map>

#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

#include "config/tables.hpp"
#include "daemon/corpus/document_line.hpp"
#include "daemon/corpus/forget.hpp"
#include "daemon/corpus/imported_text.hpp"
#include "daemon/corpus/verify.hpp"
#include "parsers/document/document.hpp"
#include "tests/daemon/corpus/corpus_fixture.hpp"

namespace tidings::corpus {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using Kind = ImportedLine::Kind;

// As it was saved from a page by hand: no LF at the end, a blank line, an unknown hash in the name.
std::string saved_page(int i) {
  return " date 2026-03-1" + std::to_string(i) +
         " https://paper.example/story\nThe harbour is closed for the winter\n\n"
         "The council met on Monday and talked about the harbour of the town, number " +
         std::to_string(i) + ", for a long time.\nIt was closed at the end of the meeting.";
}

class ImportTest : public test::CorpusTest {
 protected:
  void SetUp() override { std::filesystem::create_directory(folder()); }
  [[nodiscard]] std::filesystem::path folder() const { return temp_.path() / "old"; }
  void put(const std::string& name, const std::string& bytes) const {
    test::write_file(folder() / name, bytes);
  }
  std::map<std::string, ImportedLine> import(Store& store, ImportOptions options) {
    std::map<std::string, ImportedLine> lines;
    const auto done = import_folder(store, options, clock_.now(),
                                    [&](const ImportedLine& line) { lines[line.name] = line; });
    EXPECT_TRUE(done) << done.error().message;
    return lines;
  }
  std::vector<std::string> verify_all(Store& store, bool repair = false) {
    std::vector<std::string> found;
    const auto note = [&](const Difference& difference) {
      found.push_back(difference.file + ": " + difference.what);
    };
    const auto done =
        repair ? verify_and_repair(store, clock_.now(), note) : verify(readable(store), note);
    EXPECT_TRUE(done) << done.error().message;
    return found;
  }
};

TEST_F(ImportTest, CopiesByteForByteUnderTheSameNumbersAndNames) {
  put("000_0123456789abcdef.txt", saved_page(0));
  put("004_fedcba9876543210.txt", saved_page(4));
  const auto store = open();
  const auto lines = import(*store, {folder(), {}});
  EXPECT_EQ(lines.at("004_fedcba9876543210.txt").kind, Kind::kTaken);
  EXPECT_EQ(test::read_file(corpus_path() / "000_0123456789abcdef.txt"), saved_page(0));
  EXPECT_EQ(store->corpus().next_number(), 5U);
  const auto document = store->state().document(4).value();
  EXPECT_EQ(document->title, "The harbour is closed for the winter");
  EXPECT_EQ(document->day, "2026-03-14");
  EXPECT_THAT(index(), HasSubstr("| 004 | 2026-03-14 | The harbour is closed for the winter | "
                                 "[paper.example](https://paper.example/story) |"));
  EXPECT_TRUE(store->state().url("https://paper.example/story").value());
  EXPECT_THAT(verify_all(*store), ElementsAre());
  test::expect_sound(store->corpus().folder(), store->state());
}

TEST_F(ImportTest, GivesTheNextNumberWhereTheOwnIsTaken) {
  const auto store = open();
  ASSERT_TRUE(store->corpus().commit(test::pending_documents(0, 3)));
  put("001_0123456789abcdef.txt", saved_page(1));
  put("an old story.txt", saved_page(2));
  const auto lines = import(*store, {folder(), {}});
  EXPECT_EQ(lines.at("001_0123456789abcdef.txt").number, 3U);
  EXPECT_EQ(lines.at("an old story.txt").number, 4U);
  EXPECT_TRUE(std::filesystem::exists(corpus_path() / "003_0123456789abcdef.txt"));
  EXPECT_THAT(verify_all(*store), ElementsAre());
}

TEST_F(ImportTest, ASecondImportFindsEverythingKnown) {
  put("000_0123456789abcdef.txt", saved_page(0));
  const auto store = open();
  import(*store, {folder(), {}});
  const auto lines = import(*store, {folder(), {}});
  EXPECT_EQ(lines.at("000_0123456789abcdef.txt").kind, Kind::kKnown);
  EXPECT_EQ(store->corpus().next_number(), 1U);
}

TEST_F(ImportTest, WhatWasImportedIsNotWrittenAgainUnderAnotherUrl) {
  put("000_0123456789abcdef.txt", saved_page(0));
  const auto store = open();
  import(*store, {folder(), {}});
  PendingDocument same = test::pending_document(9);
  same.bytes = document::format(clean_imported(saved_page(0)));
  same.record.hash = document::content_hash(same.bytes);
  const auto done = store->corpus().commit({{same}});
  ASSERT_TRUE(done);
  EXPECT_TRUE(done->front().duplicate);
  EXPECT_EQ(done->front().number, 0U);
}

TEST_F(ImportTest, TwoFilesOfOneTextAreOneDocument) {
  put("000_0123456789abcdef.txt", saved_page(0));
  put("001_fedcba9876543210.txt", saved_page(0) + "\n");
  const auto store = open();
  const auto lines = import(*store, {folder(), {}});
  EXPECT_EQ(lines.at("001_fedcba9876543210.txt").kind, Kind::kDuplicate);
  EXPECT_EQ(lines.at("001_fedcba9876543210.txt").number, 0U);
  EXPECT_EQ(document_names().size(), 1U);
}

TEST_F(ImportTest, TakesFilesOfTheCorpusInPlace) {
  {
    const auto store = open();
    ASSERT_TRUE(store->corpus().commit(test::pending_documents(0, 2)));
  }
  test::write_file(corpus_path() / "007_0123456789abcdef.txt", saved_page(7));
  test::write_file(corpus_path() / "001_fedcba9876543210.txt", saved_page(1));
  test::write_file(corpus_path() / "notes.txt", "mine");
  const auto store = open();
  const auto lines = import(*store, {corpus_path(), {}});
  EXPECT_EQ(lines.at("007_0123456789abcdef.txt").number, 7U);
  EXPECT_EQ(lines.at("001_fedcba9876543210.txt").number, 2U);
  EXPECT_EQ(lines.at("notes.txt").kind, Kind::kSkipped);
  EXPECT_TRUE(std::filesystem::exists(corpus_path() / "002_fedcba9876543210.txt"));
  EXPECT_EQ(store->corpus().next_number(), 8U);
  EXPECT_THAT(verify_all(*store), ElementsAre());
  test::expect_sound(store->corpus().folder(), store->state());
}

TEST_F(ImportTest, WritesCleanedDocumentsElsewhereAndNeverTouchesTheFolder) {
  put("003_0123456789abcdef.txt", saved_page(3));
  const auto store = open();
  const auto clean = temp_.path() / "clean";
  import(*store, {folder(), clean});
  EXPECT_EQ(test::read_file(folder() / "003_0123456789abcdef.txt"), saved_page(3));
  const std::string text = document::format(clean_imported(saved_page(3)));
  EXPECT_EQ(test::read_file(clean / document::file_name(3, document::content_hash(text))), text);
  EXPECT_FALSE(import_folder(*store, {folder(), folder()}, clock_.now(), [](const auto&) {}));
  EXPECT_FALSE(import_folder(*store, {folder(), corpus_path()}, clock_.now(), [](const auto&) {}));
}

TEST_F(ImportTest, VerifyNamesEachDifferenceAndRepairsWhatCanBe) {
  put("000_0123456789abcdef.txt", saved_page(0));
  const auto store = open();
  import(*store, {folder(), {}});
  ASSERT_TRUE(store->corpus().commit(test::pending_documents(1, 4)));
  ASSERT_TRUE(store->corpus().sync());
  const auto names = document_names();
  test::write_file(corpus_path() / names[0], saved_page(0) + "changed");
  test::write_file(corpus_path() / names[1], " date - -\nTitle\nAnother text\n");
  std::filesystem::remove(corpus_path() / names[2]);
  test::write_file(corpus_path() / names[3],
                   "x" + test::read_file(corpus_path() / names[3]).substr(1));
  test::write_file(corpus_path() / "999_0123456789abcdef.txt", saved_page(9));
  const std::vector<std::string> expected{
      names[0] + ": the file is not the one imported",
      names[1] + ": its text is not the one that was written", names[2] + ": the file is missing",
      names[3], "999_0123456789abcdef.txt: the state does not know this document"};
  EXPECT_EQ(verify_all(*store).size(), expected.size());
  const auto found = verify_all(*store, true);
  ASSERT_EQ(found.size(), expected.size());
  for (std::size_t i = 0; i < found.size(); ++i) EXPECT_THAT(found[i], HasSubstr(expected[i]));
  EXPECT_EQ(verify_all(*store).size(), 3U);  // the changed texts stay
  EXPECT_EQ(store->state().document(999).value()->file, "999_0123456789abcdef.txt");
  EXPECT_TRUE(store->state().document(2).value()->removed_at);
}

TEST_F(ImportTest, VerifyNoticesAnIndexThatWasEdited) {
  const auto store = open();
  ASSERT_TRUE(store->corpus().commit(test::pending_documents(0, 3)));
  ASSERT_TRUE(store->corpus().sync());
  const std::string before = index();
  test::write_file(corpus_path() / kIndexName, before + "| 999 |\n");
  EXPECT_EQ(verify_all(*store).size(), 1U);
  verify_all(*store, true);
  EXPECT_EQ(index(), before);
}

TEST_F(ImportTest, ForgetsByNumberAndByUrl) {
  const auto store = open();
  ASSERT_TRUE(store->corpus().commit(test::pending_documents(0, 4)));
  const auto& tracking = config::tracking_table();
  const auto by_number = forget(*store, "001", tracking, clock_.now());
  ASSERT_TRUE(by_number);
  EXPECT_EQ(by_number->document, 1U);
  const auto by_url =
      forget(*store, "https://site2.example/news/2?utm_source=x", tracking, clock_.now());
  ASSERT_TRUE(by_url);
  EXPECT_EQ(by_url->document, 2U);
  ASSERT_TRUE(forget(*store, "https://never.example/seen", tracking, clock_.now()));
  for (const char* url : {"https://site1.example/news/1", "https://site2.example/news/2",
                          "https://never.example/seen"}) {
    EXPECT_TRUE(store->state().url(url).value()->removed) << url;
  }
  for (const char* wrong : {"001", "77", "no such thing"}) {
    const auto refused = forget(*store, wrong, tracking, clock_.now());
    ASSERT_FALSE(refused) << wrong;
    EXPECT_EQ(refused.error().kind, Error::Kind::kNotThere);
  }
  EXPECT_EQ(document_names().size(), 2U);
  test::expect_sound(store->corpus().folder(), store->state());
  EXPECT_EQ(store->corpus().next_number(), 4U);
}

// Promise 8, as far as the store goes: what was removed stays known, and its text is not written
// again under another URL either.
TEST_F(ImportTest, ARemovedDocumentNeverComesBack) {
  const auto store = open();
  ASSERT_TRUE(store->corpus().commit(test::pending_documents(0, 2)));
  ASSERT_TRUE(store->corpus().remove({{0U}}, "age", clock_.now()));
  for (int cycle = 0; cycle < 100; ++cycle) {
    ASSERT_TRUE(store->state().url("https://site0.example/news/0").value()->removed);
    ASSERT_TRUE(store->corpus().commit({{test::pending_document(0)}}).value().front().duplicate);
  }
  EXPECT_EQ(document_names().size(), 1U);
}

TEST_F(ImportTest, AnExportedLineHoldsEverythingKnown) {
  state::Document document = test::pending_document(0).record;
  document.number = 12;
  document.file = "012_0123456789abcdef.txt";
  document.authors = {"A. Author"};
  document.supersedes = 3;
  document.supersedes_reason = "text-grew";
  document.fetched_at = clock_.now();
  const state::Sighting copy{12, "https://b.example/", "b", "Copy", 0.5, clock_.now()};
  const std::string line = document_line(document, {{copy}}, "First.\nSecond \xff.");
  EXPECT_EQ(line.find('\n'), line.size() - 1);
  const auto json = nlohmann::json::parse(line);
  EXPECT_EQ(json["number"], 12);
  EXPECT_EQ(json["fetched_at"], "2026-03-12T07:20:00Z");
  EXPECT_EQ(json["supersedes"], 3);
  EXPECT_EQ(json["seen"][0]["similarity"], 0.5);
  EXPECT_EQ(json["text"], "First.\nSecond \xef\xbf\xbd.");
  EXPECT_FALSE(json.contains("image"));
}

}  // namespace
}  // namespace tidings::corpus
