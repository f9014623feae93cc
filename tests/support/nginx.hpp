#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include <sys/types.h>

#include "tests/support/test_ca.hpp"

namespace tidings::test {

// An nginx of our own, serving a folder on 127.0.0.1 to 127.0.0.64 at one port, for loads that
// the scripted server cannot give. Ends with the object.
class Nginx {
 public:
  static constexpr int kHosts = 64;

  // None: nginx is not installed, or does not start.
  [[nodiscard]] static std::optional<Nginx> start();
  // The same with TLS and HTTP/2.
  [[nodiscard]] static std::optional<Nginx> start_tls(const TestCa::Files& files);
  Nginx(Nginx&& other) noexcept;
  Nginx& operator=(Nginx&&) = delete;
  ~Nginx();

  // Adds a file; with `packed`, its gzip form beside it.
  void add(const std::string& name, const std::string& body, bool packed) const;
  // A request that was answered over TLS.
  struct Served {
    std::string connection;  // its number
    std::string protocol;    // "HTTP/2.0"
    std::string target;
  };
  [[nodiscard]] std::vector<Served> served() const;
  // "http://127.0.0.N:PORT/name", or https.
  [[nodiscard]] std::string url(int host, const std::string& name) const;

 private:
  Nginx(std::filesystem::path folder, int port, pid_t process, bool tls)
      : folder_(std::move(folder)), port_(port), process_(process), tls_(tls) {}
  [[nodiscard]] static std::optional<Nginx> launch(const TestCa::Files* tls);
  std::filesystem::path folder_;
  int port_;
  pid_t process_;
  bool tls_;
};

}  // namespace tidings::test
