// What polls bring: the half of the recorder that knows sources and their items.
#include <algorithm>
#include <array>
#include <utility>

#include "daemon/ingest/recorder.hpp"
#include "daemon/ingest/recorder_log.hpp"

namespace tidings::ingest {

using state::Reason;

corpus::Result<void> Recorder::add(PollMessage message) {
  std::array<std::int64_t, state::kReasons> counts{};
  const WallTime now = clock_.now();
  bool has_news = false;
  for (const ListedItem& item : message.items) {
    const auto admission = admit(store_.state(), *message.source, item, now);
    if (!admission) return corpus::failed(admission);
    ++counts[static_cast<std::size_t>(admission->reason)];
    has_news = has_news || (admission->reason == Reason::kQueued && !admission->again);
    queue_item(message, item, *admission);
  }
  for (std::size_t i = 0; i < counts.size(); ++i) {
    if (counts[i] == 0) continue;
    batch_.ledger.push_back(
        {message.source->name, today(), static_cast<Reason>(i), std::nullopt, counts[i]});
  }
  for (state::Source& record : message.records) keep_source(std::move(record));
  if (message.error.empty() && message.last) {
    note_alarm(message.source->name, watch_.polled(store_.state(), message, has_news),
               message.silence);
  }
  std::ranges::move(message.gone_records, std::back_inserter(batch_.gone_sources));
  const auto queued = static_cast<std::size_t>(counts[static_cast<std::size_t>(Reason::kQueued)]);
  note_poll(message, queued);
  message.items = {};
  message.hold.release();
  afterwards_.emplace_back([this, message = std::move(message), queued] {
    if (!message.error.empty())
      runs_.problem(message.source->name, message.source->name + ": " + message.error);
    runs_.polled(message);
    log_poll(log_, message, queued);
  });
  return {};
}

void Recorder::queue_item(const PollMessage& message, const ListedItem& item,
                          const Admission& admission) {
  const std::string& source = message.source->name;
  if (admission.reason == Reason::kQueued) {
    state::PendingPage page;
    page.key = item.key;
    page.url = item.url;
    page.host = item.host;
    page.source = source;
    page.item_id = item.id;
    page.title = item.title;
    page.summary = item.summary;
    page.content = item.content;
    page.authors = item.authors;
    page.language = item.language;
    page.published = item.published;
    page.version = item.version;
    page.listed_day = today();
    page.again = admission.again;
    batch_.pending.push_back(std::move(page));
    keys_.insert(item.key);
    hosts_.push_back(item.host);
  } else if (admission.reason == Reason::kBeyondFirstPoll) {
    state::KnownUrl known;
    known.key = item.key;
    known.source = source;
    known.version = item.version;
    known.reason = admission.reason;
    batch_.urls.push_back(std::move(known));
    keys_.insert(item.key);
  }
  afterwards_.emplace_back([this, source, key = item.key, reason = admission.reason] {
    runs_.listed(source, key, reason);
  });
}

// What `tidings status SOURCE` lists; polls that brought nothing are left out.
void Recorder::note_poll(const PollMessage& message, std::size_t queued) {
  if (message.moved_to) {
    batch_.events.push_back(
        {clock_.now(), message.source->name, "source.moved", {{"to", *message.moved_to}}});
  }
  if (!message.error.empty()) {
    batch_.events.push_back(
        {clock_.now(), message.source->name, "source.failed", {{"error", message.error}}});
  } else if (queued > 0) {
    batch_.events.push_back(
        {clock_.now(), message.source->name, "source.polled", {{"new", std::to_string(queued)}}});
  }
}

// The alarm is kept here; polls know nothing of it.
void Recorder::keep_source(state::Source record) {
  record.alarm = name(watch_.alarm(store_.state(), record.name));
  batch_.sources.push_back(std::move(record));
}

void Recorder::note_alarm(const std::string& source, const AlarmChange& change,
                          const std::optional<Silence>& silence) {
  if (!change.changed()) return;
  const auto staged = std::ranges::find(batch_.sources.rbegin(), batch_.sources.rend(), source,
                                        &state::Source::name);
  if (staged != batch_.sources.rend()) {
    staged->alarm = name(change.now);
  } else if (const auto record = store_.state().source(source); record && *record) {
    keep_source(**record);
  }
  batch_.events.push_back(
      {clock_.now(),
       source,
       change.now == Alarm::kNone ? "source.recovered" : "source." + std::string(name(change.now)),
       {}});
  afterwards_.emplace_back(
      [this, source, change, silence] { log_alarm(log_, source, change, silence); });
}

void Recorder::note_page(const std::string& source, Reason reason) {
  if (source == kCommandLineSource) return;
  if (const auto change = watch_.settled(store_.state(), source, reason))
    note_alarm(source, *change, std::nullopt);
}

}  // namespace tidings::ingest
