#include "daemon/state/ledger.hpp"

#include <algorithm>
#include <numeric>

namespace tidings::state {
namespace {

struct ReasonRow {
  Reason reason;
  Outcome outcome;
  std::string_view name;
};

constexpr std::array<ReasonRow, kReasons> kReasonTable{{
    {Reason::kNew, Outcome::kWritten, "new"},
    {Reason::kUpdated, Outcome::kWritten, "updated"},
    {Reason::kFuller, Outcome::kWritten, "fuller"},
    {Reason::kSameText, Outcome::kDuplicate, "same-text"},
    {Reason::kNearText, Outcome::kDuplicate, "near-text"},
    {Reason::kSameCanonical, Outcome::kDuplicate, "same-canonical"},
    {Reason::kKnownUrl, Outcome::kKnown, "known-url"},
    {Reason::kKnownItem, Outcome::kKnown, "known-item"},
    {Reason::kUnchanged, Outcome::kKnown, "unchanged"},
    {Reason::kRemoved, Outcome::kKnown, "removed"},
    {Reason::kExcludedUrl, Outcome::kFiltered, "excluded-url"},
    {Reason::kExcludedTitle, Outcome::kFiltered, "excluded-title"},
    {Reason::kExcludedText, Outcome::kFiltered, "excluded-text"},
    {Reason::kLanguage, Outcome::kFiltered, "language"},
    {Reason::kTooShort, Outcome::kFiltered, "too-short"},
    {Reason::kTooOld, Outcome::kFiltered, "too-old"},
    {Reason::kBeyondFirstPoll, Outcome::kFiltered, "beyond-first-poll"},
    {Reason::kUpdateIgnored, Outcome::kFiltered, "update-ignored"},
    {Reason::kRobotsTxt, Outcome::kFiltered, "robots-txt"},
    {Reason::kPageDirective, Outcome::kFiltered, "page-directive"},
    {Reason::kNoArticle, Outcome::kRejected, "no-article"},
    {Reason::kNotHtml, Outcome::kRejected, "not-html"},
    {Reason::kEmptyBody, Outcome::kRejected, "empty-body"},
    {Reason::kTooLarge, Outcome::kRejected, "too-large"},
    {Reason::kDamaged, Outcome::kRejected, "damaged"},
    {Reason::kParseLimit, Outcome::kRejected, "parse-limit"},
    {Reason::kForbiddenAddress, Outcome::kRejected, "forbidden-address"},
    {Reason::kBadUrl, Outcome::kRejected, "bad-url"},
    {Reason::kDns, Outcome::kFailed, "dns"},
    {Reason::kConnect, Outcome::kFailed, "connect"},
    {Reason::kTls, Outcome::kFailed, "tls"},
    {Reason::kTimeout, Outcome::kFailed, "timeout"},
    {Reason::kReset, Outcome::kFailed, "reset"},
    {Reason::kTruncated, Outcome::kFailed, "truncated"},
    {Reason::kRedirects, Outcome::kFailed, "redirects"},
    {Reason::kHttpGone, Outcome::kFailed, "http-gone"},
    {Reason::kHttpRefused, Outcome::kFailed, "http-refused"},
    {Reason::kHttpClient, Outcome::kFailed, "http-client"},
    {Reason::kHttpServer, Outcome::kFailed, "http-server"},
    {Reason::kProtocol, Outcome::kFailed, "protocol"},
    {Reason::kSourceGone, Outcome::kFailed, "source-gone"},
    {Reason::kQueued, Outcome::kWaiting, "queued"},
    {Reason::kRetry, Outcome::kWaiting, "retry"},
}};

constexpr bool is_in_order() {
  for (std::size_t i = 0; i < kReasonTable.size(); ++i) {
    if (static_cast<std::size_t>(kReasonTable[i].reason) != i) return false;
  }
  return true;
}
static_assert(is_in_order(), "one row a reason, in the order of the enumeration");

constexpr std::array<std::string_view, kOutcomes> kOutcomeNames{
    "written", "duplicate", "known", "filtered", "rejected", "failed", "waiting"};

const ReasonRow& row(Reason reason) { return kReasonTable[static_cast<std::size_t>(reason)]; }

}  // namespace

Outcome outcome_of(Reason reason) { return row(reason).outcome; }

std::string_view name(Outcome outcome) { return kOutcomeNames[static_cast<std::size_t>(outcome)]; }

std::string_view name(Reason reason) { return row(reason).name; }

std::optional<Reason> reason_by_name(std::string_view name) {
  const auto found = std::ranges::find(kReasonTable, name, &ReasonRow::name);
  if (found == kReasonTable.end()) return std::nullopt;
  return found->reason;
}

std::int64_t Ledger::count(Outcome outcome) const {
  std::int64_t sum = 0;
  for (const ReasonRow& entry : kReasonTable) {
    if (entry.outcome == outcome) sum += count(entry.reason);
  }
  return sum;
}

bool Ledger::adds_up() const {
  return listed == std::accumulate(by_reason.begin(), by_reason.end(), std::int64_t{0});
}

}  // namespace tidings::state
