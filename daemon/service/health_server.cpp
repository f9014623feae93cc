#include "daemon/service/health_server.hpp"

#include <atomic>
#include <cerrno>
#include <charconv>
#include <filesystem>
#include <string_view>
#include <system_error>
#include <thread>

#include <fmt/format.h>
#include <httplib.h>
#include <sys/stat.h>

namespace tidings::service {
namespace {

constexpr std::size_t kThreads = 2;
constexpr std::string_view kSocketPrefix = "unix:";

}  // namespace

struct HealthServer::Parts {
  httplib::Server server;
  HealthProbes probes;
  std::filesystem::path socket;  // empty: a port
  int port = 0;
  std::atomic<bool> ready = false;
  std::jthread thread;
};

namespace {

void answer(httplib::Response& response, const std::string& trouble) {
  response.status = trouble.empty() ? 200 : 503;
  response.set_content(trouble.empty() ? "ok\n" : trouble + "\n", "text/plain");
}

// "[::1]:9099": the host without brackets, and the port; 0 where there is none.
std::pair<std::string, int> host_and_port(std::string_view listen) {
  const std::size_t colon = listen.rfind(':');
  if (colon == std::string_view::npos) return {std::string(listen), 0};
  std::string_view host = listen.substr(0, colon);
  if (host.starts_with('[') && host.ends_with(']')) host = host.substr(1, host.size() - 2);
  int port = 0;
  std::from_chars(listen.data() + colon + 1, listen.data() + listen.size(), port);
  return {std::string(host), port};
}

// Binds the server; false: the address is taken or may not be used.
bool bind(HealthServer::Parts& parts, const std::string& listen) {
  if (listen.starts_with(kSocketPrefix)) {
    parts.socket = listen.substr(kSocketPrefix.size());
    std::error_code ignored;
    std::filesystem::remove(parts.socket, ignored);
    parts.server.set_address_family(AF_UNIX);
    if (!parts.server.bind_to_port(parts.socket.c_str(), 80)) return false;
    return ::chmod(parts.socket.c_str(), 0660) == 0;
  }
  const auto [host, port] = host_and_port(listen);
  parts.port = port == 0 ? parts.server.bind_to_any_port(host) : port;
  return port == 0 ? parts.port > 0 : parts.server.bind_to_port(host, port);
}

}  // namespace

namespace {

std::string reason(int error) {
  switch (error) {
    case EADDRINUSE:
      return "another process holds it (ss -ltnp shows which); choose another port";
    case EADDRNOTAVAIL:
      return "it is no address of this machine";
    case ENOENT:
      return "the folder of the socket does not exist";
    default:
      return std::error_code(error, std::generic_category()).message();
  }
}

}  // namespace

HealthServer::HealthServer(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}

std::expected<std::unique_ptr<HealthServer>, std::string> HealthServer::start(
    const std::string& listen, HealthProbes probes) {
  auto parts = std::make_unique<Parts>();
  Parts& own = *parts;
  own.probes = std::move(probes);
  own.server.new_task_queue = [] {
    return std::make_unique<httplib::ThreadPool>(kThreads).release();
  };
  // Without SO_REUSEPORT, which would share the port with a process that has it already.
  own.server.set_socket_options([](socket_t socket) {
    const int yes = 1;
    ::setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
  });
  own.server.Get("/metrics", [&own](const auto&, auto& response) {
    response.set_content(own.probes.metrics(), "text/plain; version=0.0.4");
  });
  own.server.Get("/live",
                 [&own](const auto&, auto& response) { answer(response, own.probes.trouble()); });
  own.server.Get("/ready", [&own](const auto&, auto& response) {
    answer(response, own.ready ? own.probes.trouble() : "starting");
  });
  errno = 0;
  if (!bind(own, listen)) {
    return std::unexpected(
        fmt::format("metrics: {} cannot be listened on: {}", listen, reason(errno)));
  }
  own.thread = std::jthread([&own] { own.server.listen_after_bind(); });
  while (!own.server.is_running()) {  // stop() before this would be lost
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
  }
  return std::unique_ptr<HealthServer>(new HealthServer(std::move(parts)));
}

HealthServer::~HealthServer() {
  parts_->server.stop();
  parts_->thread.join();
  std::error_code ignored;
  if (!parts_->socket.empty()) std::filesystem::remove(parts_->socket, ignored);
}

void HealthServer::ready() { parts_->ready = true; }

int HealthServer::port() const { return parts_->port; }

}  // namespace tidings::service
