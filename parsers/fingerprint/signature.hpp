#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

// What is compared of two texts to see whether one repeats the other.
//
// A token is a run of letters and digits (general categories L and N) after NFKC, the deletion of
// apostrophes and case folding; each Han or kana character is a token of its own. A shingle is
// five consecutive tokens, the whole text where it has fewer. Two texts are near-duplicates by the
// containment of their shingle sets (A. Broder, "On the resemblance and containment of documents",
// 1997): a teaser is wholly contained in its article although they hardly resemble each other.
namespace tidings::fingerprint {

inline constexpr std::size_t kShingleTokens = 5;

struct Signature {
  std::uint64_t exact = 0;              // of the text after collapsing white space
  std::vector<std::uint64_t> shingles;  // distinct hashes, ascending; empty: no letter or digit

  // The sample by which near-duplicates are looked up: the kMinFeatures smallest hashes, and all
  // under 2^64 / kSampling. Since both ends of a pair take the smallest, a part and its whole share
  // samples.
  [[nodiscard]] std::span<const std::uint64_t> features() const;
};

inline constexpr std::size_t kMinFeatures = 24;
inline constexpr std::uint64_t kSampling = 16;

// Hashes are seeded with nothing and stable: they may be stored.
[[nodiscard]] Signature make_signature(std::string_view text);

// |A and B| / min(|A|, |B|) over the shingles, 0 where one has none.
[[nodiscard]] double containment(const Signature& a, const Signature& b);

}  // namespace tidings::fingerprint
