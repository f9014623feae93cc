#pragma once

#include <cstdint>
#include <expected>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "daemon/ingest/run.hpp"

namespace tidings::service {

// What `tidings fetch` asks for.
struct FetchRequest {
  std::vector<std::string> names;  // sources or URLs; empty: every source
  std::uint64_t limit = 0;         // pages at most; 0: no limit
};

// What the daemon does when it is asked; called on the server's threads.
struct ControlHandlers {
  std::function<std::expected<std::shared_ptr<ingest::Run>, std::string>(const FetchRequest&)>
      fetch;
  std::function<std::expected<void, std::string>()> reload;
  std::function<std::expected<std::vector<std::string>, std::string>(const std::string&)>
      forget;                            // gives lines for people
  std::function<std::string()> status;   // a JSON object
  std::function<std::string()> metrics;  // Prometheus text
};

// The daemon's socket: HTTP over a Unix socket in the runtime directory, mode 0660.
//   POST /fetch {"names":[...],"limit":N}   a JSON line whenever something changed, the last has
//                                           "done":true
//   POST /reload, POST /forget NUMBER|URL   {"said":[...]}, or 409 with {"error":...}
//   GET /status, GET /metrics
class ControlServer {
 public:
  // Error: one line (path too long, folder not writable).
  static std::expected<std::unique_ptr<ControlServer>, std::string> start(
      const std::filesystem::path& socket, ControlHandlers handlers);
  ~ControlServer();  // ends followers and removes the socket
  ControlServer(const ControlServer&) = delete;
  ControlServer& operator=(const ControlServer&) = delete;

 private:
  struct Parts;
  explicit ControlServer(std::unique_ptr<Parts> parts);
  std::unique_ptr<Parts> parts_;
};

// Progress as the socket's JSON object and back.
[[nodiscard]] std::string to_json(const ingest::Progress& progress);
[[nodiscard]] std::expected<ingest::Progress, std::string> progress_from_json(
    const std::string& text);

}  // namespace tidings::service
