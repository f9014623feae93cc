#include "daemon/ingest/recorder.hpp"

#include <algorithm>
#include <chrono>
#include <utility>

#include "daemon/ingest/housekeeping.hpp"
#include "daemon/ingest/recorder_log.hpp"
#include "parsers/date/parse_date.hpp"

namespace tidings::ingest {
namespace {

using state::Reason;

std::optional<WallTime> instant(const std::string& rfc3339) {
  const auto date = parse_date(rfc3339);
  if (!date) return std::nullopt;
  return WallTime(std::chrono::seconds(date->unix_seconds()));
}

Reason waiting_reason(const state::PendingPage& page) {
  return page.attempts > 0 ? Reason::kRetry : Reason::kQueued;
}

}  // namespace

Recorder::Recorder(corpus::Store& store, duplicates::NearDuplicateIndex& index,
                   const config::Duplicates& duplicates, RunBook& runs, const log::Log& log,
                   const Clock& clock)
    : store_(store),
      index_(index),
      judge_(store, index, duplicates),
      threshold_(duplicates.threshold),
      runs_(runs),
      log_(log),
      clock_(clock) {}

std::string Recorder::today() const {
  const auto seconds =
      std::chrono::floor<std::chrono::seconds>(clock_.now()).time_since_epoch().count();
  return DateTime::from_unix(seconds).day_text();
}

bool Recorder::depends_on_group(const PollMessage& message) const {
  return std::ranges::any_of(message.items,
                             [&](const auto& item) { return keys_.contains(item.key); });
}

bool Recorder::depends_on_group(const PageMessage& message) const {
  if (keys_.contains(message.page.key)) return true;
  const auto* document = std::get_if<PreparedDocument>(&message.outcome);
  return document != nullptr &&
         (keys_.contains(document->canonical_key) || resembles_staged(*document));
}

// ---- pages

corpus::Result<void> Recorder::add(PageMessage message) {
  if (message.page.id != 0) {
    finished_pages_.push_back(message.page.id);
  } else {  // it was not listed before
    afterwards_.emplace_back([this, source = message.page.source, key = message.page.key] {
      runs_.listed(source, key, Reason::kQueued);
    });
  }
  if (message.record) keep_source(*message.record);
  if (auto* document = std::get_if<PreparedDocument>(&message.outcome)) {
    PreparedDocument taken = std::move(*document);
    return settle(message, taken);
  }
  if (const auto* refusal = std::get_if<Refusal>(&message.outcome)) {
    settle(message, *refusal);
  } else {
    postpone(message, std::get<Retry>(message.outcome));
  }
  return {};
}

bool Recorder::resembles_staged(const PreparedDocument& document) const {
  const auto is_staged = [&](std::uint64_t feature) { return features_.contains(feature); };
  if (std::ranges::none_of(document.signature.features(), is_staged)) return false;
  return std::ranges::any_of(staged_, [&](const Staged& staged) {
    const auto& other = std::get<PreparedDocument>(staged.message.outcome);
    return fingerprint::containment(other.signature, document.signature) >= threshold_;
  });
}

corpus::Result<void> Recorder::settle(PageMessage& message, PreparedDocument& document) {
  auto verdict = judge_.judge(message, document);
  if (!verdict) return corpus::failed(verdict);
  note_page(message.page.source, verdict->reason);
  if (!verdict->writes()) {
    repeat(message, document, *verdict);
    return {};
  }
  message.outcome = std::move(document);
  stage(std::move(message), std::move(*verdict));
  return {};
}

void Recorder::book(state::Batch& batch, const PageMessage& message, Reason reason) const {
  const state::PendingPage& page = message.page;
  if (page.id != 0) batch.settled.push_back(page.id);
  const auto was = page.id != 0 ? std::optional(waiting_reason(page)) : std::nullopt;
  batch.ledger.push_back(
      {page.source, page.listed_day.empty() ? today() : page.listed_day, reason, was, 1});
}

void Recorder::remember(state::Batch& batch, const PageMessage& message, Reason reason,
                        std::optional<std::uint64_t> document) const {
  const state::PendingPage& page = message.page;
  state::KnownUrl known;
  known.key = page.key;
  if (const auto before = store_.state().url(page.key); before && *before) known = **before;
  if (document) known.document = document;
  known.source = page.source;
  known.version = page.version;
  if (!known.document) known.reason = reason;
  known.fetched_at = clock_.now();
  if (const auto published = instant(page.published)) known.published = published;
  batch.urls.push_back(std::move(known));
  if (!page.item_id.empty() && page.item_id != page.url) {
    batch.items.push_back({page.source, page.item_id, page.key});
  }
}

void Recorder::settle(PageMessage& message, const Refusal& refusal) {
  book(batch_, message, refusal.reason);
  note_page(message.page.source, refusal.reason);
  remember(batch_, message, refusal.reason, std::nullopt);
  keys_.insert(message.page.key);
  afterwards_.emplace_back([this, refusal, message = std::move(message)] {
    const state::PendingPage& page = message.page;
    const state::Outcome outcome = state::outcome_of(refusal.reason);
    runs_.settled(page.source, page.key, refusal.reason);
    const bool failed = outcome == state::Outcome::kFailed;
    if (failed) runs_.problem(page.source, page.source + ": " + page.url + ": " + refusal.message);
    log_.event(failed ? log::Level::kWarn : log::Level::kInfo,
               failed ? "page.failed" : "page.rejected",
               {{"source", page.source},
                {"url", address(message)},
                {"reason", state::name(refusal.reason)},
                {failed ? "error" : "why", refusal.message},
                {"ms", message.took.count() / 1000}});
  });
}

void Recorder::postpone(PageMessage& message, const Retry& retry) {
  const state::PendingPage& page = message.page;
  const int attempts = page.attempts + (retry.counts ? 1 : 0);
  batch_.postponed.push_back({page.id, attempts, retry.not_before});
  if (retry.counts && page.attempts == 0) {
    batch_.ledger.push_back({page.source, page.listed_day, Reason::kRetry, Reason::kQueued, 1});
  }
  afterwards_.emplace_back([this, retry, message = std::move(message)] {
    const state::PendingPage& waiting = message.page;
    runs_.settled(waiting.source, waiting.key, Reason::kRetry);
    if (!retry.counts) return;
    runs_.problem(waiting.source, waiting.source + ": " + waiting.url + ": " + retry.message);
    log_.event(log::Level::kWarn, "page.failed",
               {{"source", waiting.source},
                {"url", waiting.url},
                {"reason", state::name(retry.reason)},
                {"error", retry.message},
                {"attempt", waiting.attempts + 1}});
  });
}

void Recorder::repeat(const PageMessage& message, const PreparedDocument& document,
                      const Verdict& verdict) {
  book(batch_, message, verdict.reason);
  remember(batch_, message, verdict.reason, verdict.document);
  keys_.insert(message.page.key);
  const bool is_copy = state::outcome_of(verdict.reason) == state::Outcome::kDuplicate;
  const std::string seen_at =
      document.canonical_key.empty() ? message.page.url : document.canonical_key;
  if (is_copy && verdict.document) {
    batch_.sightings.push_back({*verdict.document, seen_at, message.page.source,
                                document.record.title, verdict.similarity, clock_.now()});
  }
  afterwards_.emplace_back(
      [this, source = message.page.source, key = message.page.key, seen_at, verdict, is_copy] {
        runs_.settled(source, key, verdict.reason);
        log_.event(is_copy ? log::Level::kInfo : log::Level::kDebug,
                   is_copy ? "document.duplicate" : "page.fetched",
                   {{"source", source},
                    {"url", seen_at},
                    {"reason", state::name(verdict.reason)},
                    {"document", verdict.document.value_or(0)},
                    {"similarity", verdict.similarity}});
      });
}

// ---- documents

void Recorder::stage(PageMessage message, Verdict verdict) {
  auto& document = std::get<PreparedDocument>(message.outcome);
  corpus::PendingDocument pending;
  pending.bytes = document.bytes;
  pending.record = document.record;
  pending.record.item_id = message.page.item_id;
  if (verdict.document) {
    pending.record.supersedes = verdict.document;
    pending.record.supersedes_reason = verdict.replaces_because;
  }
  book(pending.changes, message, verdict.reason);
  remember(pending.changes, message, verdict.reason, std::nullopt);
  pending.changes.urls.back().document.reset();  // the new one: filled in by the commit
  pending.changes.urls.back().reason = verdict.reason;
  if (message.source->revisit) {
    const WallTime now = clock_.now();
    const auto published = instant(document.record.published).value_or(now);
    pending.changes.urls.back().published = published;
    pending.changes.urls.back().next_revisit = next_revisit(published, now);
  }
  const std::string& canonical = document.canonical_key;
  if (!canonical.empty() && canonical != message.page.key) {
    state::KnownUrl known = pending.changes.urls.back();
    known.key = canonical;
    pending.changes.urls.push_back(std::move(known));
    keys_.insert(canonical);
  }
  pending.changes.sightings.push_back({0, canonical.empty() ? address(message) : canonical,
                                       message.page.source, document.record.title, 1.0,
                                       clock_.now()});
  keys_.insert(message.page.key);
  const auto features = document.signature.features();
  features_.insert(features.begin(), features.end());
  pending_.push_back(std::move(pending));
  staged_.push_back({std::move(message), std::move(verdict)});
}

void Recorder::finish(const corpus::Committed& committed, Staged staged) {
  const auto& document = std::get<PreparedDocument>(staged.message.outcome);
  if (!committed.duplicate) {
    if (const auto inserted = index_.insert(committed.number, document.signature); !inserted) {
      log_.event(log::Level::kError, "duplicates.failed", {{"error", inserted.error()}});
    }
    judge_.remember(committed.number, document.signature);
  }
  reports_.emplace_back([this, committed, staged = std::move(staged)] {
    const state::PendingPage& page = staged.message.page;
    runs_.settled(page.source, page.key,
                  committed.duplicate ? Reason::kSameText : staged.verdict.reason);
    log_written(log_, committed, staged.message, staged.verdict.reason);
  });
}

// ---- the group

corpus::Result<void> Recorder::add(HostsMessage message) {
  std::ranges::move(message.hosts, std::back_inserter(batch_.hosts));
  return {};
}

corpus::Result<void> Recorder::flush() {
  corpus::Result<std::vector<corpus::Committed>> committed;
  if (!staged_.empty() || !batch_.empty()) {
    committed = store_.corpus().commit(pending_, batch_);
    if (!committed) return std::unexpected(committed.error());
  }
  std::ranges::move(std::exchange(afterwards_, {}), std::back_inserter(reports_));
  for (std::size_t i = 0; i < committed->size(); ++i) {
    finish((*committed)[i], std::move(staged_[i]));
  }
  staged_.clear();
  pending_.clear();
  batch_ = {};
  keys_.clear();
  features_.clear();
  return {};
}

corpus::Result<void> Recorder::report() {
  if (reports_.empty()) return {};
  if (const auto synced = store_.corpus().sync(); !synced) return synced;
  for (auto& report : std::exchange(reports_, {})) report();
  return {};
}

std::vector<std::uint64_t> Recorder::take_finished_pages() {
  return std::exchange(finished_pages_, {});
}

std::vector<std::string> Recorder::take_hosts() { return std::exchange(hosts_, {}); }

}  // namespace tidings::ingest
