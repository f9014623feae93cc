#pragma once

#include <optional>
#include <string>

#include "daemon/fetch/http_client.hpp"
#include "daemon/fetch/job.hpp"
#include "daemon/fetch/response.hpp"

// What an answer means for a job. Pure: nothing here knows of queues or clocks.
namespace tidings::fetch {

[[nodiscard]] bool is_redirect(int status);
[[nodiscard]] bool is_rate_limit(int status);  // 429 and 503

// Turns an answer that is no redirect into what the caller gets. `retry_at`: the host's pause after
// a rate limit. The job is over with it: its texts are moved out.
[[nodiscard]] Result judge(Answer answer, Job& job, std::optional<WallTime> retry_at, WallTime now);

// Moves the job on to where a redirect leads, with its hop noted. Failure: it leads nowhere, in a
// circle, or too far.
[[nodiscard]] std::optional<Failure> follow(const Answer& answer, Job& job);

// Whether the source's credentials may go to the job's present address: the host they are for, and
// never from https to http.
[[nodiscard]] bool is_home(const Job& job);

// Sets the address to be asked next; a user name in it is dropped unless the user gave it. Failure:
// over 2,048 bytes.
[[nodiscard]] std::optional<Failure> set_address(Job& job, url::Url url);

}  // namespace tidings::fetch
