#include "daemon/ingest/admission.hpp"

namespace tidings::ingest {
namespace {

using state::Outcome;
using state::Reason;

bool failed_long_ago(const state::KnownUrl& known, WallTime now) {
  return !known.document && state::outcome_of(known.reason) == Outcome::kFailed &&
         known.fetched_at && now - *known.fetched_at >= kForgiveFailure;
}

Admission admit_known(const state::KnownUrl& known, const config::Source& source,
                      const ListedItem& item, WallTime now) {
  if (known.removed) return {Reason::kRemoved};
  if (failed_long_ago(known, now)) return {Reason::kQueued};
  // Another source words the same item differently: only the one that listed it last can say that
  // it changed.
  if (known.source != source.name || known.version.empty() || known.version == item.version) {
    return {Reason::kKnownUrl};
  }
  if (known.document && source.updates == config::Updates::kIgnore) return {Reason::kUpdateIgnored};
  return {Reason::kQueued, true};
}

}  // namespace

state::Result<Admission> admit(state::Reader& state, const config::Source& source,
                               const ListedItem& item, WallTime now) {
  const auto known = state.url(item.key);
  if (!known) return std::unexpected(known.error());
  if (*known) {
    // A page that never made a document keeps the verdict of its listing.
    if (item.refused && !(*known)->document) return Admission{Reason::kKnownUrl};
    return admit_known(**known, source, item, now);
  }
  if (item.refused) return Admission{*item.refused};
  const auto waits = state.waits(item.key);
  if (!waits) return std::unexpected(waits.error());
  if (*waits) return Admission{Reason::kKnownUrl};
  if (item.id.empty() || item.id == item.url) return Admission{};
  const auto same_id = state.item(source.name, item.id);
  if (!same_id) return std::unexpected(same_id.error());
  if (!*same_id) return Admission{};
  const auto earlier = state.url((*same_id)->key);
  if (!earlier) return std::unexpected(earlier.error());
  if (*earlier && (*earlier)->version != item.version) return Admission{};
  return Admission{Reason::kKnownItem};
}

}  // namespace tidings::ingest
