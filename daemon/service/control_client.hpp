#pragma once

#include <expected>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "daemon/service/control_server.hpp"

namespace tidings::service {

// The other end of the daemon's socket. Errors are one line that says what to do.
class ControlClient {
 public:
  explicit ControlClient(std::filesystem::path socket) : socket_(std::move(socket)) {}

  // Asks for a fetch and follows it to its end; `follow` sees every state.
  [[nodiscard]] std::expected<ingest::Progress, std::string> fetch(
      const FetchRequest& request,
      const std::function<void(const ingest::Progress&)>& follow) const;
  [[nodiscard]] std::expected<std::string, std::string> status() const;  // a JSON object
  [[nodiscard]] std::expected<void, std::string> reload() const;
  // Lines for people.
  [[nodiscard]] std::expected<std::vector<std::string>, std::string> forget(
      const std::string& what) const;

 private:
  [[nodiscard]] std::string unreachable() const;
  [[nodiscard]] std::expected<std::vector<std::string>, std::string> change(
      const std::string& path, const std::string& body) const;

  std::filesystem::path socket_;
};

}  // namespace tidings::service
