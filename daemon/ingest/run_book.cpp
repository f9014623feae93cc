#include "daemon/ingest/run_book.hpp"

#include <utility>

namespace tidings::ingest {
namespace {

using state::Outcome;

void count(Progress& progress, state::Reason reason) {
  switch (state::outcome_of(reason)) {
    case Outcome::kWritten:
      ++progress.written;
      break;
    case Outcome::kDuplicate:
      ++progress.duplicate;
      break;
    case Outcome::kKnown:
      ++progress.known;
      break;
    case Outcome::kFiltered:
      ++progress.filtered;
      break;
    case Outcome::kRejected:
      ++progress.rejected;
      break;
    case Outcome::kFailed:
      ++progress.failed;
      break;
    case Outcome::kWaiting:
      ++progress.waiting;
      break;
  }
}

// The same page may be listed by two sources.
std::string entry_of(std::string_view source, std::string_view key) {
  return std::string(source) + '\n' + std::string(key);
}

}  // namespace

void RunBook::watch(WatchMessage message) {
  Entry entry;
  entry.run = std::move(message.run);
  entry.polls.insert(message.polls.begin(), message.polls.end());
  entry.sources = entry.polls;
  entry.limit = message.limit;
  entry.everything = message.everything;
  entry.run->update([&](Progress& progress) { progress.sources = entry.polls.size(); });
  entries_.push_back(std::move(entry));
}

bool RunBook::watches(const Entry& entry, std::string_view source) {
  return entry.everything || entry.sources.contains(std::string(source));
}

void RunBook::listed(std::string_view source, std::string_view key, state::Reason reason) {
  for (Entry& entry : entries_) {
    if (!watches(entry, source)) continue;
    if (reason == state::Reason::kQueued) entry.keys.insert(entry_of(source, key));
    entry.run->update([&](Progress& progress) {
      ++progress.listed;
      if (reason != state::Reason::kQueued) count(progress, reason);
    });
  }
}

void RunBook::settled(std::string_view source, std::string_view key, state::Reason reason) {
  for (Entry& entry : entries_) {
    const bool own = entry.keys.erase(entry_of(source, key)) > 0;
    if (!own && !(entry.everything && watches(entry, source))) continue;
    ++entry.pages;
    entry.run->update([&](Progress& progress) {
      if (!own) ++progress.listed;  // listed by an earlier run
      count(progress, reason);
    });
  }
}

void RunBook::problem(std::string_view source, const std::string& line) {
  for (Entry& entry : entries_) {
    if (watches(entry, source)) entry.run->add_problem(line);
  }
}

void RunBook::polled(const PollMessage& poll) {
  const std::string& name = poll.source->name;
  for (Entry& entry : entries_) {
    if (!entry.polls.contains(name) || !poll.last) continue;
    entry.polls.erase(name);
    entry.run->update([&](Progress& progress) {
      if (poll.error.empty()) {
        ++progress.polled;
        if (poll.unchanged) ++progress.unchanged;
      } else {
        ++progress.broken;
      }
    });
  }
}

bool RunBook::is_finished(const Entry& entry, bool idle) {
  if (!entry.polls.empty()) return false;
  if (entry.limit != 0 && entry.pages >= entry.limit) return true;
  return entry.everything ? idle : entry.keys.empty();
}

void RunBook::end_finished(bool idle) {
  std::erase_if(entries_, [&](Entry& entry) {
    if (!is_finished(entry, idle)) return false;
    entry.run->update([&](Progress& progress) { progress.waiting += entry.keys.size(); });
    entry.run->finish();
    return true;
  });
}

void RunBook::end_all() {
  for (const Entry& entry : entries_) entry.run->finish();
  entries_.clear();
}

}  // namespace tidings::ingest
