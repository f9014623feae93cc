#pragma once

#include <expected>
#include <filesystem>
#include <string>

namespace tidings::cli {

// The bytes of a file, decompressed when its name ends in .gz (up to 1 GB). Error: one line that
// names the file.
[[nodiscard]] std::expected<std::string, std::string> read_input_file(
    const std::filesystem::path& path);

}  // namespace tidings::cli
