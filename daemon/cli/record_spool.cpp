#include "daemon/cli/record_spool.hpp"

#include <array>

#include <unistd.h>

namespace tidings::cli {
namespace {

bool write_at(std::FILE* file, const void* bytes, std::size_t size, std::uint64_t offset) {
  return ::pwrite(::fileno(file), bytes, size, static_cast<off_t>(offset)) ==
         static_cast<ssize_t>(size);
}

bool read_at(std::FILE* file, void* bytes, std::size_t size, std::uint64_t offset) {
  return ::pread(::fileno(file), bytes, size, static_cast<off_t>(offset)) ==
         static_cast<ssize_t>(size);
}

}  // namespace

std::expected<RecordSpool, std::string> RecordSpool::open_temporary() {
  File records(std::tmpfile(), std::fclose);
  File ends(std::tmpfile(), std::fclose);
  if (!records || !ends) return std::unexpected("cannot create a temporary file");
  return RecordSpool(std::move(records), std::move(ends));
}

bool RecordSpool::append(std::string_view record) {
  const std::uint64_t end = end_ + record.size();
  if (!write_at(records_.get(), record.data(), record.size(), end_)) return false;
  if (!write_at(ends_.get(), &end, sizeof end, size_ * sizeof end)) return false;
  end_ = end;
  ++size_;
  return true;
}

std::optional<std::string> RecordSpool::read(std::uint64_t number) const {
  if (number >= size_) return std::nullopt;
  std::array<std::uint64_t, 2> ends{};  // of the record before and of this one
  const std::uint64_t first = number == 0 ? 0 : number - 1;
  const std::size_t count = number == 0 ? 1 : 2;
  std::uint64_t* target = ends.data() + (2 - count);
  if (!read_at(ends_.get(), target, count * sizeof first, first * sizeof first))
    return std::nullopt;
  std::string record(ends[1] - ends[0], '\0');
  if (!read_at(records_.get(), record.data(), record.size(), ends[0])) return std::nullopt;
  return record;
}

}  // namespace tidings::cli
