#pragma once

#include <cstdint>
#include <expected>
#include <functional>
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

// Called after every step, with how many of how many documents are done; false: stop.
using Advance = std::function<bool(std::uint64_t done, std::uint64_t all)>;

// Brings an index up to the corpus: inserts what was written after its last sync(), in steps of so
// many documents that are synced each, so that a stop loses little. Returns how many documents that
// were, or why it ended before them all.
[[nodiscard]] std::expected<std::uint64_t, std::string> catch_up(
    corpus::Store& store, duplicates::NearDuplicateIndex& index, const Advance& advance,
    std::size_t step = 4096);

}  // namespace tidings::ingest
