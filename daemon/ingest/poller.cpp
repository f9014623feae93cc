#include "daemon/ingest/poller.hpp"

#include <algorithm>
#include <utility>

#include "config/source_entry.hpp"
#include "daemon/ingest/saved_page.hpp"
#include "daemon/schedule/quiet.hpp"
#include "parsers/document/document.hpp"

namespace tidings::ingest {
namespace {

using config::SourceKind;

}  // namespace

Poller::Poller(Context& context, PageFetcher& pages) : context_(context), pages_(pages) {
  config::Source command_line;
  command_line.name = kCommandLineSource;
  command_line.kind = SourceKind::kPage;
  command_line_ = make_active(std::make_shared<const config::Source>(std::move(command_line)));
}

void Poller::configure(const std::shared_ptr<const config::Settings>& settings,
                       const std::vector<state::Source>& records) {
  const config::Fetch& fetch = settings->fetch;
  limits_ = {fetch.max_body, fetch.max_sitemap, fetch.timeout};
  std::map<std::string_view, const state::Source*> known;
  for (const state::Source& record : records) known.emplace(record.name, &record);
  auto before = std::exchange(entries_, {});
  const WallTime now = context_.clock.now();
  for (const config::Source& source : settings->sources) {
    const auto kept = before.find(source.name);
    auto entry = kept != before.end() ? kept->second : std::make_shared<Entry>();
    if (entry->key == 0) {
      entry->key = next_key_++;
      by_key_[entry->key] = entry;
      if (const auto record = known.find(source.name); record != known.end()) {
        entry->record = *record->second;
        entry->rhythm = load_rhythm(entry->record);
      }
    }
    entry->active = make_active(std::shared_ptr<const config::Source>(settings, &source));
    entry->wanted = schedule::rhythm(source, fetch);
    entry->record.name = source.name;
    entry->record.kind = config::kind_name(source.kind);
    schedule::adopt(entry->rhythm.schedule, entry->wanted, now);
    if (source.enabled && !entry->polling) due_.set(entry->key, entry->rhythm.schedule.due);
    if (!source.enabled) due_.erase(entry->key);
    if (kept != before.end()) before.erase(kept);
    entries_.emplace(source.name, std::move(entry));
  }
  for (const auto& [name, entry] : before) {
    due_.erase(entry->key);
    by_key_.erase(entry->key);
  }
  for (const state::Source& record : records) {
    if (record.kind != "part") continue;
    const auto parent = entries_.find(record.name.substr(0, record.name.find(' ')));
    if (parent != entries_.end()) parent->second->parts.emplace(record.location, record);
  }
}

std::shared_ptr<const ActiveSource> Poller::find(std::string_view name) const {
  if (name == kCommandLineSource) return command_line_;
  const auto at = entries_.find(name);
  return at == entries_.end() ? nullptr : at->second->active;
}

std::shared_ptr<const ActiveSource> Poller::source_for_page(std::string_view host) const {
  for (const auto& [name, entry] : entries_) {
    const auto location = url::parse(entry->active->settings->location);
    if (location && location->host == host) return entry->active;
  }
  return command_line_;
}

std::vector<std::string> Poller::enabled_sources() const {
  std::vector<std::string> names;
  for (const auto& [name, entry] : entries_) {
    if (entry->active->settings->enabled) names.push_back(name);
  }
  return names;
}

SourceTally Poller::tally() const {
  SourceTally tally;
  for (const auto& [name, entry] : entries_) {
    ++tally.all;
    if (!entry->active->settings->enabled) continue;
    if (entry->rhythm.schedule.failures > 0) {
      ++tally.failing;
    } else if (entry->record.quiet) {
      ++tally.quiet;
    }
  }
  return tally;
}

bool Poller::poll(std::string_view name) {
  const auto at = entries_.find(name);
  if (at == entries_.end()) return false;
  const std::shared_ptr<Entry>& entry = at->second;
  if (entry->polling) return true;
  entry->polling = true;
  due_.erase(entry->key);
  switch (entry->active->settings->kind) {
    case SourceKind::kFeed:
    case SourceKind::kSitemap:
    case SourceKind::kSite:
      poll_listing(entry);
      break;
    case SourceKind::kPage:
      poll_page(entry);
      break;
    case SourceKind::kFiles:
      poll_files(entry);
      break;
  }
  return true;
}

void Poller::poll_due() {
  const WallTime now = context_.clock.now();
  while (const auto key = due_.pop(now)) {
    if (const auto entry = by_key_[*key].lock()) poll(entry->active->settings->name);
  }
}

bool Poller::conditional(const Entry& entry) const {
  return !schedule::wants_full_poll(entry.rhythm.schedule, context_.clock.now());
}

// ---- feeds, sitemaps, sites

void Poller::poll_listing(const std::shared_ptr<Entry>& entry) {
  auto poll = std::make_shared<ListingPoll>(context_, entry->active, limits_, entry->parts);
  poll->start(polled_address(*entry), entry->record, conditional(*entry),
              [this, entry](PollEnd end) { listing_ended(entry, std::move(end)); });
}

void Poller::listing_ended(const std::shared_ptr<Entry>& entry, PollEnd end) {
  if (end.cancelled) return end_poll(*entry);
  PollMessage message;
  message.items = std::move(end.items);
  message.gone_records = std::move(end.gone_parts);
  message.unchanged = end.unchanged;
  message.took = end.took;
  if (!end.error.empty()) {
    message.error = end.error;
    message.moved_to = failed(*entry, end.error, end.retry_at);
    return post(*entry, std::move(message));
  }
  if (end.response && end.unconditional && !end.response->not_modified()) {
    note_full_poll(*entry, *end.response, end.unchanged);
  }
  if (end.response) {
    message.moved_to = observe_redirect(*entry, *end.response);
    message.hold = std::move(end.response->hold);
  }
  entry->record = std::move(end.record);
  succeeded(*entry, end.hints, message);
  post(*entry, std::move(message));
}

const std::string& Poller::polled_address(const Entry& entry) {
  return schedule::polled_address(entry.rhythm.redirect, entry.active->settings->location);
}

std::optional<std::string> Poller::observe_redirect(Entry& entry, const fetch::Response& response) {
  return schedule::observe(entry.rhythm.redirect, entry.active->settings->location, response,
                           context_.clock.now());
}

void Poller::note_full_poll(Entry& entry, const fetch::Response& response, bool same_body) {
  const fetch::Validators held{entry.record.etag, entry.record.last_modified};
  const bool same_validators = !held.empty() && held == response.validators;
  schedule::note_full_poll(entry.rhythm.schedule, same_validators, same_body, context_.clock.now());
}

// ---- single pages

void Poller::poll_page(const std::shared_ptr<Entry>& entry) {
  const config::Source& source = *entry->active->settings;
  fetch::FetchJob job;
  job.url = polled_address(*entry);
  job.credentials_for = source.location;
  if (conditional(*entry) && entry->record.location == job.url) {
    job.validators = {entry->record.etag, entry->record.last_modified};
  }
  const bool unconditional = job.validators.empty();
  job.access = entry->active->access;
  job.obey_robots = !source.ignore_robots;
  job.max_body = limits_.max_body;
  job.timeout = limits_.timeout;
  context_.fetcher.submit(std::move(job), [this, entry, unconditional](fetch::Result result) {
    page_answered(entry, std::move(result), unconditional);
  });
}

void Poller::page_answered(const std::shared_ptr<Entry>& entry, fetch::Result result,
                           bool unconditional) {
  context_.timings.page_fetches.observe(time_of(result));
  PollMessage message;
  if (!result) {
    if (result.error().kind == fetch::FailureKind::kCancelled) return end_poll(*entry);
    message.error = result.error().message;
    message.took = result.error().timings.total;
    message.moved_to = failed(*entry, message.error, result.error().retry_at);
    return post(*entry, std::move(message));
  }
  message.took = result->timings.total;
  schedule::PollHints hints;
  hints.max_age = result->max_age;
  const std::string fingerprint = document::hex(document::sha256(result->body));
  hints.unchanged = result->not_modified() || fingerprint == entry->record.body_fingerprint;
  if (unconditional && !result->not_modified()) note_full_poll(*entry, *result, hints.unchanged);
  if (!hints.unchanged) {
    entry->record.etag = result->validators.etag;
    entry->record.last_modified = result->validators.last_modified;
    entry->record.body_fingerprint = fingerprint;
    entry->record.location = polled_address(*entry);
  }
  message.moved_to = observe_redirect(*entry, *result);
  succeeded(*entry, hints, message);
  if (!hints.unchanged) return page_came(entry, std::move(*result), std::move(message));
  message.unchanged = true;
  post(*entry, std::move(message));
}

void Poller::page_came(const std::shared_ptr<Entry>& entry, fetch::Response response,
                       PollMessage message) {
  const auto item = item_for_url(response.url, context_.tracking);
  state::PendingPage page;
  page.key = item ? item->key : response.url;
  page.url = response.url;
  page.source = entry->record.name;
  store_rhythm(entry->record, entry->rhythm);
  // The validators become durable with the document; the poll ends behind it.
  pages_.read(
      std::move(page), entry->active, std::move(response), entry->record,
      [this, entry, message = std::move(message)]() mutable { post(*entry, std::move(message)); });
}

// ---- saved pages

void Poller::poll_files(const std::shared_ptr<Entry>& entry) {
  context_.workers.submit([this, entry] {
    auto listing = list_saved_pages(entry->active->settings->location);
    context_.mailbox.post([this, entry, listing = std::move(listing)]() mutable {
      PollMessage message;
      if (listing) {
        message.items = std::move(listing->items);
        succeeded(*entry, {}, message);
      } else {
        message.error = listing.error();
        message.moved_to = failed(*entry, message.error, std::nullopt);
      }
      post(*entry, std::move(message));
    });
  });
}

// ---- how a poll ends

void Poller::succeeded(Entry& entry, const schedule::PollHints& hints, PollMessage& message) {
  const WallTime now = context_.clock.now();
  if (!entry.record.first_poll) entry.record.first_poll = now;
  const WallTime newest_before = entry.rhythm.schedule.newest;
  schedule::succeeded(entry.rhythm.schedule, entry.wanted, hints, now);
  message.dates_moved = entry.rhythm.schedule.newest > newest_before;
  if (message.dates_moved) entry.rhythm.last_news = now;
  message.silence = silence(entry, hints);
  entry.record.quiet = message.silence.has_value();
}

std::optional<Silence> Poller::silence(Entry& entry, const schedule::PollHints& hints) {
  const WallTime now = context_.clock.now();
  if (const auto gap = schedule::usual_gap(hints.published, now)) entry.rhythm.usual_gap = *gap;
  const config::Duration gap = entry.rhythm.usual_gap;
  if (gap == config::Duration{0}) return std::nullopt;
  const WallTime newest = std::max(entry.rhythm.schedule.newest, entry.rhythm.last_news);
  if (!schedule::is_quiet(newest, gap, now)) return std::nullopt;
  return Silence{now - newest, gap};
}

std::optional<std::string> Poller::failed(Entry& entry, const std::string& error,
                                          std::optional<WallTime> retry_at) {
  const WallTime now = context_.clock.now();
  (void)schedule::failed(entry.rhythm.schedule, entry.wanted, error, retry_at, now);
  if (!schedule::note_failure(entry.rhythm.redirect, now)) return std::nullopt;
  return entry.active->settings->location;
}

// Also for shutdown, when nothing was learned and the poll is as due as it was.
void Poller::end_poll(Entry& entry) {
  entry.polling = false;
  const bool configured = entries_.contains(entry.record.name);
  if (configured && entry.active->settings->enabled) due_.set(entry.key, entry.rhythm.schedule.due);
}

void Poller::post(Entry& entry, PollMessage message) {
  end_poll(entry);
  message.source = entry.active->settings;
  store_rhythm(entry.record, entry.rhythm);
  message.records.push_back(entry.record);
  context_.store.post_now(std::move(message));
}

}  // namespace tidings::ingest
