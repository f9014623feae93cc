#include "daemon/duplicates/near_duplicates.hpp"

#include <algorithm>
#include <cmath>

namespace tidings::duplicates {
namespace {

constexpr std::size_t kMaxRead = 16;
constexpr std::size_t kMaxLookedAt = 64;
constexpr double kSureSize = 0.8;  // an estimated size is rarely more than so much too large
constexpr double kDeviations = 3;  // of a binomial distribution; beyond lie 0.1 %

Match compare(std::uint64_t number, const fingerprint::Signature& signature,
              const fingerprint::Signature& earlier) {
  Match match;
  match.number = number;
  match.exact = earlier.exact == signature.exact;
  match.containment = match.exact ? 1 : fingerprint::containment(signature, earlier);
  match.earlier_longer = earlier.shingles.size() * 5 >= signature.shingles.size() * 4;
  return match;
}

// True: two texts of which the smaller has `shingles` would share more samples than these, if they
// shared so large a part of the shingles as the threshold asks. Of the shingles that both have, one
// in kSampling is a sample of both, or more.
bool shares_too_little(std::uint32_t shared, double shingles, double threshold) {
  const double expected = threshold * shingles / fingerprint::kSampling;
  return shared + kDeviations * std::sqrt(expected) < expected;
}

}  // namespace

std::expected<std::optional<Match>, std::string> find_duplicate(
    NearDuplicateIndex& index, const fingerprint::Signature& signature, double threshold,
    const Earlier& earlier) {
  auto candidates = index.candidates(signature);
  if (!candidates) return std::unexpected(std::move(candidates.error()));
  std::optional<Match> best;
  std::uint32_t best_shared = 0;
  std::size_t read = 0;
  const auto is_hopeless = [&](const Candidate& candidate) {
    if (candidate.exact || !earlier.shingles_of) return false;
    const std::optional<double> size = earlier.shingles_of(candidate.number);
    const auto own = static_cast<double>(signature.shingles.size());
    return size && shares_too_little(candidate.shared, std::min(own, kSureSize * *size), threshold);
  };
  if (candidates->size() > kMaxLookedAt) candidates->resize(kMaxLookedAt);
  for (const Candidate& candidate : *candidates) {
    // Those that follow share much less, so they contain less, as far as samples can tell.
    if (best && candidate.shared * 4 < best_shared * 3) break;
    if (is_hopeless(candidate)) continue;
    if (++read > kMaxRead) break;
    const auto other = earlier.signature_of(candidate.number);
    if (!other) continue;
    const Match match = compare(candidate.number, signature, *other);
    if (match.exact) return match;
    if (match.containment < threshold || (best && match.containment <= best->containment)) continue;
    best = match;
    best_shared = candidate.shared;
  }
  return best;
}

}  // namespace tidings::duplicates
