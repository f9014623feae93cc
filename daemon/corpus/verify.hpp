#pragma once

#include <cstdint>
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

// Reads every document. With `repair`: numbered files that the state does not know are taken in,
// documents whose file is gone are marked as removed, INDEX.md is written anew; a changed text is
// only named, since nobody but a backup has the old one. Memory: 8 bytes a document.
[[nodiscard]] Result<VerifyReport> verify(Store& store, bool repair, WallTime now,
                                          const std::function<void(const Difference&)>& report);

}  // namespace tidings::corpus
