#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "daemon/os/file_system.hpp"

// A note beside the documents of what is being done to them, so that recovery need not search the
// folder. It is as durable as a killed process needs; after a reboot the folder is listed.
namespace tidings::corpus {

inline constexpr std::size_t kMaxGroup = 256;

struct InFlight {
  enum class Kind { kCommit, kRemove };
  Kind kind = Kind::kCommit;
  std::string reason;              // of a removal
  std::vector<std::string> files;  // names in the corpus folder
};

[[nodiscard]] os::FileResult<void> write_in_flight(os::Folder& folder, const InFlight& work);
// None: nothing was in flight, or the note is not whole (then nothing was begun).
[[nodiscard]] std::optional<InFlight> read_in_flight(os::Folder& folder);
void clear_in_flight(os::Folder& folder);

// Temporary names: of the i-th document of a group, of a new INDEX.md and of a new identity. They
// are used again and again, so that what a crash leaves behind is found without searching.
[[nodiscard]] std::string temporary_name(std::size_t i);
inline constexpr const char* kNewIndexName = ".tmp-index";
inline constexpr const char* kNewIdentityName = ".tmp-corpus";

}  // namespace tidings::corpus
