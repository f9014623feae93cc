#pragma once

#include <expected>
#include <functional>
#include <memory>
#include <string>

namespace tidings::service {

// What is asked of the daemon; called on the server's threads.
struct HealthProbes {
  std::function<std::string()> metrics;  // Prometheus text
  std::function<std::string()> trouble;  // what keeps it from working; empty: nothing
};

// The configured `metrics` address: HTTP on a port of the loopback interface, or on a Unix socket
// of mode 0660. Nothing can be changed through it.
//   GET /metrics   Prometheus text format 0.0.4
//   GET /live      200, or 503 with what is stuck
//   GET /ready     200 after ready(), 503 before it and while there is trouble
class HealthServer {
 public:
  // `listen`: "127.0.0.1:9099", "[::1]:9099", "localhost:9099" or "unix:/PATH". Error: one line
  // (port taken, folder not writable).
  static std::expected<std::unique_ptr<HealthServer>, std::string> start(const std::string& listen,
                                                                         HealthProbes probes);
  ~HealthServer();
  HealthServer(const HealthServer&) = delete;
  HealthServer& operator=(const HealthServer&) = delete;

  void ready();
  // Where it listens; 0 for a socket. Port 0 in `listen` takes a free one.
  [[nodiscard]] int port() const;

  struct Parts;

 private:
  explicit HealthServer(std::unique_ptr<Parts> parts);
  std::unique_ptr<Parts> parts_;
};

}  // namespace tidings::service
