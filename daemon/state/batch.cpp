#include "daemon/state/batch.hpp"

#include <iterator>
#include <utility>

namespace tidings::state {
namespace {

template <class T>
void move_behind(std::vector<T>& to, std::vector<T>& from) {
  if (to.empty()) to.swap(from);
  to.insert(to.end(), std::make_move_iterator(from.begin()), std::make_move_iterator(from.end()));
  from.clear();
}

}  // namespace

bool Batch::empty() const {
  return !label && sources.empty() && gone_sources.empty() && hosts.empty() && settled.empty() &&
         postponed.empty() && pending.empty() && documents.empty() && removals.empty() &&
         urls.empty() && items.empty() && sightings.empty() && ledger.empty() && events.empty();
}

void Batch::append(Batch&& other) {
  if (other.label) label = std::move(other.label);
  move_behind(sources, other.sources);
  move_behind(gone_sources, other.gone_sources);
  move_behind(hosts, other.hosts);
  move_behind(settled, other.settled);
  move_behind(postponed, other.postponed);
  move_behind(pending, other.pending);
  move_behind(documents, other.documents);
  move_behind(removals, other.removals);
  move_behind(urls, other.urls);
  move_behind(items, other.items);
  move_behind(sightings, other.sightings);
  move_behind(ledger, other.ledger);
  move_behind(events, other.events);
}

}  // namespace tidings::state
