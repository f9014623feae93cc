#include "daemon/service/notify.hpp"

#include <array>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <string>

#include <gtest/gtest.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "tests/support/temp_folder.hpp"

namespace tidings::service {
namespace {

using std::chrono::microseconds;

// The end of $NOTIFY_SOCKET that systemd holds.
class Notify : public testing::Test {
 protected:
  Notify() {
    const std::string path = folder_.path() / "socket";
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    std::memcpy(address.sun_path, path.c_str(), path.size());
    socket_ = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    EXPECT_EQ(bind(socket_, reinterpret_cast<sockaddr*>(&address), sizeof address), 0);
    setenv("NOTIFY_SOCKET", path.c_str(), 1);
  }
  ~Notify() override {
    unsetenv("NOTIFY_SOCKET");
    unsetenv("WATCHDOG_USEC");
    unsetenv("WATCHDOG_PID");
    close(socket_);
  }

  std::string received() {
    std::array<char, 500> buffer{};
    const ssize_t size = recv(socket_, buffer.data(), buffer.size(), MSG_DONTWAIT);
    return size < 0 ? "" : std::string(buffer.data(), static_cast<std::size_t>(size));
  }

  test::TempFolder folder_;
  int socket_ = -1;
  SystemdNotifier notifier_;
};

TEST_F(Notify, SaysReadyTogetherWithTheStatus) {
  notifier_.ready("5 sources");
  EXPECT_EQ(received(), "READY=1\nSTATUS=5 sources");
}

TEST_F(Notify, AsksForMoreTimeWhileTheStartGoesOn) {
  notifier_.starting("4096 of 9000 documents");
  EXPECT_EQ(received(), "EXTEND_TIMEOUT_USEC=90000000\nSTATUS=4096 of 9000 documents");
}

TEST_F(Notify, SaysWhenReloadingBegins) {
  notifier_.reloading();
  EXPECT_TRUE(received().starts_with("RELOADING=1\nMONOTONIC_USEC="));
}

TEST_F(Notify, SaysThatItIsStopping) {
  notifier_.stopping();
  EXPECT_EQ(received(), "STOPPING=1");
}

TEST_F(Notify, KeepsTheStatusToOneLine) {
  notifier_.status("a\nREADY=1");
  EXPECT_EQ(received(), "STATUS=a READY=1");
}

TEST_F(Notify, PetsTheWatchdog) {
  notifier_.watchdog();
  EXPECT_EQ(received(), "WATCHDOG=1");
}

TEST_F(Notify, KnowsTheTimeoutOfTheWatchdogThatIsMeantForThisProcess) {
  EXPECT_EQ(notifier_.watchdog_timeout(), std::nullopt);
  setenv("WATCHDOG_USEC", "2000000", 1);
  setenv("WATCHDOG_PID", std::to_string(getpid()).c_str(), 1);
  EXPECT_EQ(notifier_.watchdog_timeout(), microseconds(2'000'000));
  setenv("WATCHDOG_PID", "1", 1);
  EXPECT_EQ(notifier_.watchdog_timeout(), std::nullopt);
}

TEST_F(Notify, DoesNothingWithoutSystemd) {
  unsetenv("NOTIFY_SOCKET");
  notifier_.ready("5 sources");
  EXPECT_EQ(received(), "");
}

}  // namespace
}  // namespace tidings::service
