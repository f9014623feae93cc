#include "daemon/corpus/lock.hpp"

#include <array>
#include <cerrno>
#include <charconv>
#include <fstream>
#include <sstream>
#include <system_error>
#include <utility>

#include <fcntl.h>
#include <fmt/core.h>
#include <sys/file.h>
#include <unistd.h>

namespace tidings::corpus {
namespace {

constexpr const char* kLockName = ".lock";
constexpr std::size_t kMaxLock = 4096;

std::string this_boot() {
  std::ifstream in("/proc/sys/kernel/random/boot_id");
  std::string boot;
  std::getline(in, boot);
  return boot;
}

// Three lines: pid, socket, boot. Empty after a clean end.
struct Content {
  Holder holder;
  std::string boot;
};

std::optional<Content> read_content(int descriptor) {
  std::array<char, kMaxLock> buffer{};
  const ssize_t size = ::pread(descriptor, buffer.data(), buffer.size(), 0);
  if (size <= 0) return std::nullopt;
  std::istringstream in(std::string(buffer.data(), static_cast<std::size_t>(size)));
  std::string pid;
  Content content;
  std::getline(in, pid);
  std::getline(in, content.holder.socket);
  std::getline(in, content.boot);
  std::from_chars(pid.data(), pid.data() + pid.size(), content.holder.pid);
  return content;
}

bool write_content(int descriptor, const std::string& socket) {
  const std::string text = fmt::format("{}\n{}\n{}\n", ::getpid(), socket, this_boot());
  return ::ftruncate(descriptor, 0) == 0 &&
         ::pwrite(descriptor, text.data(), text.size(), 0) == static_cast<ssize_t>(text.size()) &&
         ::fsync(descriptor) == 0;
}

std::string problem(std::string_view what, const std::filesystem::path& path) {
  return fmt::format("cannot {} {}: {}", what, path.string(),
                     std::generic_category().message(errno));
}

}  // namespace

std::string Holder::text() const {
  return socket.empty() ? fmt::format("process {}", pid)
                        : fmt::format("process {} (socket {})", pid, socket);
}

std::expected<Lock, std::variant<Holder, std::string>> Lock::acquire(
    const std::filesystem::path& corpus, const std::string& socket) {
  const std::filesystem::path path = corpus / kLockName;
  const int descriptor = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0666);
  if (descriptor < 0) return std::unexpected(problem("open", path));
  Lock lock(descriptor, Last::kClean);
  if (::flock(descriptor, LOCK_EX | LOCK_NB) != 0) {
    const bool taken = errno == EWOULDBLOCK;
    std::string trouble = problem("lock", path);
    const auto content = read_content(descriptor);
    ::close(std::exchange(lock.descriptor_, -1));
    if (!taken) return std::unexpected(std::move(trouble));
    return std::unexpected(content ? content->holder : Holder{});
  }
  if (const auto before = read_content(descriptor)) {
    lock.last_ = before->boot == this_boot() ? Last::kKilled : Last::kRebooted;
  }
  if (!write_content(descriptor, socket)) return std::unexpected(problem("write", path));
  return lock;
}

Lock::Lock(Lock&& other) noexcept
    : descriptor_(std::exchange(other.descriptor_, -1)), last_(other.last_) {}

Lock::~Lock() {
  if (descriptor_ < 0) return;
  if (::ftruncate(descriptor_, 0) == 0) ::fdatasync(descriptor_);
  ::close(descriptor_);
}

std::optional<Holder> holder_of(const std::filesystem::path& corpus) {
  const std::filesystem::path path = corpus / kLockName;
  const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
  if (descriptor < 0) return std::nullopt;
  std::optional<Holder> holder;
  if (::flock(descriptor, LOCK_SH | LOCK_NB) != 0 && errno == EWOULDBLOCK) {
    const auto content = read_content(descriptor);
    holder = content ? content->holder : Holder{};
  }
  ::close(descriptor);
  return holder;
}

}  // namespace tidings::corpus
