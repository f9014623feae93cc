#pragma once

#include "daemon/fetch/response.hpp"
#include "daemon/ingest/messages.hpp"

namespace tidings::ingest {

// What a page that could not be fetched becomes: a Refusal where asking again is no use, else a
// Retry with a wait that doubles from 5 minutes; a Refusal too after kMaxAttempts.
[[nodiscard]] std::variant<Refusal, Retry> judge_failure(const fetch::Failure& failure,
                                                         int attempts, WallTime now);

inline constexpr int kMaxAttempts = 5;

}  // namespace tidings::ingest
