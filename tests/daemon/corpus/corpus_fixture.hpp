#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "daemon/corpus/store.hpp"
#include "daemon/os/file_system.hpp"
#include "tests/daemon/os/fake_clock.hpp"
#include "tests/support/temp_folder.hpp"

namespace tidings::test {

using FolderWrapper = std::function<std::unique_ptr<os::Folder>(std::unique_ptr<os::Folder>)>;

// The i-th of as many different documents as are asked for, with its URL, item and booking.
[[nodiscard]] corpus::PendingDocument pending_document(std::size_t i);
[[nodiscard]] std::vector<corpus::PendingDocument> pending_documents(std::size_t first,
                                                                     std::size_t count);

// What promises 1 and 3 ask of a store: every document of the state is in its file, whole, every
// numbered file is in the state, INDEX.md has exactly their rows, nothing temporary is left.
void expect_sound(os::Folder& folder, state::State& state);

// A corpus and a state in a folder that is gone with the test.
class CorpusTest : public ::testing::Test {
 protected:
  [[nodiscard]] corpus::StoreOptions options(FolderWrapper wrap = {}) const;
  // Fails the test when the store cannot be opened.
  std::unique_ptr<corpus::Store> open(FolderWrapper wrap = {});
  [[nodiscard]] std::filesystem::path corpus_path() const { return temp_.path() / "corpus"; }
  [[nodiscard]] std::filesystem::path state_path() const { return temp_.path() / "state.db"; }
  [[nodiscard]] std::string index() const;
  // Names in the corpus folder that match 000_*.txt, in order.
  [[nodiscard]] std::vector<std::string> document_names() const;

  TempFolder temp_;
  FakeClock clock_;
};

// How often something is tried: `full` is what the promises say, under TIDINGS_LONG_TESTS=1.
[[nodiscard]] int rounds(int full, int quick);

[[nodiscard]] std::string read_file(const std::filesystem::path& path);
void write_file(const std::filesystem::path& path, std::string_view bytes);

}  // namespace tidings::test
