#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "daemon/os/clock.hpp"
#include "daemon/state/records.hpp"

namespace tidings::state {

// Which host has a page due when, and which pages are lent out: the small part of the frontier that
// is kept in memory, a few dozen bytes a host.
class PageQueue {
 public:
  void set_earliest(const std::string& host, std::optional<WallTime> earliest);
  // Lowers the host's time if `due` is sooner.
  void add(const std::string& host, WallTime due);

  [[nodiscard]] std::vector<WaitingHost> due(WallTime now, std::size_t limit) const;
  [[nodiscard]] std::optional<WallTime> next() const;

  void lease(std::uint64_t page, const std::string& host, WallTime until);
  [[nodiscard]] bool is_leased(std::uint64_t page) const { return leases_.contains(page); }
  // Ends a lease; the host of the page, none if it was not lent out.
  std::optional<std::string> end_lease(std::uint64_t page);
  // Ends those that are over by `now`; their hosts.
  std::vector<std::string> expire(WallTime now);

 private:
  struct Lease {
    std::string host;
    WallTime until;
  };
  std::map<std::string, WallTime, std::less<>> hosts_;
  std::set<std::pair<WallTime, std::string>> by_time_;
  std::unordered_map<std::uint64_t, Lease> leases_;
  std::set<std::pair<WallTime, std::uint64_t>> lease_ends_;
};

}  // namespace tidings::state
