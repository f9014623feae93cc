#pragma once

#include <cstdint>
#include <expected>
#include <functional>
#include <optional>
#include <string>

#include "daemon/duplicates/near_duplicate_index.hpp"
#include "parsers/fingerprint/signature.hpp"

namespace tidings::duplicates {

// The text of a document, its paragraphs separated by LF; none: it is not there (any more).
using TextSource = std::function<std::optional<std::string>(std::uint64_t number)>;

struct Match {
  std::uint64_t number = 0;
  bool exact = false;          // equal after collapsing white space
  double containment = 0;      // of the shorter text's shingles
  bool earlier_longer = true;  // the earlier document has at least as many shingles
};

// The earlier document that `text` repeats: an exact copy, else the one with the highest
// containment of at least `threshold` (0..1) among the candidates; the texts themselves decide.
// `signature` is that of `text`. Texts are read for at most 16 candidates.
[[nodiscard]] std::expected<std::optional<Match>, std::string> find_duplicate(
    NearDuplicateIndex& index, std::string_view text, const fingerprint::Signature& signature,
    double threshold, const TextSource& text_of);

}  // namespace tidings::duplicates
