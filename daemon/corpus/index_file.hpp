#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "daemon/corpus/error.hpp"
#include "daemon/corpus/index_row.hpp"
#include "daemon/os/file_system.hpp"
#include "daemon/state/state.hpp"

namespace tidings::corpus {

inline constexpr const char* kIndexName = "INDEX.md";

// The rows of documents, to be appended.
[[nodiscard]] std::string index_rows(std::span<const state::Document> documents);

// INDEX.md in the corpus folder: appended to, repaired at its end, or written anew; the bytes
// depend on the documents alone. `folder` and `state` must outlive this.
class IndexFile {
 public:
  IndexFile(os::Folder& folder, state::State& state) : folder_(folder), state_(state) {}

  // Rows of documents that the state holds, for the next sync().
  void append(std::string_view rows) { rows_ += rows; }
  // Writes what was appended and makes it durable. A file that is not as long as it was left
  // (missing, cut, grown) is repaired from the state instead.
  [[nodiscard]] Result<void> sync();

  // Compares the last rows (512 KB) with the state: completes what is missing at the end, writes
  // the file anew where it differs.
  [[nodiscard]] Result<void> repair();

  // Compares all rows with the state; for a start after a reboot in mid-work.
  [[nodiscard]] Result<void> check_whole();

  // Writes the file anew beside the old one and puts it in its place.
  [[nodiscard]] Result<void> rebuild();

  // The number in the last whole row of the file as it lies there; none: no row, no file.
  [[nodiscard]] Result<std::optional<std::uint64_t>> last_number();

 private:
  struct Tail;
  [[nodiscard]] Result<std::optional<Tail>> read_tail();
  // How many bytes of the tail are right; none: it differs from the state.
  [[nodiscard]] Result<std::optional<std::uint64_t>> right_bytes(const Tail& tail);
  // Adds the rows of all documents from `number` on and makes the file durable.
  [[nodiscard]] Result<void> append_from(const char* name, std::uint64_t number);

  os::Folder& folder_;
  state::State& state_;
  std::uint64_t size_ = 0;
  std::string rows_;
  bool lacks_rows_ = false;  // anywhere: it could not be written anew
};

}  // namespace tidings::corpus
