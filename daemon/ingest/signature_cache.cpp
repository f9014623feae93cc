#include "daemon/ingest/signature_cache.hpp"

#include <utility>

namespace tidings::ingest {

const fingerprint::Signature* SignatureCache::find(std::uint64_t number) const {
  const auto found = signatures_.find(number);
  return found == signatures_.end() ? nullptr : &found->second;
}

void SignatureCache::put(std::uint64_t number, fingerprint::Signature signature) {
  const std::size_t size = signature.shingles.size();
  if (size > max_shingles_ || !signatures_.emplace(number, std::move(signature)).second) return;
  order_.push_back(number);
  for (shingles_ += size; shingles_ > max_shingles_; order_.pop_front()) {
    const auto oldest = signatures_.find(order_.front());
    shingles_ -= oldest->second.shingles.size();
    signatures_.erase(oldest);
  }
}

}  // namespace tidings::ingest
