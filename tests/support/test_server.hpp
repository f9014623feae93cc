#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <functional>
#include <list>
#include <map>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>
#include <utility>
#include <vector>

#include "tests/support/test_ca.hpp"

namespace tidings::test {

// A request as the server saw it.
struct Seen {
  std::string method;
  std::string target;
  std::map<std::string, std::string> headers;  // names in lower case; the last of a name
  std::chrono::steady_clock::time_point at;
  int connection = 0;  // counted from 1
  int parallel = 0;    // requests under way when it came, itself included
};

// What the server does to answer: steps, one after the other.
struct Step {
  enum class Kind { kSend, kWait, kClose, kReset };
  Kind kind = Kind::kSend;
  std::string bytes;
  std::chrono::milliseconds time{0};
};

struct Reply {
  std::vector<Step> steps;

  Reply& send(std::string bytes);
  Reply& wait(std::chrono::milliseconds time);
  Reply& close();
  Reply& reset();
};

using Fields = std::vector<std::pair<std::string, std::string>>;

// A whole answer with Content-Length.
[[nodiscard]] Reply answer(int status, std::string_view body = {}, const Fields& fields = {});
// 200 with text/html.
[[nodiscard]] Reply page(std::string_view body, Fields fields = {});
[[nodiscard]] Reply redirect(int status, const std::string& location);
// Waits for ever (until the server ends).
[[nodiscard]] Reply hang();

// A scripted HTTP/1.1 server on 127.0.0.1 and a free port, with TLS if it is given a context. It
// records every request; handlers are called on its own threads.
class TestServer {
 public:
  using Handler = std::function<Reply(const Seen&)>;

  explicit TestServer(SslContext tls = nullptr);
  ~TestServer();
  TestServer(const TestServer&) = delete;
  TestServer& operator=(const TestServer&) = delete;

  // What is done for a target (path and query); "*" for all that have no rule; else 404.
  void on(const std::string& target, Reply reply);
  void on(const std::string& target, Handler handler);

  [[nodiscard]] int port() const { return port_; }
  // "http://127.0.0.1:PORT/target", or with another host name.
  [[nodiscard]] std::string url(const std::string& target,
                                const std::string& host = "127.0.0.1") const;
  // "host:80:127.0.0.1:PORT" (or 443), for connect_to.
  [[nodiscard]] std::string connect_to(const std::string& host) const;

  [[nodiscard]] std::vector<Seen> seen() const;
  [[nodiscard]] std::vector<std::string> targets() const;
  [[nodiscard]] int connections() const { return connections_; }
  [[nodiscard]] int most_parallel() const;

 private:
  class Connection;
  void accept_loop();
  void serve(int socket, int number);
  void serve_requests(Connection& connection, int number);
  Reply reply_to(const Seen& request);
  bool perform(Connection& connection, const Reply& reply);
  bool wait(std::chrono::milliseconds time);

  SslContext tls_;
  int listener_ = -1;
  int port_ = 0;
  std::atomic<int> connections_ = 0;
  mutable std::mutex mutex_;
  std::condition_variable stop_signal_;
  bool stopping_ = false;
  int parallel_ = 0;
  std::map<std::string, Handler> rules_;
  std::vector<Seen> seen_;
  std::list<int> open_;
  std::vector<std::thread> workers_;
  std::thread acceptor_;
};

}  // namespace tidings::test
