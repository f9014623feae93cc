#pragma once

#include <chrono>
#include <optional>
#include <string_view>

// What the service tells systemd (sd_notify(3)); without systemd, nothing happens. Any thread may
// call.
namespace tidings::service {

class Notifier {
 public:
  virtual ~Notifier() = default;

  // The start goes on and needs more time than usual: another 90 s, counted from now.
  virtual void starting(std::string_view status) = 0;
  // The configuration, the state and the corpus are proven, and work begins.
  virtual void ready(std::string_view status) = 0;
  // A new configuration is being taken up; ready() follows. Tells the monotonic time as well, which
  // Type=notify-reload of later versions of systemd asks for.
  virtual void reloading() = 0;
  virtual void stopping() = 0;
  // One line for `systemctl status`, such as "5 sources, 2 waiting, 41 documents today, 1 quiet".
  virtual void status(std::string_view line) = 0;
  // The service is alive; to be called only when its work has moved.
  virtual void watchdog() = 0;
  // How often watchdog() is expected at the latest; half of it is a good interval. None: never.
  [[nodiscard]] virtual std::optional<std::chrono::microseconds> watchdog_timeout() const = 0;
};

class SystemdNotifier final : public Notifier {
 public:
  void starting(std::string_view status) override;
  void ready(std::string_view status) override;
  void reloading() override;
  void stopping() override;
  void status(std::string_view line) override;
  void watchdog() override;
  [[nodiscard]] std::optional<std::chrono::microseconds> watchdog_timeout() const override;
};

}  // namespace tidings::service
