#include "daemon/corpus/in_flight.hpp"

#include <sstream>

#include <fmt/core.h>
#include <xxhash.h>

namespace tidings::corpus {
namespace {

constexpr const char* kName = ".in-flight";
constexpr std::string_view kCommit = "commit";
constexpr std::string_view kRemove = "remove ";
constexpr std::string_view kEnd = "end ";  // last line, with a hash of what is before it

std::string last_line(std::string_view text) {
  return fmt::format("{}{:016x}", kEnd, XXH3_64bits(text.data(), text.size()));
}

}  // namespace

os::FileResult<void> write_in_flight(os::Folder& folder, const InFlight& work) {
  std::string text(work.kind == InFlight::Kind::kCommit ? kCommit : kRemove);
  text.append(work.reason).append(1, '\n');
  for (const std::string& file : work.files) text.append(file).append(1, '\n');
  text += last_line(text) + "\n";
  return folder.write(kName, text, os::Sync::kLater);
}

std::optional<InFlight> read_in_flight(os::Folder& folder) {
  const auto text = os::read_whole(folder, kName);
  if (!text) return std::nullopt;
  std::istringstream in(*text);
  InFlight work;
  std::string line;
  std::getline(in, line);
  if (line.starts_with(kRemove)) {
    work.kind = InFlight::Kind::kRemove;
    work.reason = line.substr(kRemove.size());
  } else if (line != kCommit) {
    return std::nullopt;
  }
  while (std::getline(in, line) && !line.starts_with(kEnd)) work.files.push_back(line);
  const auto end = text->find(std::string("\n").append(kEnd));
  if (end == std::string::npos || line != last_line(std::string_view(*text).substr(0, end + 1))) {
    return std::nullopt;
  }
  return work;
}

void clear_in_flight(os::Folder& folder) { (void)folder.remove(kName); }

std::string temporary_name(std::size_t i) { return fmt::format(".tmp-{:03}", i); }

}  // namespace tidings::corpus
