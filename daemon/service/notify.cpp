#include "daemon/service/notify.hpp"

#include <algorithm>
#include <cstdint>
#include <string>

#include <fmt/format.h>
#include <systemd/sd-daemon.h>

namespace tidings::service {
namespace {

void send(const std::string& message) { sd_notify(0, message.c_str()); }

// A status is one line.
std::string one_line(std::string_view text) {
  std::string line(text);
  std::ranges::replace_if(line, [](char c) { return static_cast<unsigned char>(c) < 0x20; }, ' ');
  return line;
}

}  // namespace

void SystemdNotifier::starting(std::string_view status) {
  constexpr std::chrono::microseconds kMore = std::chrono::seconds(90);
  send(fmt::format("EXTEND_TIMEOUT_USEC={}\nSTATUS={}", kMore.count(), one_line(status)));
}

void SystemdNotifier::ready(std::string_view status) {
  send(fmt::format("READY=1\nSTATUS={}", one_line(status)));
}

void SystemdNotifier::reloading() {
  const auto now = std::chrono::steady_clock::now().time_since_epoch();
  const auto us = std::chrono::duration_cast<std::chrono::microseconds>(now).count();
  send(fmt::format("RELOADING=1\nMONOTONIC_USEC={}", us));
}

void SystemdNotifier::stopping() { send("STOPPING=1"); }

void SystemdNotifier::status(std::string_view line) {
  send(fmt::format("STATUS={}", one_line(line)));
}

void SystemdNotifier::watchdog() { send("WATCHDOG=1"); }

std::optional<std::chrono::microseconds> SystemdNotifier::watchdog_timeout() const {
  std::uint64_t microseconds = 0;
  if (sd_watchdog_enabled(0, &microseconds) <= 0) return std::nullopt;
  return std::chrono::microseconds(microseconds);
}

}  // namespace tidings::service
