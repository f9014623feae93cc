#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>

#include "daemon/corpus/error.hpp"
#include "daemon/corpus/store.hpp"

// Takes documents that tidings did not write into a corpus, as they are.
namespace tidings::corpus {

struct ImportOptions {
  std::filesystem::path folder;                // its .txt files; may be the corpus itself
  std::optional<std::filesystem::path> clean;  // where cleaned documents go, under the same numbers
};

// What became of one file.
struct ImportedLine {
  enum class Kind : std::uint8_t {
    kTaken,      // it is document `number` now
    kKnown,      // it was document `number` before
    kDuplicate,  // its text is that of document `number`; not copied
    kSkipped     // it is no document, or could not be read: `why`
  };
  Kind kind = Kind::kTaken;
  std::string name;  // in the folder
  std::uint64_t number = 0;
  std::string why;
};

// Copies the files byte for byte, in number order, under their numbers and names where these are
// free, under the next number otherwise; files in the corpus itself stay where they are. Tells
// `report` of each file once it is durable. `clean` must be neither the folder nor the corpus.
[[nodiscard]] Result<void> import_folder(Store& store, const ImportOptions& options, WallTime now,
                                         const std::function<void(const ImportedLine&)>& report);

}  // namespace tidings::corpus
