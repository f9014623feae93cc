#pragma once

#include <string_view>

#include "daemon/os/clock.hpp"
#include "daemon/state/records.hpp"
#include "parsers/document/document.hpp"

namespace tidings::corpus {

// A document that tidings did not write, read and cleaned: what INDEX.md shows of it and what
// copies are compared with. Takes any bytes.
[[nodiscard]] document::Document clean_imported(std::string_view bytes);

// What the state can say of a document from its text alone; number, file and size are left open.
[[nodiscard]] state::Document describe(const document::Document& document, WallTime now);

// The state's record of an imported document: hash and words of the cleaned text, `file_hash` and
// size of all bytes. Number and file are left open.
[[nodiscard]] state::Document imported_record(std::string_view bytes, WallTime now);

}  // namespace tidings::corpus
