#include <cerrno>
#include <cstring>
#include <fstream>
#include <thread>

#include <fcntl.h>
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <linux/fs.h>
#include <sched.h>
#include <signal.h>
#include <sys/ioctl.h>
#include <sys/mount.h>
#include <unistd.h>

#include "tests/e2e/news_site.hpp"
#include "tests/e2e/program.hpp"

// A corpus on a file system of its own, which runs full or cannot be written.
namespace tidings::test {
namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;
using testing::SizeIs;

constexpr int kStories = 40;

class SmallDisk : public testing::Test {
 protected:
  SmallDisk() : disk_(place_.folder() / "disk") {
    for (int i = 1; i <= kStories; ++i) site_.publish(made_up_story(i));
    fs::create_directory(disk_);
    std::ofstream(place_.folder() / "tidings.yaml")
        << "corpus: disk/corpus\nstate: state.db\nfetch: {host_delay: 0s}\nsources:\n  - "
        << site_.source("post") << "\n";
  }
  ~SmallDisk() override {
    if (mounted_) ::umount2(disk_.c_str(), MNT_DETACH);
  }

  void SetUp() override {
    // In a mount namespace of this thread and its children.
    if (::unshare(CLONE_NEWNS) != 0 ||
        ::mount("none", "/", nullptr, MS_REC | MS_PRIVATE, nullptr) != 0 ||
        ::mount("tmpfs", disk_.c_str(), "tmpfs", 0, "size=256k") != 0) {
      GTEST_SKIP() << "no file system can be mounted here: " << std::strerror(errno);
    }
    mounted_ = true;
  }

  void fill() {
    std::ofstream filler(disk_ / "filler", std::ios::binary);
    while (filler << std::string(4096, 'x') << std::flush) {
    }
    filler.close();
    fs::resize_file(disk_ / "filler", fs::file_size(disk_ / "filler") - 40'000);
  }
  void make_room() { fs::remove(disk_ / "filler"); }

  Program start() { return Program(place_.folder(), place_.command({"run"})); }
  std::size_t documents() const {
    std::size_t count = 0;
    if (!fs::exists(disk_ / "corpus")) return count;
    for (const auto& entry : fs::directory_iterator(disk_ / "corpus")) {
      count += entry.path().extension() == ".txt" ? 1 : 0;
    }
    return count;
  }
  bool has_all() const {
    for (int i = 0; i < 12'000 && documents() < kStories; ++i) std::this_thread::sleep_for(5ms);
    return documents() == kStories;
  }
  static std::size_t count(const std::string& text, const std::string& part) {
    std::size_t times = 0;
    for (auto at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++times;
    return times;
  }

  NewsSite site_;
  Workplace place_;
  fs::path disk_;
  bool mounted_ = false;
};

TEST_F(SmallDisk, Promise6AFullDiskPausesTheFetchingAndRoomResumesIt) {
  fill();
  Program daemon = start();
  ASSERT_TRUE(daemon.says("corpus.paused")) << daemon.err();
  const std::size_t before = documents();
  EXPECT_LT(before, static_cast<std::size_t>(kStories));
  std::this_thread::sleep_for(6s);  // longer than between two tries
  EXPECT_EQ(documents(), before);
  EXPECT_EQ(count(daemon.err(), "corpus.paused"), 1U);
  make_room();
  EXPECT_TRUE(daemon.says("corpus.resumed", 60s)) << daemon.err();
  EXPECT_TRUE(has_all()) << documents() << daemon.err();
  daemon.signal(SIGTERM);
  EXPECT_EQ(daemon.wait(5s).code, 0);
  const Ended verified = run_tidings(place_.folder(), place_.command({"verify"}));
  EXPECT_EQ(verified.code, 0) << verified.out;
}

// False: not on this file system, or not by this user (chattr(1) +i).
bool set_immutable(const fs::path& folder, bool immutable) {
  const int descriptor = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  int flags = 0;
  bool done = descriptor >= 0 && ::ioctl(descriptor, FS_IOC_GETFLAGS, &flags) == 0;
  flags = immutable ? flags | FS_IMMUTABLE_FL : flags & ~FS_IMMUTABLE_FL;
  done = done && ::ioctl(descriptor, FS_IOC_SETFLAGS, &flags) == 0;
  ::close(descriptor);
  return done;
}

TEST(ReadOnlyFolder, Promise6PausesTheFetchingUntilItCanBeWritten) {
  NewsSite site;
  Workplace place;
  site.publish(made_up_story(1));
  place.configure({site.source("post")});
  const Program daemon(place.folder(), place.command({"run"}));
  ASSERT_TRUE(daemon.says("document.written")) << daemon.err();
  if (!set_immutable(place.corpus(), true)) GTEST_SKIP() << "no folder can be made immutable here";
  site.publish(made_up_story(2));
  Program fetch(place.folder(), place.command({"fetch"}));
  EXPECT_TRUE(daemon.says("corpus.paused")) << daemon.err();
  EXPECT_THAT(place.documents(), SizeIs(1));
  ASSERT_TRUE(set_immutable(place.corpus(), false));
  EXPECT_TRUE(daemon.says("corpus.resumed", 60s)) << daemon.err();
  EXPECT_EQ(fetch.wait().code, 0);
  EXPECT_THAT(place.documents(), SizeIs(2));
}

TEST_F(SmallDisk, Promise6AFetchThatFindsNoRoomLosesNothing) {
  fill();
  Program fetch(place_.folder(), place_.command({"fetch"}));
  ASSERT_TRUE(fetch.says("corpus.paused")) << fetch.err();
  fetch.signal(SIGTERM);
  (void)fetch.wait(10s);
  make_room();
  const Ended again = run_tidings(place_.folder(), place_.command({"fetch"}));
  EXPECT_EQ(again.code, 0) << again.err;
  EXPECT_EQ(documents(), static_cast<std::size_t>(kStories));
}

}  // namespace
}  // namespace tidings::test
