#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "daemon/ingest/messages.hpp"
#include "daemon/ingest/run.hpp"
#include "daemon/state/ledger.hpp"

namespace tidings::ingest {

// Who is to be told of what: the runs that are under way. Used by the store's thread alone.
class RunBook {
 public:
  void watch(WatchMessage message);

  // An item was listed with `reason`; kQueued: its page is to be fetched.
  void listed(std::string_view source, std::string_view key, state::Reason reason);
  // A page that waited is done with, or (kRetry) put off.
  void settled(std::string_view source, std::string_view key, state::Reason reason);
  void problem(std::string_view source, const std::string& line);
  void polled(const PollMessage& poll);

  // Ends the runs that have nothing left to wait for. `idle`: no page is under way or due.
  void end_finished(bool idle);
  // Ends all runs, for shutdown.
  void end_all();

 private:
  struct Entry {
    std::shared_ptr<Run> run;
    std::unordered_set<std::string> polls;
    std::unordered_set<std::string> keys;  // listed by this run, not done with
    std::unordered_set<std::string> sources;
    std::uint64_t limit = 0;
    std::uint64_t pages = 0;  // done with
    bool everything = false;
  };
  [[nodiscard]] static bool watches(const Entry& entry, std::string_view source);
  [[nodiscard]] static bool is_finished(const Entry& entry, bool idle);

  std::vector<Entry> entries_;
};

}  // namespace tidings::ingest
