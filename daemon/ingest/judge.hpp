#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>

#include "config/settings.hpp"
#include "daemon/corpus/store.hpp"
#include "daemon/duplicates/near_duplicate_index.hpp"
#include "daemon/ingest/messages.hpp"
#include "daemon/ingest/signature_cache.hpp"

namespace tidings::ingest {

// What is to become of a text: written (kNew, kUpdated, kFuller), or not and why.
struct Verdict {
  state::Reason reason = state::Reason::kNew;
  std::optional<std::uint64_t> document;  // the one that it repeats or replaces
  std::string replaces_because;  // "headline-changed", "text-grew", "correction", kFullerText
  double similarity = 1.0;

  [[nodiscard]] bool writes() const {
    return state::outcome_of(reason) == state::Outcome::kWritten;
  }
};

// Holds a text against everything that the corpus has: by URL, by canonical URL, by hash, by
// near-duplicate. Used by the store's thread.
class Judge {
 public:
  Judge(corpus::Store& store, duplicates::NearDuplicateIndex& index,
        const config::Duplicates& settings)
      : store_(store), index_(index), threshold_(settings.threshold) {}

  // What a document that was written looks like, so that it need not be read to be compared.
  void remember(std::uint64_t number, fingerprint::Signature signature) {
    signatures_.put(number, std::move(signature));
  }

  // What is known of the page's key must not be waiting in an unwritten batch.
  [[nodiscard]] state::Result<Verdict> judge(const PageMessage& message,
                                             const PreparedDocument& document);

 private:
  state::Result<std::optional<Verdict>> by_url(const PageMessage& message,
                                               const PreparedDocument& document);
  state::Result<std::optional<Verdict>> by_canonical(const PageMessage& message,
                                                     const PreparedDocument& document);
  state::Result<std::optional<Verdict>> by_hash(const PreparedDocument& document);
  state::Result<std::optional<Verdict>> by_likeness(const PageMessage& message,
                                                    const PreparedDocument& document);

  // None: the document is not there (any more).
  [[nodiscard]] std::optional<fingerprint::Signature> signature_of(std::uint64_t number);
  // An estimate by its words and those of a text in the same language.
  [[nodiscard]] std::optional<double> shingles_of(std::uint64_t number,
                                                  const PreparedDocument& like) const;

  static constexpr std::size_t kHeldShingles = 500'000;  // 4 MB, some 1,000 articles

  corpus::Store& store_;
  duplicates::NearDuplicateIndex& index_;
  double threshold_;
  SignatureCache signatures_{kHeldShingles};
};

}  // namespace tidings::ingest
