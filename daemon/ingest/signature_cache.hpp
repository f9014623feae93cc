#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <unordered_map>

#include "parsers/fingerprint/signature.hpp"

namespace tidings::ingest {

// Signatures of documents that were compared lately: pages of one publisher share lines, so the
// same candidates come again and again. Texts never change, so nothing goes stale.
class SignatureCache {
 public:
  // Holds so many shingles at most (8 bytes each), the latest ones.
  explicit SignatureCache(std::size_t max_shingles) : max_shingles_(max_shingles) {}

  // Null: not held. Valid until the next put().
  [[nodiscard]] const fingerprint::Signature* find(std::uint64_t number) const;
  void put(std::uint64_t number, fingerprint::Signature signature);

 private:
  std::size_t max_shingles_;
  std::size_t shingles_ = 0;
  std::unordered_map<std::uint64_t, fingerprint::Signature> signatures_;
  std::deque<std::uint64_t> order_;  // the oldest first
};

}  // namespace tidings::ingest
