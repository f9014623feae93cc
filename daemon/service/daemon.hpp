#pragma once

#include <expected>
#include <filesystem>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <stop_token>
#include <string>

#include "config/settings.hpp"
#include "daemon/log/log.hpp"
#include "daemon/os/clock.hpp"
#include "daemon/service/control_server.hpp"
#include "daemon/service/health_server.hpp"
#include "daemon/service/notify.hpp"
#include "daemon/service/signals.hpp"
#include "daemon/service/station.hpp"

namespace tidings::service {

struct DaemonParts {
  const log::Log& log;
  const Clock& clock;
  Notifier& notifier;
  Signals& signals;
  // Reads the configuration anew; none: it has mistakes, which were printed.
  std::function<std::optional<config::Settings>()> reload;
};

// `tidings run`: the pipeline on its schedule, the control socket, and the talk with systemd.
// SIGTERM and SIGINT end it within 5 seconds, SIGHUP reloads.
class Daemon {
 public:
  Daemon(config::Settings settings, DaemonParts parts);

  // Until a signal ends it. Error: why corpus or state cannot be used.
  [[nodiscard]] std::expected<void, std::string> run();

 private:
  [[nodiscard]] ControlHandlers handlers(Station& station);
  [[nodiscard]] std::expected<void, std::string> reload(Station& station);
  [[nodiscard]] std::expected<void, std::string> take_up(
      Station& station, std::shared_ptr<const config::Settings> settings);
  // None: no address is configured.
  [[nodiscard]] std::expected<std::unique_ptr<HealthServer>, std::string> serve_health(
      const std::string& listen, Station& station);
  void check_state(ingest::Pipeline& pipeline, const std::filesystem::path& state,
                   const std::stop_token& stop) const;
  [[nodiscard]] std::string metrics(const ingest::Pipeline& pipeline) const;
  bool turn(Station& station);
  void tell_systemd(Station& station);

  [[nodiscard]] std::shared_ptr<const config::Settings> settings() const;

  mutable std::mutex settings_mutex_;
  std::shared_ptr<const config::Settings>
      settings_;  // replaced by a reload; the socket's threads read it
  DaemonParts parts_;
  SteadyTime next_status_{};
  SteadyTime next_watchdog_{};
};

}  // namespace tidings::service
