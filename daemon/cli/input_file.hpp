#pragma once

#include <cstddef>
#include <expected>
#include <filesystem>
#include <string>

namespace tidings::cli {

// The bytes of a file, decompressed when its name ends in .gz (up to `max_unpacked` bytes). Error:
// one line.
[[nodiscard]] std::expected<std::string, std::string> read_input_file(
    const std::filesystem::path& path, std::size_t max_unpacked = 1'000'000'000);

}  // namespace tidings::cli
