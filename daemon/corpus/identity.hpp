#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "daemon/corpus/error.hpp"
#include "daemon/os/clock.hpp"
#include "daemon/os/file_system.hpp"
#include "daemon/state/records.hpp"

// What the corpus folder itself remembers, in small text files beside the documents, so that losing
// the state loses neither numbers nor tombstones, and a state cannot be used with a wrong corpus.
namespace tidings::corpus {

// ".corpus": a random label that the state repeats, and the highest number that was given to a
// document that has since been removed.
struct Identity {
  std::string label;
  std::optional<std::uint64_t> highest;
};
[[nodiscard]] Result<std::optional<Identity>> read_identity(os::Folder& folder);
[[nodiscard]] Result<void> write_identity(os::Folder& folder, const Identity& identity);
[[nodiscard]] std::string random_label();

// ".imported": a line "SHA-256  NAME" for each document that was taken in as it is; readable for
// `sha256sum -c`.
struct ImportedFile {
  std::string name;
  document::ContentHash hash{};  // of all bytes
};
[[nodiscard]] Result<void> append_imported(os::Folder& folder,
                                           const std::vector<ImportedFile>& files);
[[nodiscard]] Result<std::vector<ImportedFile>> read_imported(os::Folder& folder);

// ".removed": a line for each document that is gone: number, hash, time, URL.
[[nodiscard]] Result<void> append_removed(os::Folder& folder,
                                          const std::vector<state::Document>& documents);
// As documents that hold what the lines say, with removed_at set.
[[nodiscard]] Result<std::vector<state::Document>> read_removed(os::Folder& folder);

}  // namespace tidings::corpus
