#include <array>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <poll.h>
#include <sys/ptrace.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tests/e2e/news_site.hpp"
#include "tests/e2e/program.hpp"

// Promise 13: the watchdog is fed only while schedule, transfers, parsing and committing all move.
namespace tidings::test {
namespace {

using namespace std::chrono_literals;
namespace fs = std::filesystem;

constexpr std::chrono::milliseconds kTimeout = 1500ms;  // systemd would restart after so long

// What systemd sees of a service: the end of $NOTIFY_SOCKET.
class NotifySocket {
 public:
  explicit NotifySocket(const fs::path& folder) {
    const std::string path = folder / "notify";
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    std::memcpy(address.sun_path, path.c_str(), path.size());
    socket_ = ::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    EXPECT_EQ(::bind(socket_, reinterpret_cast<sockaddr*>(&address), sizeof address), 0);
    ::setenv("NOTIFY_SOCKET", path.c_str(), 1);
    ::setenv("WATCHDOG_USEC", std::to_string(std::chrono::microseconds(kTimeout).count()).c_str(),
             1);
  }
  ~NotifySocket() {
    ::unsetenv("NOTIFY_SOCKET");
    ::unsetenv("WATCHDOG_USEC");
    ::close(socket_);
  }
  NotifySocket(const NotifySocket&) = delete;
  NotifySocket& operator=(const NotifySocket&) = delete;

  // Waits for a ping; false: none came for so long.
  [[nodiscard]] bool pinged(std::chrono::milliseconds patience) const {
    const auto end = std::chrono::steady_clock::now() + patience;
    while (true) {
      const auto left =
          std::chrono::ceil<std::chrono::milliseconds>(end - std::chrono::steady_clock::now());
      pollfd waiting{socket_, POLLIN, 0};
      if (left <= 0ms || ::poll(&waiting, 1, static_cast<int>(left.count())) <= 0) return false;
      std::array<char, 1000> buffer{};
      const ssize_t size = ::recv(socket_, buffer.data(), buffer.size(), MSG_DONTWAIT);
      if (size > 0 && std::string(buffer.data(), static_cast<std::size_t>(size)) == "WATCHDOG=1")
        return true;
    }
  }

 private:
  int socket_ = -1;
};

// Holds single threads of a child, by name, until it goes.
class Freezer {
 public:
  // False: no debugging is allowed here.
  [[nodiscard]] bool freeze(pid_t process, const std::string& name) {
    for (const auto& entry : fs::directory_iterator("/proc/" + std::to_string(process) + "/task")) {
      if (read_file(entry.path() / "comm") != name + "\n") continue;
      const pid_t thread = std::stoi(entry.path().filename());
      if (::ptrace(PTRACE_SEIZE, thread, nullptr, nullptr) != 0) return false;
      ::ptrace(PTRACE_INTERRUPT, thread, nullptr, nullptr);
      ::waitpid(thread, nullptr, __WALL);
      frozen_.push_back(thread);
    }
    return true;
  }
  [[nodiscard]] std::size_t count() const { return frozen_.size(); }
  ~Freezer() {
    for (const pid_t thread : frozen_) ::ptrace(PTRACE_DETACH, thread, nullptr, nullptr);
  }
  Freezer() = default;
  Freezer(const Freezer&) = delete;
  Freezer& operator=(const Freezer&) = delete;

 private:
  std::vector<pid_t> frozen_;
};

class Watchdog : public testing::TestWithParam<std::string> {
 protected:
  Watchdog() : socket_(place_.folder()) {
    site_.publish(made_up_story(1));
    place_.configure({site_.source("post", ", every: 1s")});
  }

  NewsSite site_;
  Workplace place_;
  NotifySocket socket_;
};

TEST_F(Watchdog, IsFedWhileAllMoves) {
  const Program daemon(place_.folder(), place_.command({"run"}));
  for (int i = 0; i < 5; ++i) ASSERT_TRUE(socket_.pinged(20s)) << daemon.err();
}

TEST_P(Watchdog, StarvesWhenThisThreadHangs) {
  const Program daemon(place_.folder(), place_.command({"run"}));
  ASSERT_TRUE(socket_.pinged(20s)) << daemon.err();
  Freezer freezer;
  if (!freezer.freeze(daemon.pid(), GetParam())) GTEST_SKIP() << "no debugging is allowed here";
  ASSERT_GT(freezer.count(), 0U) << "no thread of that name";
  bool starved = false;
  for (int i = 2; i < 40 && !starved; ++i) {
    site_.publish(made_up_story(i));  // work for every thread
    starved = !socket_.pinged(kTimeout);
  }
  EXPECT_TRUE(starved);
}

INSTANTIATE_TEST_SUITE_P(Promise13, Watchdog,
                         testing::Values("tidings", "tidings-store", "tidings-parse"),
                         [](const auto& test) {
                           std::string name = test.param;
                           std::erase(name, '-');
                           return name;
                         });

}  // namespace
}  // namespace tidings::test
