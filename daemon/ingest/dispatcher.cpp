#include "daemon/ingest/dispatcher.hpp"

#include <algorithm>
#include <chrono>
#include <utility>

namespace tidings::ingest {
namespace {

using namespace std::chrono_literals;

constexpr std::size_t kHostsAtOnce = 20'000;
constexpr auto kLease = 2h;
constexpr auto kLookEvery = 30s;  // for pages that were put off and have come due

}  // namespace

void Dispatcher::make_ready(const std::string& host) {
  if (is_ready_.insert(host).second) ready_.push_back(host);
}

void Dispatcher::offer(const std::vector<std::string>& hosts) {
  for (const std::string& host : hosts) make_ready(host);
}

void Dispatcher::finished(const std::vector<std::uint64_t>& pages) {
  for (const std::uint64_t page : pages) {
    const auto at = out_.find(page);
    if (at == out_.end()) continue;
    const auto count = out_by_host_.find(at->second);
    if (--count->second == 0) out_by_host_.erase(count);
    make_ready(at->second);
    out_.erase(at);
  }
}

state::Result<void> Dispatcher::look_for_hosts(state::State& state, WallTime now) {
  const auto hosts = state.due_hosts(now, kHostsAtOnce);
  if (!hosts) return std::unexpected(hosts.error());
  for (const state::WaitingHost& host : *hosts) make_ready(host.name);
  const auto next = state.next_due();
  if (!next) return std::unexpected(next.error());
  next_look_ = now + kLookEvery;
  if (*next && **next > now) next_look_ = std::min<WallTime>(next_look_, **next);
  return {};
}

state::Result<std::vector<state::PendingPage>> Dispatcher::take(state::State& state, WallTime now) {
  if (now >= next_look_) {
    if (const auto looked = look_for_hosts(state, now); !looked)
      return std::unexpected(looked.error());
  }
  std::vector<state::PendingPage> taken;
  for (std::size_t turns = ready_.size(); turns > 0 && out_.size() < limits_.total; --turns) {
    const std::string host = std::move(ready_.front());
    ready_.pop_front();
    is_ready_.erase(host);
    const auto count = out_by_host_.find(host);
    const std::size_t already = count == out_by_host_.end() ? 0 : count->second;
    if (already >= limits_.per_host) continue;  // ready again when one of its pages has finished
    const std::size_t room = std::min(limits_.per_host - already, limits_.total - out_.size());
    auto pages = state.lease(host, now, room, now + kLease);
    if (!pages) return std::unexpected(pages.error());
    for (state::PendingPage& page : *pages) {
      out_.emplace(page.id, host);
      ++out_by_host_[host];
      taken.push_back(std::move(page));
    }
  }
  return taken;
}

}  // namespace tidings::ingest
