#pragma once

#include <cstdint>
#include <expected>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "config/settings.hpp"
#include "daemon/ingest/poller.hpp"
#include "daemon/os/clock.hpp"
#include "daemon/state/records.hpp"
#include "daemon/state/state.hpp"

namespace tidings::service {

inline constexpr int kSparkDays = 14;

struct SourceStatus {
  std::string name;
  std::string kind;
  std::string location;
  std::string moved_to;  // where it is polled since a redirect; empty: at its location
  // "ok", "new", "failing", "quiet", "frozen", "textless", "disabled", "removed"
  std::string condition;
  std::optional<WallTime> last_poll;
  std::optional<WallTime> next_poll;
  int failures = 0;
  std::string last_error;
  std::uint64_t documents = 0;  // written, all days
  std::uint64_t today = 0;
  std::vector<std::uint64_t> days;  // written, the last kSparkDays, oldest first
  state::Ledger ledger;             // of all days together
};

struct StatusReport {
  std::vector<SourceStatus> sources;  // in the order of the configuration, removed ones last
  state::Totals totals;
  std::uint64_t today = 0;  // documents
  WallTime taken_at{};
};

// Reads the state beside a running daemon or without one. A state that does not exist yet gives the
// configured sources as new. Error: one line.
[[nodiscard]] std::expected<StatusReport, std::string> read_status(const config::Settings& settings,
                                                                   WallTime now);

// What the service manager's status line tells besides the sources; cheap to read, however many
// sources there are.
struct Today {
  std::uint64_t waiting = 0;    // pages
  std::uint64_t documents = 0;  // fetched since midnight UTC
};
[[nodiscard]] std::expected<Today, std::string> read_today(const std::filesystem::path& state,
                                                           WallTime now);

// "5 sources, 2 waiting, 41 documents today, 1 quiet"
[[nodiscard]] std::string status_line(const ingest::SourceTally& sources, const Today& today);
[[nodiscard]] std::string status_json(const StatusReport& report);
// Prometheus text format 0.0.4.
[[nodiscard]] std::string status_metrics(const StatusReport& report);
// A table for people.
[[nodiscard]] std::string status_table(const StatusReport& report);

}  // namespace tidings::service
