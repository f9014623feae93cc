#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "daemon/state/records.hpp"

namespace tidings::state {

// A page of the frontier that stays there, for a later attempt.
struct Postponed {
  std::uint64_t id = 0;
  int attempts = 0;
  WallTime not_before{};
};

struct Removal {
  std::uint64_t number = 0;
  WallTime at{};
  std::string reason;  // "forgotten", "age", "count", "size"
};

// Changes that become durable together or not at all. A value: any thread may fill one and post it.
// Applied in the order of the members.
struct Batch {
  std::optional<std::string> label;       // see Reader::label()
  std::vector<Source> sources;            // inserted or replaced, by name
  std::vector<std::string> gone_sources;  // names
  std::vector<Host> hosts;                // inserted or replaced, by name
  std::vector<std::uint64_t> settled;     // ids of pages that leave the frontier
  std::vector<Postponed> postponed;
  std::vector<PendingPage> pending;  // added; one whose key waits already is left out, and a
                                     // LedgerChange for it must not be made: see State::waits()
  std::vector<Document> documents;   // inserted; `supersedes` also marks the older one
  std::vector<Removal> removals;     // documents whose files are gone; their URLs become tombstones
  std::vector<KnownUrl> urls;        // inserted or replaced, by key
  std::vector<KnownItem> items;      // inserted or replaced, by source and id
  std::vector<Sighting> sightings;   // added; the same URL and document once, and not where the
                                     // document's own row tells it
  std::vector<LedgerChange> ledger;
  std::vector<Event> events;  // added; the oldest beyond kEventsPerSource are dropped

  [[nodiscard]] bool empty() const;
  // Moves everything out of `other` behind what is here.
  void append(Batch&& other);
};

inline constexpr int kEventsPerSource = 200;

}  // namespace tidings::state
