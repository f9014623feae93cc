#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "config/settings.hpp"
#include "daemon/corpus/store.hpp"
#include "daemon/duplicates/near_duplicate_index.hpp"
#include "daemon/ingest/messages.hpp"

namespace tidings::ingest {

// What is to become of a text: written (kNew, kUpdated, kFuller), or not and why.
struct Verdict {
  state::Reason reason = state::Reason::kNew;
  std::optional<std::uint64_t> document;  // the one that it repeats or replaces
  std::string replaces_because;  // "headline-changed", "text-grew", "correction", "fuller-text"
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

  corpus::Store& store_;
  duplicates::NearDuplicateIndex& index_;
  double threshold_;
};

}  // namespace tidings::ingest
