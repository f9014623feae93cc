#include "daemon/ingest/store_thread.hpp"

#include <algorithm>
#include <type_traits>
#include <utility>

#include "daemon/ingest/housekeeping.hpp"
#include "daemon/os/thread_name.hpp"

namespace tidings::ingest {
namespace {

using namespace std::chrono_literals;

constexpr std::size_t kQueue = 1024;
constexpr auto kTurn = 250ms;  // how long the thread waits for a message at most
// While many pages are out, more is about to come: a moment is waited for a share of it, since a
// group costs little more than a lone document. (Of few pages too few would be left to work on.)
constexpr std::size_t kShareOfPagesOut = 4;
constexpr auto kLinger = 100ms;
constexpr auto kLookForRoom = 5s;  // between two tries on a full disk
constexpr auto kLookForRoomStep = 50ms;
constexpr auto kRevisitsEvery = 30s;
constexpr auto kHousekeepingEvery = 1h;
constexpr int kReopenings = 3;
constexpr std::uint64_t kSyncIndexEvery = 512;  // documents
constexpr std::size_t kMaxUnreported = 256;     // messages and documents
constexpr std::size_t kMaxListed = 2048;        // pages that a group adds, give or take a poll

DispatchLimits dispatch_limits(const config::Fetch& fetch) {
  const auto concurrency = static_cast<std::size_t>(std::max(1, fetch.concurrency));
  const auto per_host = static_cast<std::size_t>(std::max(1, fetch.per_host));
  return {2 * concurrency, 2 * per_host + 2};
}

}  // namespace

StoreThread::StoreThread(corpus::Store& store, duplicates::NearDuplicateIndex& index,
                         const config::Settings& settings, const log::Log& log, const Clock& clock,
                         StoreHooks hooks)
    : store_(store),
      index_(index),
      log_(log),
      clock_(clock),
      hooks_(std::move(hooks)),
      queue_(kQueue),
      recorder_(store, index, settings.duplicates, runs_, log, clock),
      dispatcher_(dispatch_limits(settings.fetch)),
      duplicates_(settings.duplicates),
      keep_(settings.keep),
      heart_(clock),
      thread_([this] { work(); }) {}

StoreThread::~StoreThread() { stop(); }

void StoreThread::stop() {
  queue_.close();
  if (thread_.joinable()) thread_.join();
}

void StoreThread::work() {
  name_this_thread("tidings-store");
  while (true) {
    const std::size_t enough = std::min(dispatcher_.out() / kShareOfPagesOut, corpus::kMaxGroup);
    auto messages = queue_.pop_some(corpus::kMaxGroup, kTurn, enough, kLinger);
    heart_.beat();
    if (messages.empty() && queue_.closed()) break;
    handle(std::move(messages));
    if (given_up_) break;
    if (queue_.closed()) continue;
    keep_house();
    dispatch();
  }
  sync_index();
  runs_.end_all();
}

void StoreThread::handle(std::vector<Message> messages) {
  for (Message& message : messages) {
    take_in(std::move(message));
    if (given_up_) return;
  }
  // While more waits, the next group shares the sync of this one.
  const bool go_on = queue_.size() > 0 && recorder_.unreported() < kMaxUnreported;
  if (go_on ? !flush() : !settle()) return;
  unsynced_ += messages.size();
  if (unsynced_ < kSyncIndexEvery) return;
  unsynced_ = 0;
  sync_index();
}

void StoreThread::sync_index() {
  const std::uint64_t next = store_.corpus().next_number();
  if (next == 0) return;
  if (const auto synced = index_.sync(next - 1); !synced) {
    log_.event(log::Level::kWarn, "duplicates.failed", {{"error", synced.error()}});
  }
}

void StoreThread::configure(const config::Settings& settings) {
  post_now(CallMessage{[this, duplicates = settings.duplicates, keep = settings.keep] {
    duplicates_ = duplicates;
    keep_ = keep;
    next_housekeeping_ = {};
  }});
}

void StoreThread::rebuild_state(const std::string& why) {
  post_now(CallMessage{[this, why] { recover({corpus::Error::Kind::kDamaged, why}); }});
}

void StoreThread::end_day(WallTime now) {
  const std::string yesterday = std::exchange(day_, day_of(now));
  if (yesterday.empty() || yesterday == day_) return;
  const auto logged = log_summaries(store_.state(), log_, yesterday);
  if (!logged) recover({corpus::Error::Kind::kState, logged.error().message});
}

void StoreThread::keep_house() {
  const WallTime now = clock_.now();
  end_day(now);
  if (now >= next_revisits_) {
    next_revisits_ = now + kRevisitsEvery;
    state::Batch batch;
    const auto hosts = queue_revisits(store_.state(), batch, now);
    const auto applied =
        hosts ? store_.state().apply(batch) : state::Result<void>(std::unexpected(hosts.error()));
    if (applied) {
      dispatcher_.offer(*hosts);
    } else {
      recover({corpus::Error::Kind::kState, applied.error().message});
    }
  }
  if (given_up_ || now < next_housekeeping_) return;
  next_housekeeping_ = now + kHousekeepingEvery;
  if (const auto narrowed = narrow_window(store_, index_, duplicates_, now); !narrowed) {
    log_.event(log::Level::kWarn, "duplicates.failed", {{"error", narrowed.error().message}});
  }
  const auto retired = retire(store_, keep_, now);
  if (!retired) {
    log_.event(log::Level::kWarn, "retention.failed", {{"error", retired.error().message}});
  } else if (*retired > 0) {
    log_.event(log::Level::kInfo, "retention.removed", {{"documents", *retired}});
    if (*retired == kRemovedAtOnce) next_housekeeping_ = now;
  }
}

void StoreThread::take_in(Message message) {
  std::visit(
      [this](auto&& each) {
        using M = std::decay_t<decltype(each)>;
        if constexpr (std::is_same_v<M, WatchMessage>) {
          runs_.watch(std::forward<decltype(each)>(each));
        } else if constexpr (std::is_same_v<M, CallMessage>) {
          if (settle()) each.call();
        } else {
          record(std::forward<decltype(each)>(each));
        }
      },
      std::move(message));
}

template <class M>
void StoreThread::record(M message) {
  bool flush_first = recorder_.staged_documents() == corpus::kMaxGroup;
  if constexpr (!std::is_same_v<M, HostsMessage>)
    flush_first = flush_first || recorder_.depends_on_group(message);
  if (flush_first && !flush()) return;
  if (recorder_.staged_pages() >= kMaxListed && !settle()) return;
  if (const auto added = recorder_.add(std::move(message)); !added) recover(added.error());
}

// True: everything added so far is committed.
bool StoreThread::flush() {
  return insist([this] { return recorder_.flush(); });
}

// True: everything added so far is durable and reported.
bool StoreThread::settle() {
  return flush() && insist([this] { return recorder_.report(); });
}

bool StoreThread::insist(const std::function<corpus::Result<void>()>& step) {
  for (int attempt = 0; !given_up_; ++attempt) {
    const auto done = step();
    if (done) {
      if (paused_.exchange(false)) {
        log_.event(log::Level::kInfo, "corpus.resumed",
                   {{"folder", store_.corpus().folder().path().string()}});
        hooks_.pause(false);
      }
      return true;
    }
    const auto kind = done.error().kind;
    if (kind == corpus::Error::Kind::kState || kind == corpus::Error::Kind::kDamaged) {
      if (attempt >= kReopenings || !recover(done.error())) break;
    } else {
      if (queue_.closed()) return false;
      wait_for_room(done.error());
    }
  }
  given_up_ = true;
  return false;
}

void StoreThread::wait_for_room(const corpus::Error& error) {
  if (!paused_.exchange(true)) {
    log_.event(log::Level::kError, "corpus.paused", {{"error", error.message}, {"retry_s", 5}});
    hooks_.pause(true);
  }
  for (auto waited = 0ms; waited < kLookForRoom && !queue_.closed(); waited += kLookForRoomStep) {
    std::this_thread::sleep_for(kLookForRoomStep);
    heart_.beat();
  }
}

bool StoreThread::recover(const corpus::Error& error) {
  log_.event(log::Level::kError, "state.failed", {{"error", error.message}});
  const auto reopened = store_.reopen(error.kind == corpus::Error::Kind::kDamaged);
  if (!reopened) {
    given_up_ = true;
    hooks_.give_up(reopened.error().message);
    return false;
  }
  for (const corpus::Notice& notice : store_.notices()) {
    log_.event(log::Level::kWarn, notice.event, {{"what", notice.message}});
  }
  return true;
}

void StoreThread::dispatch() {
  dispatcher_.finished(recorder_.take_finished_pages());
  dispatcher_.offer(recorder_.take_hosts());
  auto pages = dispatcher_.take(store_.state(), clock_.now());
  if (!pages) {
    recover({corpus::Error::Kind::kState, pages.error().message});
    return;
  }
  pages_out_ = dispatcher_.out();
  if (!pages->empty()) hooks_.fetch(std::move(*pages));
  if (recorder_.unreported() == 0) runs_.end_finished(dispatcher_.idle());
}

}  // namespace tidings::ingest
