#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "daemon/os/clock.hpp"
#include "daemon/state/state.hpp"

namespace tidings::ingest {

struct DispatchLimits {
  std::size_t total = 512;  // pages that are out at once
  std::size_t per_host = 4;
};

// Hands waiting pages out of the state, so few at a time that a million of them cost no memory, and
// host by host in turn, so that one host's million does not hold up the others. Used by the store's
// thread.
class Dispatcher {
 public:
  explicit Dispatcher(DispatchLimits limits) : limits_(limits) {}

  // Hosts that have got a page to wait for.
  void offer(const std::vector<std::string>& hosts);
  // Pages that are done with or put off.
  void finished(const std::vector<std::uint64_t>& pages);

  // The pages to be fetched now; each is out until finished() is told of it.
  [[nodiscard]] state::Result<std::vector<state::PendingPage>> take(state::State& state,
                                                                    WallTime now);

  [[nodiscard]] std::size_t out() const { return out_.size(); }
  // True: nothing is out and nothing was due when take() was last called.
  [[nodiscard]] bool idle() const { return out_.empty() && ready_.empty(); }

 private:
  state::Result<void> look_for_hosts(state::State& state, WallTime now);
  void make_ready(const std::string& host);

  DispatchLimits limits_;
  std::unordered_map<std::uint64_t, std::string> out_;  // page -> host
  std::unordered_map<std::string, std::size_t> out_by_host_;
  std::deque<std::string> ready_;
  std::unordered_set<std::string> is_ready_;
  WallTime next_look_{};
};

}  // namespace tidings::ingest
