#pragma once

#include <cstdint>
#include <expected>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

// The seam between the corpus and the disk: one open folder, so that a test can forget what was not
// synced, fail the Nth call or run full.
namespace tidings::os {

struct FileError {
  int code = 0;         // an errno value
  std::string message;  // "write INDEX.md: No space left on device"

  [[nodiscard]] bool is_missing() const;  // ENOENT
  [[nodiscard]] bool is_full() const;     // ENOSPC, EDQUOT: passes when there is room again
};

template <class T>
using FileResult = std::expected<T, FileError>;

enum class Sync : bool {
  kLater,
  kNow
};  // kNow: durable (fdatasync, checked) before the call returns

// One folder, held open. Names are single components: a name with '/', "." or ".." is refused with
// EINVAL, so nothing outside can be reached. One thread at a time.
class Folder {
 public:
  virtual ~Folder() = default;

  [[nodiscard]] virtual std::filesystem::path path() const = 0;

  // Creates the file, or overwrites it, so that it holds `bytes` and nothing else. After an error
  // or a crash it may hold a part of them, and of what it held before behind it.
  virtual FileResult<void> write(const std::string& name, std::string_view bytes, Sync sync) = 0;

  // Adds to the end of a file that exists (ENOENT otherwise).
  virtual FileResult<void> append(const std::string& name, std::string_view bytes, Sync sync) = 0;

  virtual FileResult<void> truncate(const std::string& name, std::uint64_t size) = 0;

  // At most `limit` bytes from `offset`; fewer at the end of the file.
  virtual FileResult<std::string> read(const std::string& name, std::uint64_t offset,
                                       std::uint64_t limit) = 0;
  virtual FileResult<std::uint64_t> size(const std::string& name) = 0;

  // Atomic. `replace` false: EEXIST where the new name is taken (RENAME_NOREPLACE).
  virtual FileResult<void> rename(const std::string& from, const std::string& to, bool replace) = 0;
  virtual FileResult<void> remove(const std::string& name) = 0;

  // Makes names durable: what was created, renamed or removed (fsync of the folder).
  virtual FileResult<void> sync_names() = 0;

  // Makes everything on the folder's file system durable (syncfs); reports a write-back error that
  // happened since the folder was opened.
  virtual FileResult<void> sync_all() = 0;

  // Calls `visit` with the name of each regular file, in no order.
  virtual FileResult<void> list(const std::function<void(std::string_view)>& visit) = 0;
};

// The whole file, up to 1 GB.
[[nodiscard]] FileResult<std::string> read_whole(Folder& folder, const std::string& name);

// Opens `path`; creates its last component if that is missing (mode 0777 less the umask).
[[nodiscard]] FileResult<std::unique_ptr<Folder>> open_folder(const std::filesystem::path& path);

// Hands everything on, so that a fake overrides what it is about. Does not own `inner`.
class ForwardingFolder : public Folder {
 public:
  explicit ForwardingFolder(Folder& inner) : inner_(inner) {}
  [[nodiscard]] std::filesystem::path path() const override { return inner_.path(); }
  FileResult<void> write(const std::string& name, std::string_view bytes, Sync sync) override {
    return inner_.write(name, bytes, sync);
  }
  FileResult<void> append(const std::string& name, std::string_view bytes, Sync sync) override {
    return inner_.append(name, bytes, sync);
  }
  FileResult<void> truncate(const std::string& name, std::uint64_t size) override {
    return inner_.truncate(name, size);
  }
  FileResult<std::string> read(const std::string& name, std::uint64_t offset,
                               std::uint64_t limit) override {
    return inner_.read(name, offset, limit);
  }
  FileResult<std::uint64_t> size(const std::string& name) override { return inner_.size(name); }
  FileResult<void> rename(const std::string& from, const std::string& to, bool replace) override {
    return inner_.rename(from, to, replace);
  }
  FileResult<void> remove(const std::string& name) override { return inner_.remove(name); }
  FileResult<void> sync_names() override { return inner_.sync_names(); }
  FileResult<void> sync_all() override { return inner_.sync_all(); }
  FileResult<void> list(const std::function<void(std::string_view)>& visit) override {
    return inner_.list(visit);
  }

 protected:
  Folder& inner() { return inner_; }

 private:
  Folder& inner_;
};

}  // namespace tidings::os
