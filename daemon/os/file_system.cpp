#include "daemon/os/file_system.hpp"

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <system_error>
#include <utility>

#include <dirent.h>
#include <fcntl.h>
#include <fmt/core.h>
#include <sys/stat.h>
#include <sys/statfs.h>
#include <unistd.h>

namespace tidings::os {
namespace {

constexpr std::uint64_t kMaxWhole = 1'000'000'000;
constexpr mode_t kFileMode = 0666;    // less the umask
constexpr mode_t kFolderMode = 0777;  // less the umask

std::unexpected<FileError> failure(int code, std::string_view operation, std::string_view name) {
  return std::unexpected(FileError{
      code, fmt::format("{} {}: {}", operation, name, std::generic_category().message(code))});
}

class Descriptor {
 public:
  explicit Descriptor(int number) : number_(number) {}
  Descriptor(Descriptor&& other) noexcept : number_(std::exchange(other.number_, -1)) {}
  Descriptor& operator=(Descriptor&&) = delete;
  ~Descriptor() {
    if (number_ >= 0) ::close(number_);
  }
  [[nodiscard]] bool is_open() const { return number_ >= 0; }
  [[nodiscard]] int get() const { return number_; }

 private:
  int number_;
};

bool is_component(const std::string& name) {
  return !name.empty() && name.size() <= 255 && name != "." && name != ".." &&
         name.find_first_of(std::string_view("/\0", 2)) == std::string::npos;
}

// Returns 0 or an errno value. POSIX lets write() stop short and be interrupted.
int write_all(int file, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(file, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return errno;
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return 0;
}

class RealFolder final : public Folder {
 public:
  RealFolder(std::filesystem::path path, Descriptor folder)
      : path_(std::move(path)), folder_(std::move(folder)) {}

  [[nodiscard]] std::filesystem::path path() const override { return path_; }

  FileResult<void> write(const std::string& name, std::string_view bytes, Sync sync) override {
    return put(name, bytes, sync, O_CREAT, "write");
  }

  FileResult<void> append(const std::string& name, std::string_view bytes, Sync sync) override {
    return put(name, bytes, sync, O_APPEND, "append to");
  }

  FileResult<void> truncate(const std::string& name, std::uint64_t size) override {
    const auto file = open(name, O_WRONLY);
    if (!file) return std::unexpected(file.error());
    if (::ftruncate(file->get(), static_cast<off_t>(size)) != 0) {
      return failure(errno, "truncate", name);
    }
    return {};
  }

  FileResult<std::string> read(const std::string& name, std::uint64_t offset,
                               std::uint64_t limit) override {
    const auto file = open(name, O_RDONLY);
    if (!file) return std::unexpected(file.error());
    struct stat status{};
    if (::fstat(file->get(), &status) != 0) return failure(errno, "read", name);
    if (!S_ISREG(status.st_mode)) return failure(EINVAL, "read", name);
    const auto size = static_cast<std::uint64_t>(status.st_size);
    std::string bytes(offset < size ? std::min(limit, size - offset) : 0, '\0');
    std::size_t filled = 0;
    while (filled < bytes.size()) {
      const ssize_t count = ::pread(file->get(), bytes.data() + filled, bytes.size() - filled,
                                    static_cast<off_t>(offset + filled));
      if (count < 0 && errno == EINTR) continue;
      if (count < 0) return failure(errno, "read", name);
      if (count == 0) break;
      filled += static_cast<std::size_t>(count);
    }
    bytes.resize(filled);
    return bytes;
  }

  FileResult<std::uint64_t> size(const std::string& name) override {
    if (!is_component(name)) return failure(EINVAL, "look at", name);
    struct stat status{};
    if (::fstatat(folder_.get(), name.c_str(), &status, AT_SYMLINK_NOFOLLOW) != 0) {
      return failure(errno, "look at", name);
    }
    return static_cast<std::uint64_t>(status.st_size);
  }

  FileResult<void> rename(const std::string& from, const std::string& to, bool replace) override {
    if (!is_component(from) || !is_component(to)) return failure(EINVAL, "rename", from);
    const int folder = folder_.get();
    if (!replace) {
      if (::renameat2(folder, from.c_str(), folder, to.c_str(), RENAME_NOREPLACE) == 0) return {};
      // Not every file system knows the flag; there the name is looked up first.
      if (errno != EINVAL && errno != ENOSYS) return failure(errno, "rename to", to);
      if (size(to)) return failure(EEXIST, "rename to", to);
    }
    if (::renameat(folder, from.c_str(), folder, to.c_str()) != 0) {
      return failure(errno, "rename to", to);
    }
    return {};
  }

  FileResult<void> remove(const std::string& name) override {
    if (!is_component(name)) return failure(EINVAL, "remove", name);
    if (::unlinkat(folder_.get(), name.c_str(), 0) != 0) return failure(errno, "remove", name);
    return {};
  }

  FileResult<void> sync_names() override {
    if (::fsync(folder_.get()) != 0) return failure(errno, "sync", path_.string());
    return {};
  }

  FileResult<void> sync_all() override {
    if (::syncfs(folder_.get()) != 0) return failure(errno, "sync", path_.string());
    return {};
  }

  FileResult<void> list(const std::function<void(std::string_view)>& visit) override {
    const int copy = ::openat(folder_.get(), ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (copy < 0) return failure(errno, "list", path_.string());
    const std::unique_ptr<DIR, int (*)(DIR*)> entries(::fdopendir(copy), ::closedir);
    if (!entries) {
      const int code = errno;
      ::close(copy);
      return failure(code, "list", path_.string());
    }
    for (errno = 0; const dirent* entry = ::readdir(entries.get()); errno = 0) {
      if (entry->d_type == DT_REG || (entry->d_type == DT_UNKNOWN && is_regular(entry->d_name))) {
        visit(entry->d_name);
      }
    }
    if (errno != 0) return failure(errno, "list", path_.string());
    return {};
  }

 private:
  // Never follows a symbolic link: what the corpus writes stays in the folder.
  [[nodiscard]] FileResult<Descriptor> open(const std::string& name, int flags) const {
    if (!is_component(name)) return failure(EINVAL, "open", name);
    Descriptor file(
        ::openat(folder_.get(), name.c_str(), flags | O_CLOEXEC | O_NOFOLLOW, kFileMode));
    if (!file.is_open()) return failure(errno, "open", name);
    return file;
  }

  FileResult<void> put(const std::string& name, std::string_view bytes, Sync sync, int flags,
                       std::string_view operation) {
    const auto file = open(name, O_WRONLY | flags);
    if (!file) return std::unexpected(file.error());
    if (const int code = write_all(file->get(), bytes)) return failure(code, operation, name);
    // Cut after writing, not emptied before: giving blocks back and taking them anew costs as much
    // as a small file.
    struct stat status{};
    if (flags == O_CREAT && ::fstat(file->get(), &status) == 0 &&
        std::cmp_greater(status.st_size, bytes.size()) &&
        ::ftruncate(file->get(), static_cast<off_t>(bytes.size())) != 0) {
      return failure(errno, operation, name);
    }
    if (sync == Sync::kNow && ::fdatasync(file->get()) != 0) return failure(errno, "sync", name);
    return {};
  }

  [[nodiscard]] bool is_regular(const char* name) const {
    struct stat status{};
    return ::fstatat(folder_.get(), name, &status, AT_SYMLINK_NOFOLLOW) == 0 &&
           S_ISREG(status.st_mode);
  }

  std::filesystem::path path_;
  Descriptor folder_;
};

}  // namespace

bool FileError::is_missing() const { return code == ENOENT; }
bool FileError::is_full() const { return code == ENOSPC || code == EDQUOT; }

FileResult<std::string> read_whole(Folder& folder, const std::string& name) {
  return folder.read(name, 0, kMaxWhole);
}

FileResult<std::unique_ptr<Folder>> open_folder(const std::filesystem::path& path) {
  if (::mkdir(path.c_str(), kFolderMode) != 0 && errno != EEXIST) {
    return failure(errno, "create", path.string());
  }
  Descriptor folder(::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (!folder.is_open()) return failure(errno, "open", path.string());
  return std::make_unique<RealFolder>(path, std::move(folder));
}

}  // namespace tidings::os
