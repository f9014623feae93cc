#include "tests/daemon/os/fake_folders.hpp"

#include <algorithm>
#include <cerrno>
#include <set>
#include <utility>

namespace tidings::test {
namespace {

std::unexpected<os::FileError> failure(int code, const std::string& name) {
  return std::unexpected(os::FileError{code, "fake failure at " + name});
}

}  // namespace

// ForgetfulFolder

os::FileResult<void> ForgetfulFolder::write(const std::string& name, std::string_view bytes,
                                            os::Sync sync) {
  auto& file = names_[name];
  if (!file) file = std::make_shared<File>();
  file->bytes = bytes;
  if (sync == os::Sync::kNow) file->synced = file->bytes;
  return {};
}

os::FileResult<void> ForgetfulFolder::append(const std::string& name, std::string_view bytes,
                                             os::Sync sync) {
  const auto found = names_.find(name);
  if (found == names_.end()) return failure(ENOENT, name);
  found->second->bytes += bytes;
  if (sync == os::Sync::kNow) found->second->synced = found->second->bytes;
  return {};
}

os::FileResult<void> ForgetfulFolder::truncate(const std::string& name, std::uint64_t size) {
  const auto found = names_.find(name);
  if (found == names_.end()) return failure(ENOENT, name);
  found->second->bytes.resize(size);
  return {};
}

os::FileResult<std::string> ForgetfulFolder::read(const std::string& name, std::uint64_t offset,
                                                  std::uint64_t limit) {
  const auto found = names_.find(name);
  if (found == names_.end()) return failure(ENOENT, name);
  const std::string& bytes = found->second->bytes;
  return offset < bytes.size() ? bytes.substr(offset, limit) : std::string();
}

os::FileResult<std::uint64_t> ForgetfulFolder::size(const std::string& name) {
  const auto found = names_.find(name);
  if (found == names_.end()) return failure(ENOENT, name);
  return found->second->bytes.size();
}

os::FileResult<void> ForgetfulFolder::rename(const std::string& from, const std::string& to,
                                             bool replace) {
  const auto found = names_.find(from);
  if (found == names_.end()) return failure(ENOENT, from);
  if (!replace && names_.contains(to)) return failure(EEXIST, to);
  names_[to] = found->second;
  names_.erase(from);
  return {};
}

os::FileResult<void> ForgetfulFolder::remove(const std::string& name) {
  return names_.erase(name) == 1 ? os::FileResult<void>() : failure(ENOENT, name);
}

os::FileResult<void> ForgetfulFolder::sync_names() {
  synced_names_ = names_;
  return {};
}

os::FileResult<void> ForgetfulFolder::sync_all() {
  for (auto& [name, file] : names_) file->synced = file->bytes;
  return sync_names();
}

os::FileResult<void> ForgetfulFolder::list(const std::function<void(std::string_view)>& visit) {
  for (const auto& [name, file] : names_) visit(name);
  return {};
}

// A name that was changed since the last sync may be as it was or as it is; so may a file's bytes,
// or they are cut anywhere, as the kernel may have written any part of them.
void ForgetfulFolder::power_loss(std::mt19937& random) {
  Names after = synced_names_;
  std::set<std::string> changed;
  for (const auto& [name, file] : names_) changed.insert(name);
  for (const auto& [name, file] : synced_names_) changed.insert(name);
  for (const std::string& name : changed) {
    if (random() % 2 == 0) continue;
    const auto current = names_.find(name);
    if (current == names_.end()) {
      after.erase(name);
    } else {
      after[name] = current->second;
    }
  }
  for (auto& [name, file] : after) {
    auto survivor = std::make_shared<File>(*file);
    if (file->bytes != file->synced) {
      const std::size_t kept = random() % (file->bytes.size() + 1);
      survivor->bytes = random() % 2 == 0 ? file->synced : file->bytes.substr(0, kept);
    }
    survivor->synced = survivor->bytes;
    file = std::move(survivor);
  }
  names_ = after;
  synced_names_ = std::move(after);
}

// FailingFolder

bool FailingFolder::fails() {
  ++calls_;
  if (count_ != nullptr) *count_ = calls_;
  return fail_at_ > 0 && (calls_ == fail_at_ || (for_good_ && calls_ > fail_at_));
}

std::unexpected<os::FileError> FailingFolder::error() const {
  return failure(code_, "call " + std::to_string(calls_));
}

os::FileResult<void> FailingFolder::write(const std::string& name, std::string_view bytes,
                                          os::Sync sync) {
  if (!fails()) return inner().write(name, bytes, sync);
  (void)inner().write(name, bytes.substr(0, bytes.size() / 2), os::Sync::kLater);
  return error();
}

os::FileResult<void> FailingFolder::append(const std::string& name, std::string_view bytes,
                                           os::Sync sync) {
  if (!fails()) return inner().append(name, bytes, sync);
  (void)inner().append(name, bytes.substr(0, bytes.size() / 2), os::Sync::kLater);
  return error();
}

os::FileResult<void> FailingFolder::truncate(const std::string& name, std::uint64_t size) {
  if (fails()) return error();
  return inner().truncate(name, size);
}

os::FileResult<std::string> FailingFolder::read(const std::string& name, std::uint64_t offset,
                                                std::uint64_t limit) {
  if (fails()) return error();
  return inner().read(name, offset, limit);
}

os::FileResult<void> FailingFolder::rename(const std::string& from, const std::string& to,
                                           bool replace) {
  if (fails()) return error();
  return inner().rename(from, to, replace);
}

// Clearing away temporary files is not counted: 256 names are tried at each start, and nothing
// depends on it.
os::FileResult<void> FailingFolder::remove(const std::string& name) {
  if (!name.starts_with(".tmp-") && fails()) return error();
  return inner().remove(name);
}

os::FileResult<void> FailingFolder::sync_names() {
  if (fails()) return error();
  return inner().sync_names();
}

os::FileResult<void> FailingFolder::sync_all() {
  if (fails()) return error();
  return inner().sync_all();
}

os::FileResult<void> FailingFolder::list(const std::function<void(std::string_view)>& visit) {
  if (fails()) return error();
  return inner().list(visit);
}

// SmallFolder

std::size_t SmallFolder::take(std::size_t bytes) {
  const std::size_t fits = std::min<std::size_t>(bytes, room_);
  room_ -= fits;
  return fits;
}

os::FileResult<void> SmallFolder::write(const std::string& name, std::string_view bytes,
                                        os::Sync sync) {
  const std::size_t fits = take(bytes.size());
  const auto done = inner().write(name, bytes.substr(0, fits), sync);
  return done && fits < bytes.size() ? failure(ENOSPC, name) : done;
}

os::FileResult<void> SmallFolder::append(const std::string& name, std::string_view bytes,
                                         os::Sync sync) {
  const std::size_t fits = take(bytes.size());
  const auto done = inner().append(name, bytes.substr(0, fits), sync);
  return done && fits < bytes.size() ? failure(ENOSPC, name) : done;
}

// RecordingFolder

os::FileResult<void> RecordingFolder::write(const std::string& name, std::string_view bytes,
                                            os::Sync sync) {
  calls_.push_back("write " + name + (sync == os::Sync::kNow ? " and sync" : ""));
  return inner().write(name, bytes, sync);
}

os::FileResult<void> RecordingFolder::append(const std::string& name, std::string_view bytes,
                                             os::Sync sync) {
  calls_.push_back("append " + name + (sync == os::Sync::kNow ? " and sync" : ""));
  return inner().append(name, bytes, sync);
}

os::FileResult<void> RecordingFolder::rename(const std::string& from, const std::string& to,
                                             bool replace) {
  calls_.push_back("rename " + from);
  return inner().rename(from, to, replace);
}

os::FileResult<void> RecordingFolder::sync_names() {
  calls_.emplace_back("sync names");
  return inner().sync_names();
}

os::FileResult<void> RecordingFolder::sync_all() {
  calls_.emplace_back("sync all");
  return inner().sync_all();
}

}  // namespace tidings::test
