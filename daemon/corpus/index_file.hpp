#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "daemon/os/file_system.hpp"
#include "daemon/state/state.hpp"

// INDEX.md: one Markdown table, in number order, one row a document.
namespace tidings::corpus {

inline constexpr std::string_view kIndexName = "INDEX.md";

// The lines above the first row.
[[nodiscard]] std::string_view index_header();

// One row with its LF. Whatever title and URL hold, it is one row of six cells and its only markup
// is the two links (CommonMark 0.31, GFM 4.10).
[[nodiscard]] std::string index_row(const state::Document& document);

// The number of a row that index_row() wrote; none for any other line.
[[nodiscard]] std::optional<std::uint64_t> index_row_number(std::string_view line);

// The file and how long it is known to be.
class IndexFile {
 public:
  explicit IndexFile(os::Folder& folder) : folder_(&folder) {}

  // Appends rows and makes them durable. A file that is not what was left here (missing, cut,
  // grown) is repaired from the state first.
  [[nodiscard]] os::FileResult<void> append(std::span<const state::Document> documents);

 private:
  os::Folder* folder_;
  std::uint64_t size_ = 0;
};

}  // namespace tidings::corpus
