#pragma once

#include <cstdint>
#include <expected>
#include <functional>
#include <optional>
#include <string>

#include "daemon/duplicates/near_duplicate_index.hpp"
#include "parsers/fingerprint/signature.hpp"

namespace tidings::duplicates {

// What can be asked of an earlier document.
struct Earlier {
  // Its signature, made from its text; none: it is not there (any more).
  std::function<std::optional<fingerprint::Signature>(std::uint64_t number)> signature_of;
  // About how many shingles it has, so that its text need not be read where it shares too few
  // samples for its size; none, or no function: that is not known.
  std::function<std::optional<double>(std::uint64_t number)> shingles_of = {};
};

struct Match {
  std::uint64_t number = 0;
  bool exact = false;      // equal after collapsing white space
  double containment = 0;  // of the shorter text's shingles
  // The earlier document has at least 80 % as many shingles: what a copy has more is a new headline
  // or furniture, not the text of which the earlier one was a part.
  bool earlier_longer = true;
};

// The earlier document that a text repeats: an exact copy, else the one with the highest
// containment of at least `threshold` (0..1) among the best candidates; their full signatures
// decide, never the samples. Asks for at most 16 signatures.
[[nodiscard]] std::expected<std::optional<Match>, std::string> find_duplicate(
    NearDuplicateIndex& index, const fingerprint::Signature& signature, double threshold,
    const Earlier& earlier);

}  // namespace tidings::duplicates
