#include "daemon/ingest/housekeeping.hpp"

#include <array>
#include <chrono>

#include "parsers/date/date_time.hpp"
#include "parsers/url/url.hpp"

namespace tidings::ingest {
namespace {

using namespace std::chrono_literals;
using state::Reason;

constexpr std::array<std::chrono::minutes, 4> kRevisits = {30min, 3h, 24h, 7 * 24h};
constexpr std::size_t kRevisitsAtOnce = 200;

corpus::Error as_corpus_error(const state::Error& error) {
  return {corpus::Error::Kind::kState, error.message};
}

}  // namespace

std::string day_of(WallTime time) {
  const auto seconds = std::chrono::floor<std::chrono::seconds>(time).time_since_epoch().count();
  return DateTime::from_unix(seconds).day_text();
}

state::Result<void> log_summaries(state::State& state, const log::Log& log,
                                  const std::string& day) {
  const auto ledgers = state.ledger("", day, day);
  if (!ledgers) return std::unexpected(ledgers.error());
  for (const state::Ledger& ledger : *ledgers) {
    using enum state::Outcome;
    log.event(log::Level::kInfo, "source.summary",
              {{"source", ledger.source},
               {"day", day},
               {"listed", ledger.listed},
               {"written", ledger.count(kWritten)},
               {"duplicate", ledger.count(kDuplicate)},
               {"known", ledger.count(kKnown)},
               {"filtered", ledger.count(kFiltered)},
               {"rejected", ledger.count(kRejected)},
               {"failed", ledger.count(kFailed)},
               {"waiting", ledger.count(kWaiting)}});
  }
  return {};
}

state::Result<void> narrow_window(corpus::Store& store, duplicates::NearDuplicateIndex& index,
                                  const config::Duplicates& settings, WallTime now) {
  if (!settings.window) return {};
  state::DocumentQuery query;
  query.from_number = index.first_number();
  query.since = now - *settings.window;
  std::optional<std::uint64_t> first;
  const auto looked = store.state().documents(query, [&](const state::Document& document) {
    first = document.number;
    return false;
  });
  if (!looked) return std::unexpected(looked.error());
  if (first) index.set_first_number(*first);
  return {};
}

corpus::Result<std::size_t> retire(corpus::Store& store, const config::Retention& keep,
                                   WallTime now) {
  if (!keep.age && !keep.documents && !keep.bytes) return 0;
  const auto totals = store.state().totals();
  if (!totals) return std::unexpected(as_corpus_error(totals.error()));
  std::uint64_t documents = totals->documents;
  std::uint64_t bytes = totals->bytes;
  std::vector<std::uint64_t> gone;
  std::string reason;
  const auto looked = store.state().documents({}, [&](const state::Document& document) {
    const bool too_old = keep.age && now - document.fetched_at > *keep.age;
    const bool too_many = keep.documents && documents > *keep.documents;
    const bool too_large = keep.bytes && bytes > *keep.bytes;
    if (!too_old && !too_many && !too_large) return false;  // the rest is newer
    const std::string why = too_old ? "age" : too_many ? "count" : "size";
    if (!reason.empty() && reason != why) return false;
    reason = why;
    gone.push_back(document.number);
    --documents;
    bytes -= std::min(bytes, document.bytes);
    return gone.size() < kRemovedAtOnce;
  });
  if (!looked) return std::unexpected(as_corpus_error(looked.error()));
  if (gone.empty()) return 0;
  return store.corpus().remove(gone, reason, now);
}

std::optional<WallTime> next_revisit(WallTime published, WallTime now) {
  for (const auto wait : kRevisits) {
    if (published + wait > now) return published + wait;
  }
  return std::nullopt;
}

state::Result<std::vector<std::string>> queue_revisits(state::State& state, state::Batch& batch,
                                                       WallTime now) {
  const auto due = state.revisits(now, kRevisitsAtOnce);
  if (!due) return std::unexpected(due.error());
  std::vector<std::string> hosts;
  for (state::KnownUrl known : *due) {
    const auto published = known.published.value_or(known.fetched_at.value_or(now));
    known.next_revisit = next_revisit(published, now);
    ++known.revisits;
    const auto waits = state.waits(known.key);
    if (!waits) return std::unexpected(waits.error());
    const auto parsed = url::parse(known.key);
    if (parsed && !*waits) {
      state::PendingPage page;
      page.key = known.key;
      page.url = known.key;
      page.host = parsed->host;
      page.source = known.source;
      page.version = known.version;
      page.listed_day = day_of(now);
      page.again = true;
      batch.ledger.push_back({page.source, page.listed_day, Reason::kQueued, std::nullopt, 1});
      hosts.push_back(page.host);
      batch.pending.push_back(std::move(page));
    }
    batch.urls.push_back(std::move(known));
  }
  return hosts;
}

}  // namespace tidings::ingest
