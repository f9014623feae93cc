#include "daemon/schedule/redirect_memory.hpp"

#include <algorithm>

namespace tidings::schedule {

const std::string& polled_address(const RedirectMemory& memory, const std::string& configured) {
  const bool moved = !memory.address.empty() && memory.moved_from == configured;
  return moved ? memory.address : configured;
}

std::optional<std::string> observe(RedirectMemory& memory, const std::string& configured,
                                   const fetch::Response& response, WallTime now) {
  memory.failing_since = {};
  const bool permanent =
      !response.hops.empty() && std::ranges::all_of(response.hops, &fetch::Hop::permanent);
  if (!permanent) {
    memory.target.clear();
    memory.since = {};
    return std::nullopt;
  }
  if (memory.target != response.final_url) {
    memory.target = response.final_url;
    memory.since = now;
  }
  if (now - memory.since < kRedirectProof) return std::nullopt;
  memory = {.address = memory.target, .moved_from = configured};
  return memory.address;
}

bool note_failure(RedirectMemory& memory, WallTime now) {
  if (memory.address.empty()) return false;
  if (memory.failing_since == WallTime{}) memory.failing_since = now;
  if (now - memory.failing_since < kMovedPatience) return false;
  memory = {};
  return true;
}

}  // namespace tidings::schedule
