#include "daemon/state/page_queue.hpp"

namespace tidings::state {

void PageQueue::set_earliest(const std::string& host, std::optional<WallTime> earliest) {
  if (const auto known = hosts_.find(host); known != hosts_.end()) {
    by_time_.erase({known->second, host});
    hosts_.erase(known);
  }
  if (!earliest) return;
  hosts_.emplace(host, *earliest);
  by_time_.emplace(*earliest, host);
}

void PageQueue::add(const std::string& host, WallTime due) {
  const auto known = hosts_.find(host);
  if (known == hosts_.end() || due < known->second) set_earliest(host, due);
}

std::vector<WaitingHost> PageQueue::due(WallTime now, std::size_t limit) const {
  std::vector<WaitingHost> hosts;
  for (const auto& [earliest, host] : by_time_) {
    if (earliest > now || hosts.size() == limit) break;
    hosts.push_back({host, earliest});
  }
  return hosts;
}

std::optional<WallTime> PageQueue::next() const {
  if (by_time_.empty()) return std::nullopt;
  return by_time_.begin()->first;
}

void PageQueue::lease(std::uint64_t page, const std::string& host, WallTime until) {
  leases_.insert_or_assign(page, Lease{host, until});
  lease_ends_.emplace(until, page);
}

std::optional<std::string> PageQueue::end_lease(std::uint64_t page) {
  const auto lease = leases_.find(page);
  if (lease == leases_.end()) return std::nullopt;
  std::string host = std::move(lease->second.host);
  lease_ends_.erase({lease->second.until, page});
  leases_.erase(lease);
  return host;
}

std::vector<std::string> PageQueue::expire(WallTime now) {
  std::vector<std::string> hosts;
  while (!lease_ends_.empty() && lease_ends_.begin()->first <= now) {
    if (auto host = end_lease(lease_ends_.begin()->second)) hosts.push_back(std::move(*host));
  }
  return hosts;
}

}  // namespace tidings::state
