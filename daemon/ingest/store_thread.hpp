#pragma once

#include <atomic>
#include <chrono>
#include <functional>
#include <string>
#include <thread>
#include <vector>

#include "config/settings.hpp"
#include "daemon/corpus/store.hpp"
#include "daemon/duplicates/near_duplicate_index.hpp"
#include "daemon/ingest/bounded_queue.hpp"
#include "daemon/ingest/dispatcher.hpp"
#include "daemon/ingest/messages.hpp"
#include "daemon/ingest/recorder.hpp"
#include "daemon/ingest/run_book.hpp"
#include "daemon/log/log.hpp"
#include "daemon/os/heartbeat.hpp"

namespace tidings::ingest {

// Called on the store's thread.
struct StoreHooks {
  std::function<void(std::vector<state::PendingPage>)> fetch;  // pages whose turn has come
  std::function<void(bool)> pause;  // true: the disk is full or not writable; false: it works again
  std::function<void(const std::string&)> give_up;  // the state cannot be used any more
};

// The one thread that owns state and corpus. It takes messages, makes them durable in groups of
// what is waiting, and hands out the pages that are to be fetched.
class StoreThread {
 public:
  StoreThread(corpus::Store& store, duplicates::NearDuplicateIndex& index,
              const config::Settings& settings, const log::Log& log, const Clock& clock,
              StoreHooks hooks);
  ~StoreThread();  // as stop()
  StoreThread(const StoreThread&) = delete;
  StoreThread& operator=(const StoreThread&) = delete;

  // Waits while the queue is full: for the workers.
  void post(Message message) { queue_.push(std::move(message)); }
  // Does not wait: for the thread that drives the transfers.
  void post_now(Message message) { queue_.push_now(std::move(message)); }
  // Makes what was posted durable, ends the runs, ends the thread. What cannot be written now (disk
  // full) is dropped: it is polled or fetched again after the next start.
  void stop();

  // The state is damaged: sets it aside and builds it anew from the corpus.
  void rebuild_state(const std::string& why);

  // Takes up a new configuration.
  void configure(const config::Settings& settings);

  // True where the thread has not come around for longer than `limit`.
  [[nodiscard]] bool stopped(std::chrono::milliseconds limit) const {
    return heart_.stopped(limit);
  }
  // True while it waits for room on the disk; the workers then wait for it.
  [[nodiscard]] bool paused() const { return paused_; }
  [[nodiscard]] std::size_t pages_out() const { return pages_out_; }

 private:
  void work();
  void handle(std::vector<Message> messages);
  void take_in(Message message);
  template <class M>
  void record(M message);
  bool flush();
  bool settle();
  // Repeats a step until it succeeds, however long there is no room; false: it cannot be done.
  bool insist(const std::function<corpus::Result<void>()>& step);
  bool recover(const corpus::Error& error);
  void wait_for_room(const corpus::Error& error);
  void dispatch();
  void keep_house();
  void end_day(WallTime now);
  void sync_index();

  corpus::Store& store_;
  duplicates::NearDuplicateIndex& index_;
  const log::Log& log_;
  const Clock& clock_;
  StoreHooks hooks_;
  BoundedQueue<Message> queue_;
  RunBook runs_;
  Recorder recorder_;
  Dispatcher dispatcher_;
  config::Duplicates duplicates_;
  config::Retention keep_;
  std::string day_;  // UTC
  WallTime next_revisits_{};
  WallTime next_housekeeping_{};
  std::atomic<bool> paused_ = false;
  bool given_up_ = false;
  std::uint64_t unsynced_ = 0;
  Heartbeat heart_;
  std::atomic<std::size_t> pages_out_ = 0;
  std::jthread thread_;
};

}  // namespace tidings::ingest
