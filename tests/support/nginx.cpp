#include "tests/support/nginx.hpp"

#include <array>
#include <chrono>
#include <fstream>
#include <thread>
#include <utility>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tests/support/compress.hpp"

extern char** environ;

namespace tidings::test {
namespace {

namespace fs = std::filesystem;

class Socket {
 public:
  Socket() : socket_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {}
  ~Socket() { ::close(socket_); }
  Socket(const Socket&) = delete;
  Socket& operator=(const Socket&) = delete;
  // The port that the system gives, 0 if none.
  [[nodiscard]] int bind_any() const {
    sockaddr_in address = loopback(0);
    socklen_t size = sizeof address;
    auto* generic = reinterpret_cast<sockaddr*>(&address);
    const bool good =
        bind(socket_, generic, size) == 0 && getsockname(socket_, generic, &size) == 0;
    return good ? ntohs(address.sin_port) : 0;
  }
  [[nodiscard]] bool connects(int port) const {
    sockaddr_in address = loopback(port);
    return connect(socket_, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0;
  }

 private:
  static sockaddr_in loopback(int port) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    address.sin_port = htons(static_cast<std::uint16_t>(port));
    return address;
  }
  int socket_;
};

void write_configuration(const fs::path& folder, int port, const TestCa::Files* tls) {
  std::ofstream out(folder / "nginx.conf");
  out << "daemon off; master_process off; pid " << (folder / "pid").string() << ";\n"
      << "error_log /dev/null crit; worker_rlimit_nofile 4096;\n"
      << "events { worker_connections 2048; multi_accept on; }\n"
      << "http { access_log off; sendfile on; gzip_static on; etag on;\n"
      << "  keepalive_requests 100000000; keepalive_timeout 300;\n"
      << "  types { text/html html; }\n";
  out << "  client_body_temp_path " << (folder / "tmp").string() << ";\n"
      << "  log_format served '$connection $server_protocol $request_uri';\n"
      << "  server { root " << (folder / "www").string() << ";\n";
  for (int host = 1; host <= Nginx::kHosts; ++host) {
    out << "    listen 127.0.0." << host << ":" << port << (tls != nullptr ? " ssl http2" : "")
        << " backlog=1024;\n";
  }
  if (tls != nullptr) {
    out << "    ssl_certificate " << tls->certificate.string() << "; ssl_certificate_key "
        << tls->key.string() << ";\n    access_log " << (folder / "served").string()
        << " served;\n";
  }
  out << "  } }\n";
}

}  // namespace

std::optional<Nginx> Nginx::start() { return launch(nullptr); }

std::optional<Nginx> Nginx::start_tls(const TestCa::Files& files) { return launch(&files); }

std::optional<Nginx> Nginx::launch(const TestCa::Files* tls) {
  std::string pattern = (fs::temp_directory_path() / "nginx-XXXXXX").string();
  if (mkdtemp(pattern.data()) == nullptr) return std::nullopt;
  const fs::path folder = pattern;
  fs::create_directories(folder / "www");
  const int port = Socket().bind_any();
  write_configuration(folder, port, tls);
  const std::string conf = (folder / "nginx.conf").string();
  const std::string prefix = folder.string();
  std::array<const char*, 8> arguments = {"nginx",      "-p", prefix.c_str(), "-c",
                                          conf.c_str(), "-e", "/dev/null",    nullptr};
  pid_t process = 0;
  const int failed = posix_spawnp(&process, "/usr/sbin/nginx", nullptr, nullptr,
                                  const_cast<char**>(arguments.data()), environ);
  if (failed != 0) return std::nullopt;
  Nginx server(folder, port, process, tls != nullptr);
  for (int i = 0; i < 100; ++i) {
    if (Socket().connects(port)) return server;
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
  }
  return std::nullopt;
}

Nginx::Nginx(Nginx&& other) noexcept
    : folder_(std::move(other.folder_)),
      port_(other.port_),
      process_(std::exchange(other.process_, 0)),
      tls_(other.tls_) {}

Nginx::~Nginx() {
  if (process_ == 0) return;
  kill(process_, SIGTERM);
  waitpid(process_, nullptr, 0);
  std::error_code ignored;
  fs::remove_all(folder_, ignored);
}

void Nginx::add(const std::string& name, const std::string& body, bool packed) const {
  std::ofstream(folder_ / "www" / name, std::ios::binary) << body;
  if (packed) std::ofstream(folder_ / "www" / (name + ".gz"), std::ios::binary) << gzip(body);
}

std::string Nginx::url(int host, const std::string& name) const {
  return std::string(tls_ ? "https" : "http") + "://127.0.0." + std::to_string(host) + ":" +
         std::to_string(port_) + "/" + name;
}

std::vector<Nginx::Served> Nginx::served() const {
  std::vector<Served> all;
  std::ifstream log(folder_ / "served");
  Served one;
  while (log >> one.connection >> one.protocol >> one.target) all.push_back(one);
  return all;
}

}  // namespace tidings::test
