#pragma once

#include <string_view>
#include <vector>

#include "daemon/fetch/host_state.hpp"
#include "daemon/state/records.hpp"

// What a restart must not forget about hosts, to and from the state's records.
namespace tidings::ingest {

[[nodiscard]] state::Host to_record(const fetch::HostState& host);
[[nodiscard]] state::Host to_record(const fetch::RobotsCopy& robots);

struct HostRecords {
  std::vector<fetch::HostState> hosts;
  std::vector<fetch::RobotsCopy> robots;
};

// Records that cannot be read are left out.
[[nodiscard]] HostRecords from_records(const std::vector<state::Host>& records);

}  // namespace tidings::ingest
