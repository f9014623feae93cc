#include "tests/daemon/corpus/corpus_fixture.hpp"

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <set>
#include <sstream>

#include <fmt/core.h>

#include "daemon/corpus/index_row.hpp"
#include "parsers/document/document.hpp"

namespace tidings::test {

corpus::PendingDocument pending_document(std::size_t i) {
  document::Document document;
  document.day = "2026-03-12";
  document.url = fmt::format("https://site{}.example/news/{}", i % 7, i);
  document.title = fmt::format("Story {}", i);
  document.paragraphs = {fmt::format("The council met for the {}th time.", i),
                         "It then went home."};
  corpus::PendingDocument pending;
  pending.bytes = document::format(document);
  pending.record.hash = document::content_hash(pending.bytes);
  pending.record.day = document.day;
  pending.record.url = document.url;
  pending.record.title = document.title;
  pending.record.words = 11;
  pending.record.source = "site";
  state::KnownUrl url;
  url.key = document.url;
  url.source = "site";
  pending.changes.urls.push_back(std::move(url));
  pending.changes.items.push_back({"site", fmt::format("id-{}", i), document.url});
  pending.changes.ledger.push_back({"site", "2026-03-12", state::Reason::kNew, std::nullopt, 1});
  return pending;
}

std::vector<corpus::PendingDocument> pending_documents(std::size_t first, std::size_t count) {
  std::vector<corpus::PendingDocument> pending;
  for (std::size_t i = first; i < first + count; ++i) pending.push_back(pending_document(i));
  return pending;
}

void expect_sound(os::Folder& folder, state::State& state) {
  std::set<std::string> expected;
  std::string index(corpus::index_header());
  const auto read = state.documents({}, [&](const state::Document& document) {
    expected.insert(document.file);
    index += corpus::index_row(document);
    const auto bytes = os::read_whole(folder, document.file);
    EXPECT_TRUE(bytes) << document.file;
    if (!bytes) return true;
    if (document.file_hash) {
      EXPECT_EQ(document::sha256(*bytes), *document.file_hash) << document.file;
    } else {
      EXPECT_EQ(document::content_hash(*bytes), document.hash) << document.file;
    }
    return true;
  });
  EXPECT_TRUE(read);
  std::set<std::string> found;
  EXPECT_TRUE(folder.list([&](std::string_view name) {
    if (document::parse_file_name(name)) found.emplace(name);
    EXPECT_FALSE(name.starts_with(".tmp-")) << name;
  }));
  EXPECT_EQ(found, expected);
  EXPECT_EQ(os::read_whole(folder, corpus::kIndexName).value_or("no index"), index);
}

corpus::StoreOptions CorpusTest::options(FolderWrapper wrap) const {
  return {corpus_path(), state_path(), "", std::move(wrap)};
}

std::unique_ptr<corpus::Store> CorpusTest::open(FolderWrapper wrap) {
  auto store = corpus::Store::open(options(std::move(wrap)), clock_);
  if (!store) {
    ADD_FAILURE() << store.error().message;
    std::abort();
  }
  return std::move(*store);
}

std::string CorpusTest::index() const { return read_file(corpus_path() / corpus::kIndexName); }

std::vector<std::string> CorpusTest::document_names() const {
  std::vector<std::string> names;
  for (const auto& entry : std::filesystem::directory_iterator(corpus_path())) {
    std::string name = entry.path().filename();
    if (document::parse_file_name(name)) names.push_back(std::move(name));
  }
  std::ranges::sort(names);
  return names;
}

int rounds(int full, int quick) {
  return std::getenv("TIDINGS_LONG_TESTS") == nullptr ? quick : full;
}

std::string read_file(const std::filesystem::path& path) {
  std::ostringstream bytes;
  bytes << std::ifstream(path, std::ios::binary).rdbuf();
  return std::move(bytes).str();
}

void write_file(const std::filesystem::path& path, std::string_view bytes) {
  std::ofstream(path, std::ios::binary) << bytes;
}

}  // namespace tidings::test
