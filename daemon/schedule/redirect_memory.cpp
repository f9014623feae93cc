#include "daemon/schedule/redirect_memory.hpp"

#include <algorithm>

namespace tidings::schedule {

std::optional<std::string> observe(RedirectMemory& memory, const fetch::Response& response,
                                   WallTime now) {
  const bool permanent =
      !response.hops.empty() && std::ranges::all_of(response.hops, &fetch::Hop::permanent);
  if (!permanent) {
    memory = {};
    return std::nullopt;
  }
  if (memory.target != response.final_url) memory = {response.final_url, now};
  if (now - memory.since < kRedirectProof) return std::nullopt;
  return memory.target;
}

}  // namespace tidings::schedule
