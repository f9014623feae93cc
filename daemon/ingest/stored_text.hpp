#pragma once

#include <cstdint>
#include <expected>
#include <optional>
#include <string>

#include "daemon/corpus/store.hpp"
#include "daemon/duplicates/near_duplicate_index.hpp"
#include "parsers/fingerprint/signature.hpp"

// The texts of the corpus as they are compared: bodies, cleaned where a document was imported.
namespace tidings::ingest {

// None: the document is not there (any more).
[[nodiscard]] std::optional<std::string> stored_body(corpus::Store& store,
                                                     const state::Document& document);
[[nodiscard]] std::optional<fingerprint::Signature> stored_signature(corpus::Store& store,
                                                                     std::uint64_t number);

// Brings an index up to the corpus: inserts what was written after its last sync(). Returns how
// many documents that were.
[[nodiscard]] std::expected<std::uint64_t, std::string> catch_up(
    corpus::Store& store, duplicates::NearDuplicateIndex& index);

}  // namespace tidings::ingest
