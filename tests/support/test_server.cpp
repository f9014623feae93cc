#include "tests/support/test_server.hpp"

#include <algorithm>
#include <array>
#include <csignal>
#include <stdexcept>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

namespace tidings::test {
namespace {

using std::chrono::milliseconds;

std::string lowered(std::string_view text) {
  std::string out(text);
  std::ranges::transform(out, out.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  });
  return out;
}

std::string_view trimmed(std::string_view text) {
  const auto first = text.find_first_not_of(" \t\r\n");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1);
}

Seen read_head(std::string_view head) {
  Seen request;
  const std::string_view first = head.substr(0, head.find("\r\n"));
  request.method = first.substr(0, first.find(' '));
  const auto start = std::min(first.size(), request.method.size() + 1);
  request.target = first.substr(start, first.find(' ', start) - start);
  head.remove_prefix(std::min(head.size(), first.size() + 2));
  while (!head.empty()) {
    const std::string_view line = head.substr(0, head.find("\r\n"));
    head.remove_prefix(std::min(head.size(), line.size() + 2));
    const auto colon = line.find(':');
    if (colon == std::string_view::npos) continue;
    request.headers[lowered(trimmed(line.substr(0, colon)))] = trimmed(line.substr(colon + 1));
  }
  return request;
}

}  // namespace

Reply& Reply::send(std::string bytes) {
  steps.push_back({Step::Kind::kSend, std::move(bytes), {}});
  return *this;
}
Reply& Reply::wait(milliseconds time) {
  steps.push_back({Step::Kind::kWait, {}, time});
  return *this;
}
Reply& Reply::close() {
  steps.push_back({Step::Kind::kClose, {}, {}});
  return *this;
}
Reply& Reply::reset() {
  steps.push_back({Step::Kind::kReset, {}, {}});
  return *this;
}

Reply answer(int status, std::string_view body, const Fields& fields) {
  std::string text = "HTTP/1.1 " + std::to_string(status) + " Word\r\n";
  for (const auto& [name, value] : fields) text += name + ": " + value + "\r\n";
  if (status != 304) text += "Content-Length: " + std::to_string(body.size()) + "\r\n";
  Reply reply;
  reply.send(text + "\r\n" + std::string(body));
  return reply;
}

Reply page(std::string_view body, Fields fields) {
  fields.emplace_back("Content-Type", "text/html; charset=utf-8");
  return answer(200, body, fields);
}

Reply redirect(int status, const std::string& location) {
  return answer(status, "moved", {{"Location", location}});
}

Reply hang() {
  Reply reply;
  reply.wait(std::chrono::hours(1));
  return reply;
}

// A socket, with TLS or without.
class TestServer::Connection {
 public:
  Connection(int socket, SSL_CTX* context) : socket_(socket) {
    if (context == nullptr) return;
    ssl_.reset(SSL_new(context));
    SSL_set_fd(ssl_.get(), socket);
    good_ = SSL_accept(ssl_.get()) == 1;
  }
  [[nodiscard]] bool good() const { return good_; }

  // The head of the next request, without the empty line; empty at the end of the connection.
  std::string next_head() {
    for (auto end = buffer_.find("\r\n\r\n");; end = buffer_.find("\r\n\r\n")) {
      if (end != std::string::npos) {
        std::string head = buffer_.substr(0, end + 2);
        buffer_.erase(0, end + 4);
        return head;
      }
      std::array<char, 4096> chunk{};
      const auto count = read_some(chunk);
      if (count <= 0) return {};
      buffer_.append(chunk.data(), static_cast<std::size_t>(count));
    }
  }
  bool write(std::string_view bytes) {
    while (!bytes.empty()) {
      const auto count = write_some(bytes);
      if (count <= 0) return false;
      bytes.remove_prefix(static_cast<std::size_t>(count));
    }
    return true;
  }
  void reset() const {
    const linger now{1, 0};
    setsockopt(socket_, SOL_SOCKET, SO_LINGER, &now, sizeof now);
  }

 private:
  ssize_t read_some(std::array<char, 4096>& chunk) {
    if (ssl_) return SSL_read(ssl_.get(), chunk.data(), static_cast<int>(chunk.size()));
    return recv(socket_, chunk.data(), chunk.size(), 0);
  }
  ssize_t write_some(std::string_view bytes) {
    const std::size_t count = std::min<std::size_t>(bytes.size(), 1 << 20);
    if (ssl_) return SSL_write(ssl_.get(), bytes.data(), static_cast<int>(count));
    return ::send(socket_, bytes.data(), count, MSG_NOSIGNAL);
  }

  int socket_;
  std::unique_ptr<SSL, Freer<SSL_free>> ssl_;
  bool good_ = true;
  std::string buffer_;
};

TestServer::TestServer(SslContext tls) : tls_(std::move(tls)) {
  std::signal(SIGPIPE, SIG_IGN);  // OpenSSL writes without MSG_NOSIGNAL
  listener_ = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  auto* generic = reinterpret_cast<sockaddr*>(&address);
  if (bind(listener_, generic, size) != 0 || listen(listener_, 512) != 0 ||
      getsockname(listener_, generic, &size) != 0) {
    throw std::runtime_error("the test server cannot listen");
  }
  port_ = ntohs(address.sin_port);
  acceptor_ = std::thread([this] { accept_loop(); });
}

TestServer::~TestServer() {
  {
    const std::scoped_lock lock(mutex_);
    stopping_ = true;
    for (const int socket : open_) shutdown(socket, SHUT_RDWR);
  }
  stop_signal_.notify_all();
  shutdown(listener_, SHUT_RDWR);
  acceptor_.join();
  ::close(listener_);
  for (std::thread& worker : workers_) worker.join();
}

void TestServer::on(const std::string& target, Reply reply) {
  on(target, [reply = std::move(reply)](const Seen&) { return reply; });
}

void TestServer::on(const std::string& target, Handler handler) {
  const std::scoped_lock lock(mutex_);
  rules_[target] = std::move(handler);
}

std::string TestServer::url(const std::string& target, const std::string& host) const {
  return (tls_ ? "https://" : "http://") + host + ":" + std::to_string(port_) + target;
}

std::string TestServer::connect_to(const std::string& host) const {
  return host + (tls_ ? ":443" : ":80") + ":127.0.0.1:" + std::to_string(port_);
}

std::vector<Seen> TestServer::seen() const {
  const std::scoped_lock lock(mutex_);
  return seen_;
}

std::vector<std::string> TestServer::targets() const {
  std::vector<std::string> all;
  for (const Seen& request : seen()) all.push_back(request.target);
  return all;
}

int TestServer::most_parallel() const {
  int most = 0;
  for (const Seen& request : seen()) most = std::max(most, request.parallel);
  return most;
}

void TestServer::accept_loop() {
  while (true) {
    const int socket = accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
    if (socket < 0) return;
    const int yes = 1;
    setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
    const std::scoped_lock lock(mutex_);
    if (stopping_) {
      ::close(socket);
      return;
    }
    open_.push_back(socket);
    workers_.emplace_back([this, socket, number = ++connections_] { serve(socket, number); });
  }
}

void TestServer::serve(int socket, int number) {
  {
    Connection connection(socket, tls_.get());
    if (connection.good()) serve_requests(connection, number);
  }
  const std::scoped_lock lock(mutex_);
  open_.remove(socket);
  ::close(socket);
}

void TestServer::serve_requests(Connection& connection, int number) {
  for (bool goes_on = true; goes_on;) {
    const std::string head = connection.next_head();
    if (head.empty()) return;
    Seen request = read_head(head);
    request.connection = number;
    request.at = std::chrono::steady_clock::now();
    {
      const std::scoped_lock lock(mutex_);
      request.parallel = ++parallel_;
      seen_.push_back(request);
    }
    const Reply reply = reply_to(request);
    goes_on = perform(connection, reply);
  }
}

Reply TestServer::reply_to(const Seen& request) {
  Handler handler;
  {
    const std::scoped_lock lock(mutex_);
    auto rule = rules_.find(request.target);
    if (rule == rules_.end()) rule = rules_.find("*");
    if (rule != rules_.end()) handler = rule->second;
  }
  return handler ? handler(request) : answer(404, "nothing here");
}

bool TestServer::perform(Connection& connection, const Reply& reply) {
  bool counted = true;
  const auto leave = [&] {
    const std::scoped_lock lock(mutex_);
    if (std::exchange(counted, false)) --parallel_;
  };
  bool good = true;
  for (std::size_t i = 0; good && i < reply.steps.size(); ++i) {
    const Step& step = reply.steps[i];
    // The client may ask again as soon as it has the last byte.
    if (i + 1 == reply.steps.size() && step.kind != Step::Kind::kWait) leave();
    if (step.kind == Step::Kind::kSend) good = connection.write(step.bytes);
    if (step.kind == Step::Kind::kWait) good = wait(step.time);
    if (step.kind == Step::Kind::kReset) connection.reset();
    if (step.kind == Step::Kind::kReset || step.kind == Step::Kind::kClose) good = false;
  }
  leave();
  return good;
}

bool TestServer::wait(milliseconds time) {
  std::unique_lock lock(mutex_);
  return !stop_signal_.wait_for(lock, time, [this] { return stopping_; });
}

}  // namespace tidings::test
