#pragma once

#include <cstddef>
#include <expected>
#include <filesystem>
#include <string>

#include "daemon/ingest/listing.hpp"
#include "daemon/ingest/page.hpp"

// Saved pages on the disk (`files:` sources): .html, .htm and either with .gz.
namespace tidings::ingest {

// The host under which saved pages wait in the frontier.
inline constexpr std::string_view kFilesHost = "files:";

// Every saved page under `folder`, sub-folders included, as items in the order of their paths;
// their version is size and time of change. Symbolic links are not followed. Error: one line.
[[nodiscard]] std::expected<Listing, std::string> list_saved_pages(
    const std::filesystem::path& folder);

// The bytes of one, decompressed, up to `limit`. Larger or damaged: a Refusal.
[[nodiscard]] std::expected<std::string, Refusal> read_saved_page(const std::filesystem::path& file,
                                                                  std::size_t limit);

}  // namespace tidings::ingest
