#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "daemon/state/records.hpp"

// The text of INDEX.md: one Markdown table, in number order, one row a document.
namespace tidings::corpus {

// The lines above the first row.
[[nodiscard]] std::string_view index_header();

// One row with its LF. Whatever title and URL hold, it is one row of six cells and its only markup
// is the two links (CommonMark 0.31, GFM 4.10).
[[nodiscard]] std::string index_row(const state::Document& document);

// The number of a row that index_row() wrote; none for any other line.
[[nodiscard]] std::optional<std::uint64_t> index_row_number(std::string_view line);

}  // namespace tidings::corpus
