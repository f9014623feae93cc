#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "daemon/os/file_system.hpp"

namespace tidings::test {

// A folder in memory that knows what has reached the disk. power_loss() forgets the rest: names
// that were not synced, and of contents that were not synced any part.
class ForgetfulFolder final : public os::Folder {
 public:
  explicit ForgetfulFolder(std::filesystem::path path) : path_(std::move(path)) {}

  [[nodiscard]] std::filesystem::path path() const override { return path_; }
  os::FileResult<void> write(const std::string& name, std::string_view bytes,
                             os::Sync sync) override;
  os::FileResult<void> append(const std::string& name, std::string_view bytes,
                              os::Sync sync) override;
  os::FileResult<void> truncate(const std::string& name, std::uint64_t size) override;
  os::FileResult<std::string> read(const std::string& name, std::uint64_t offset,
                                   std::uint64_t limit) override;
  os::FileResult<std::uint64_t> size(const std::string& name) override;
  os::FileResult<void> rename(const std::string& from, const std::string& to,
                              bool replace) override;
  os::FileResult<void> remove(const std::string& name) override;
  os::FileResult<void> sync_names() override;
  os::FileResult<void> sync_all() override;
  os::FileResult<void> list(const std::function<void(std::string_view)>& visit) override;

  void power_loss(std::mt19937& random);

 private:
  struct File {
    std::string bytes;
    std::string synced;
  };
  using Names = std::map<std::string, std::shared_ptr<File>>;

  std::filesystem::path path_;
  Names names_;
  Names synced_names_;
};

// Hands on until the Nth call that can fail, which fails (a write after a part of its bytes), once
// or from then on.
class FailingFolder final : public os::ForwardingFolder {
 public:
  FailingFolder(std::unique_ptr<os::Folder> inner, int fail_at, int code, bool for_good,
                int* count = nullptr)
      : ForwardingFolder(*inner),
        owned_(std::move(inner)),
        fail_at_(fail_at),
        code_(code),
        for_good_(for_good),
        count_(count) {}

  // From now on, the Nth call fails.
  void fail_after(int calls) { fail_at_ = calls_ + calls; }

  os::FileResult<void> write(const std::string& name, std::string_view bytes,
                             os::Sync sync) override;
  os::FileResult<void> append(const std::string& name, std::string_view bytes,
                              os::Sync sync) override;
  os::FileResult<void> truncate(const std::string& name, std::uint64_t size) override;
  os::FileResult<std::string> read(const std::string& name, std::uint64_t offset,
                                   std::uint64_t limit) override;
  os::FileResult<void> rename(const std::string& from, const std::string& to,
                              bool replace) override;
  os::FileResult<void> remove(const std::string& name) override;
  os::FileResult<void> sync_names() override;
  os::FileResult<void> sync_all() override;
  os::FileResult<void> list(const std::function<void(std::string_view)>& visit) override;

 private:
  [[nodiscard]] bool fails();
  [[nodiscard]] std::unexpected<os::FileError> error() const;

  std::unique_ptr<os::Folder> owned_;
  int fail_at_;
  int code_;
  bool for_good_;
  int calls_ = 0;
  int* count_;
};

// Runs full: writes beyond a number of bytes fail with ENOSPC after the part that fits.
class SmallFolder final : public os::ForwardingFolder {
 public:
  SmallFolder(std::unique_ptr<os::Folder> inner, std::uint64_t& room)
      : ForwardingFolder(*inner), owned_(std::move(inner)), room_(room) {}

  os::FileResult<void> write(const std::string& name, std::string_view bytes,
                             os::Sync sync) override;
  os::FileResult<void> append(const std::string& name, std::string_view bytes,
                              os::Sync sync) override;

 private:
  // How many of `bytes` fit; takes the room.
  std::size_t take(std::size_t bytes);

  std::unique_ptr<os::Folder> owned_;
  std::uint64_t& room_;
};

// Writes down the calls that matter for durability: "write .tmp-000", "sync all", ...
class RecordingFolder final : public os::ForwardingFolder {
 public:
  RecordingFolder(std::unique_ptr<os::Folder> inner, std::vector<std::string>& calls)
      : ForwardingFolder(*inner), owned_(std::move(inner)), calls_(calls) {}

  os::FileResult<void> write(const std::string& name, std::string_view bytes,
                             os::Sync sync) override;
  os::FileResult<void> append(const std::string& name, std::string_view bytes,
                              os::Sync sync) override;
  os::FileResult<void> rename(const std::string& from, const std::string& to,
                              bool replace) override;
  os::FileResult<void> sync_names() override;
  os::FileResult<void> sync_all() override;

 private:
  std::unique_ptr<os::Folder> owned_;
  std::vector<std::string>& calls_;
};

}  // namespace tidings::test
