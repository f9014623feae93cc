#include "daemon/ingest/recorder_log.hpp"

#include <chrono>
#include <string_view>
#include <variant>

namespace tidings::ingest {

const std::string& address(const PageMessage& message) {
  return message.page.url.empty() ? message.page.key : message.page.url;
}

void log_alarm(const log::Log& log, const std::string& source, const AlarmChange& change,
               const std::optional<Silence>& silence) {
  const auto hours = [](config::Duration time) {
    return std::chrono::duration_cast<std::chrono::hours>(time).count();
  };
  const Silence times = silence.value_or(Silence{});
  switch (change.now) {
    case Alarm::kNone:
      return log.event(log::Level::kInfo, "source.recovered",
                       {{"source", source}, {"from", name(change.before)}});
    case Alarm::kTextless:
      return log.event(log::Level::kWarn, "source.textless",
                       {{"source", source},
                        {"pages", change.pages},
                        {"what",
                         "its last pages hold no article; their structure may have changed: see "
                         "tidings extract --explain, and site_rules"}});
    case Alarm::kFrozen:
      return log.event(log::Level::kWarn, "source.frozen",
                       {{"source", source},
                        {"silent_h", hours(times.silent)},
                        {"longest_gap_h", hours(times.longest_gap)},
                        {"what", "new items come, but their dates do not move any more"}});
    case Alarm::kQuiet:
      return log.event(
          log::Level::kWarn, "source.quiet",
          {{"source", source},
           {"silent_h", hours(times.silent)},
           {"longest_gap_h", hours(times.longest_gap)},
           {"what", "it answers, but has listed nothing new for twice as long as ever before"}});
  }
}

void log_poll(const log::Log& log, const PollMessage& message, std::size_t queued) {
  const std::string& source = message.source->name;
  if (message.moved_to) {
    log.event(log::Level::kWarn, "source.moved",
              {{"source", source},
               {"url", message.source->location},
               {"to", *message.moved_to},
               {"what", *message.moved_to == message.source->location
                            ? "the new address has failed for three days; back to the configured "
                              "one"
                            : "a permanent redirect has stood for a week; the new address is "
                              "polled from now on"}});
  }
  if (!message.error.empty()) {
    log.event(log::Level::kWarn, "source.failed",
              {{"source", source}, {"error", message.error}, {"ms", message.took.count() / 1000}});
  } else if (message.unchanged) {
    log.event(log::Level::kDebug, "source.unchanged",
              {{"source", source}, {"ms", message.took.count() / 1000}});
  } else {
    log.event(log::Level::kInfo, "source.polled",
              {{"source", source}, {"new", queued}, {"ms", message.took.count() / 1000}});
  }
}

void log_written(const log::Log& log, const corpus::Committed& committed,
                 const PageMessage& message, state::Reason reason) {
  const auto& document = std::get<PreparedDocument>(message.outcome);
  const std::string_view event = committed.duplicate                 ? "document.duplicate"
                                 : reason == state::Reason::kUpdated ? "document.updated"
                                                                     : "document.written";
  log.event(log::Level::kInfo, event,
            {{"source", message.page.source},
             {"document", committed.number},
             {"file", committed.file},
             {"url", document.canonical_key.empty() ? address(message) : document.canonical_key},
             {"title", document.record.title},
             {"words", document.record.words},
             {"ms", message.took.count() / 1000}});
}

}  // namespace tidings::ingest
