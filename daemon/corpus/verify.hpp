#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>

#include "daemon/corpus/error.hpp"
#include "daemon/corpus/store.hpp"

// Holds corpus, index and state against each other.
namespace tidings::corpus {

struct Difference {
  std::string file;  // in the corpus folder
  std::string what;  // "its text is not the one that was written"
  bool repaired = false;
};

struct VerifyReport {
  std::uint64_t documents = 0;  // that the state holds
  std::uint64_t differences = 0;
  std::uint64_t repaired = 0;
};

// What is read.
struct Readable {
  state::Reader* state = nullptr;
  os::Folder* folder = nullptr;
  std::filesystem::path state_file;
  bool grows = false;  // another process writes it meanwhile
};
[[nodiscard]] Readable readable(Store& store);

// Reads every document, also beside a running daemon: what it adds meanwhile is left out. Memory: 8
// bytes a document.
[[nodiscard]] Result<VerifyReport> verify(const Readable& corpus,
                                          const std::function<void(const Difference&)>& report);

// Also mends: numbered files that the state does not know are taken in, documents whose file is
// gone are marked as removed, INDEX.md is written anew; a changed text is only named, since nobody
// but a backup has the old one.
[[nodiscard]] Result<VerifyReport> verify_and_repair(
    Store& store, WallTime now, const std::function<void(const Difference&)>& report);

}  // namespace tidings::corpus
