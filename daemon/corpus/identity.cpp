#include "daemon/corpus/identity.hpp"

#include <charconv>
#include <random>
#include <sstream>

#include <fmt/core.h>

#include "daemon/corpus/in_flight.hpp"
#include "parsers/document/document.hpp"

namespace tidings::corpus {
namespace {

constexpr const char* kIdentityName = ".corpus";
constexpr const char* kImportedName = ".imported";
constexpr const char* kRemovedName = ".removed";

template <class T>
bool parse_number(std::string_view text, T& number) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  return error == std::errc() && end == text.data() + text.size();
}

std::optional<document::ContentHash> parse_hash(std::string_view text) {
  document::ContentHash hash{};
  if (text.size() != 2 * hash.size()) return std::nullopt;
  for (std::size_t i = 0; i < hash.size(); ++i) {
    const char* digits = text.data() + 2 * i;
    const auto [end, error] = std::from_chars(digits, digits + 2, hash[i], 16);
    if (error != std::errc() || end != digits + 2) return std::nullopt;
  }
  return hash;
}

// A missing file has no lines.
Result<std::vector<std::string>> read_lines(os::Folder& folder, const char* name) {
  const auto text = os::read_whole(folder, name);
  if (!text && text.error().is_missing()) return std::vector<std::string>{};
  if (!text) return failed(text);
  std::vector<std::string> lines;
  std::istringstream in(*text);
  for (std::string line; std::getline(in, line);) lines.push_back(std::move(line));
  return lines;
}

// Starts on a new line, whatever a crash left at the end.
Result<void> append_lines(os::Folder& folder, const char* name, std::string lines) {
  const auto size = folder.size(name);
  if (!size && !size.error().is_missing()) return failed(size);
  if (size && *size > 0) {
    const auto last = folder.read(name, *size - 1, 1);
    if (!last) return failed(last);
    if (*last != "\n") lines.insert(lines.begin(), '\n');
  }
  const auto done =
      size ? folder.append(name, lines, os::Sync::kNow) : folder.write(name, lines, os::Sync::kNow);
  if (!done) return failed(done);
  const auto synced = folder.sync_names();
  return synced ? Result<void>() : failed(synced);
}

}  // namespace

Result<std::optional<Identity>> read_identity(os::Folder& folder) {
  const auto lines = read_lines(folder, kIdentityName);
  if (!lines) return failed(lines);
  Identity identity;
  for (const std::string& line : *lines) {
    std::istringstream in(line);
    std::string key;
    std::string value;
    in >> key >> value;
    std::uint64_t number = 0;
    if (key == "label") identity.label = value;
    if (key == "highest" && parse_number(value, number)) identity.highest = number;
  }
  if (identity.label.empty()) return std::nullopt;
  return identity;
}

Result<void> write_identity(os::Folder& folder, const Identity& identity) {
  std::string text = fmt::format("label {}\n", identity.label);
  if (identity.highest) text += fmt::format("highest {}\n", *identity.highest);
  auto done = folder.write(kNewIdentityName, text, os::Sync::kNow);
  if (done) done = folder.rename(kNewIdentityName, kIdentityName, true);
  if (done) done = folder.sync_names();
  return done ? Result<void>() : failed(done);
}

std::string random_label() {
  std::random_device random;
  return fmt::format("{:08x}{:08x}", random(), random());
}

Result<void> append_imported(os::Folder& folder, const std::vector<ImportedFile>& files) {
  std::string lines;
  for (const ImportedFile& file : files) {
    lines += fmt::format("{}  {}\n", document::hex(file.hash), file.name);
  }
  return append_lines(folder, kImportedName, std::move(lines));
}

Result<std::vector<ImportedFile>> read_imported(os::Folder& folder) {
  const auto lines = read_lines(folder, kImportedName);
  if (!lines) return failed(lines);
  std::vector<ImportedFile> files;
  for (const std::string& line : *lines) {
    const std::size_t gap = line.find("  ");
    const auto hash = parse_hash(std::string_view(line).substr(0, gap));
    if (gap != std::string::npos && hash) files.push_back({line.substr(gap + 2), *hash});
  }
  return files;
}

Result<void> append_removed(os::Folder& folder, const std::vector<state::Document>& documents) {
  std::string lines;
  for (const state::Document& document : documents) {
    lines += fmt::format("{} {} {} {}\n", document.number, document::hex(document.hash),
                         document.removed_at.value_or(WallTime{}).time_since_epoch().count(),
                         document.url);
  }
  return append_lines(folder, kRemovedName, std::move(lines));
}

Result<std::vector<state::Document>> read_removed(os::Folder& folder) {
  const auto lines = read_lines(folder, kRemovedName);
  if (!lines) return failed(lines);
  std::vector<state::Document> documents;
  for (const std::string& line : *lines) {
    std::istringstream in(line);
    state::Document document;
    std::string hash_text;
    std::int64_t time = 0;
    in >> document.number >> hash_text >> time >> document.url;
    const auto hash = parse_hash(hash_text);
    if (!hash) continue;
    document.hash = *hash;
    document.file = document::file_name(document.number, *hash);
    document.removed_at = WallTime(std::chrono::milliseconds(time));
    document.removed_reason = "removed";
    documents.push_back(std::move(document));
  }
  return documents;
}

}  // namespace tidings::corpus
