#include "daemon/ingest/saved_page.hpp"

#include <algorithm>
#include <array>
#include <memory>

#include <fmt/format.h>
#include <zlib.h>

namespace tidings::ingest {
namespace {

namespace fs = std::filesystem;
using state::Reason;

bool is_saved_page(const fs::path& path) {
  fs::path name = path.filename();
  if (name.extension() == ".gz") name = name.stem();
  return name.extension() == ".html" || name.extension() == ".htm";
}

ListedItem item_for(const fs::directory_entry& entry) {
  ListedItem item;
  item.url = entry.path().string();
  item.key = "file://" + item.url;
  item.host = kFilesHost;
  std::error_code ignored;
  const auto changed = entry.last_write_time(ignored).time_since_epoch().count();
  item.version = fmt::format("{} {}", entry.file_size(ignored), changed);
  return item;
}

}  // namespace

std::expected<Listing, std::string> list_saved_pages(const fs::path& folder) {
  std::error_code error;
  fs::recursive_directory_iterator at(folder, fs::directory_options::skip_permission_denied, error);
  if (error) {
    return std::unexpected(
        fmt::format("cannot read the folder {}: {}", folder.string(), error.message()));
  }
  Listing listing;
  for (; at != fs::recursive_directory_iterator(); at.increment(error)) {
    std::error_code ignored;
    if (at->is_symlink(ignored) || !at->is_regular_file(ignored) || !is_saved_page(at->path()))
      continue;
    listing.items.push_back(item_for(*at));
  }
  if (error) {
    return std::unexpected(
        fmt::format("cannot read the folder {}: {}", folder.string(), error.message()));
  }
  std::ranges::sort(listing.items, {}, &ListedItem::url);
  return listing;
}

// gzread also reads files that are not compressed.
std::expected<std::string, Refusal> read_saved_page(const fs::path& file, std::size_t limit) {
  const std::unique_ptr<gzFile_s, int (*)(gzFile)> in(gzopen(file.c_str(), "rb"), gzclose);
  if (!in) return std::unexpected(Refusal{Reason::kDamaged, "the file cannot be opened"});
  std::string bytes;
  std::array<char, 1 << 16> buffer{};
  int count = 0;
  while ((count = gzread(in.get(), buffer.data(), buffer.size())) > 0) {
    bytes.append(buffer.data(), static_cast<std::size_t>(count));
    if (bytes.size() > limit) {
      return std::unexpected(
          Refusal{Reason::kTooLarge, fmt::format("the page is larger than {} bytes", limit)});
    }
  }
  int problem = Z_OK;
  gzerror(in.get(), &problem);
  if (count < 0 || problem != Z_OK)
    return std::unexpected(Refusal{Reason::kDamaged, "the file is damaged gzip"});
  return bytes;
}

}  // namespace tidings::ingest
