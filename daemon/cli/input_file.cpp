#include "daemon/cli/input_file.hpp"

#include <array>
#include <cerrno>
#include <fstream>
#include <memory>
#include <sstream>
#include <system_error>

#include <fmt/core.h>
#include <zlib.h>

namespace tidings::cli {

namespace fs = std::filesystem;

namespace {

std::string cannot_open() {
  return fmt::format("cannot be opened: {}",
                     std::error_code(errno, std::generic_category()).message());
}

}  // namespace

std::expected<std::string, std::string> read_input_file(const fs::path& path,
                                                        std::size_t max_unpacked) {
  if (path.extension() != ".gz") {
    std::error_code ignored;
    if (fs::is_directory(path, ignored)) return std::unexpected("it is a folder");
    errno = 0;
    std::ifstream in(path, std::ios::binary);
    if (!in) return std::unexpected(cannot_open());
    std::ostringstream bytes;
    bytes << in.rdbuf();
    return std::move(bytes).str();
  }
  errno = 0;
  const std::unique_ptr<gzFile_s, int (*)(gzFile)> in(gzopen(path.c_str(), "rb"), gzclose);
  if (!in) return std::unexpected(cannot_open());
  std::string bytes;
  std::array<char, 1 << 16> buffer{};
  int count = 0;
  while ((count = gzread(in.get(), buffer.data(), buffer.size())) > 0) {
    bytes.append(buffer.data(), static_cast<std::size_t>(count));
    if (bytes.size() > max_unpacked) {
      return std::unexpected(fmt::format("too large when unpacked: over {} bytes", max_unpacked));
    }
  }
  if (count < 0) return std::unexpected(fmt::format("{} is damaged gzip", path.string()));
  return bytes;
}

}  // namespace tidings::cli
