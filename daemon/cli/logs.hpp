#pragma once

#include <string>
#include <vector>

#include "daemon/cli/command.hpp"

namespace tidings::cli {

struct LogsQuery {
  bool follow = false;
  std::string source;
  std::string event;
  std::string since;
  int lines = 0;  // 0: all
  bool json = false;
};

// The call of journalctl that answers the query.
[[nodiscard]] std::vector<std::string> journalctl_call(const LogsQuery& query);

// `tidings logs`: the journal of the service, with filters.
void add_logs(CLI::App& app, Invocation& invocation);

}  // namespace tidings::cli
