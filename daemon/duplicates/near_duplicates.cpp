#include "daemon/duplicates/near_duplicates.hpp"

namespace tidings::duplicates {
namespace {

constexpr std::size_t kMaxRead = 16;

Match compare(std::uint64_t number, const fingerprint::Signature& signature,
              const fingerprint::Signature& earlier) {
  Match match;
  match.number = number;
  match.exact = earlier.exact == signature.exact;
  match.containment = match.exact ? 1 : fingerprint::containment(signature, earlier);
  match.earlier_longer = earlier.shingles.size() * 5 >= signature.shingles.size() * 4;
  return match;
}

}  // namespace

std::expected<std::optional<Match>, std::string> find_duplicate(
    NearDuplicateIndex& index, const fingerprint::Signature& signature, double threshold,
    const SignatureSource& signature_of) {
  auto candidates = index.candidates(signature);
  if (!candidates) return std::unexpected(std::move(candidates.error()));
  std::optional<Match> best;
  std::uint32_t best_shared = 0;
  std::size_t read = 0;
  for (const Candidate& candidate : *candidates) {
    // Those that follow share much less, so they contain less, as far as samples can tell.
    if (best && candidate.shared * 4 < best_shared * 3) break;
    if (++read > kMaxRead) break;
    const std::optional<fingerprint::Signature> earlier = signature_of(candidate.number);
    if (!earlier) continue;
    const Match match = compare(candidate.number, signature, *earlier);
    if (match.exact) return match;
    if (match.containment < threshold || (best && match.containment <= best->containment)) continue;
    best = match;
    best_shared = candidate.shared;
  }
  return best;
}

}  // namespace tidings::duplicates
