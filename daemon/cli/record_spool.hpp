#pragma once

#include <cstdint>
#include <cstdio>
#include <expected>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace tidings::cli {

// Byte strings in a file without a name in the folder for temporary files, numbered from 0; memory
// does not grow with them.
class RecordSpool {
 public:
  [[nodiscard]] static std::expected<RecordSpool, std::string> open_temporary();

  // False when the disk is full or fails; the record then does not count.
  [[nodiscard]] bool append(std::string_view record);

  // None: there is no such record, or it cannot be read.
  [[nodiscard]] std::optional<std::string> read(std::uint64_t number) const;

  [[nodiscard]] std::uint64_t size() const { return size_; }

 private:
  using File = std::unique_ptr<std::FILE, int (*)(std::FILE*)>;
  RecordSpool(File records, File ends) : records_(std::move(records)), ends_(std::move(ends)) {}

  File records_;  // one after the other
  File ends_;     // 8 bytes each: where the record ends
  std::uint64_t size_ = 0;
  std::uint64_t end_ = 0;
};

}  // namespace tidings::cli
