#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include <sys/types.h>

namespace tidings::test {

// An nginx of our own, serving a folder on 127.0.0.1 to 127.0.0.64 at one port, for loads that
// the scripted server cannot give. Ends with the object.
class Nginx {
 public:
  static constexpr int kHosts = 64;

  // None: nginx is not installed, or does not start.
  [[nodiscard]] static std::optional<Nginx> start();
  Nginx(Nginx&& other) noexcept;
  Nginx& operator=(Nginx&&) = delete;
  ~Nginx();

  // Adds a file; with `packed`, its gzip form beside it.
  void add(const std::string& name, const std::string& body, bool packed) const;
  // "http://127.0.0.N:PORT/name".
  [[nodiscard]] std::string url(int host, const std::string& name) const;

 private:
  Nginx(std::filesystem::path folder, int port, pid_t process)
      : folder_(std::move(folder)), port_(port), process_(process) {}
  std::filesystem::path folder_;
  int port_;
  pid_t process_;
};

}  // namespace tidings::test
