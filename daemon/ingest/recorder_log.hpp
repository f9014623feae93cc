#pragma once

#include <cstddef>
#include <optional>
#include <string>

#include "daemon/corpus/store.hpp"
#include "daemon/ingest/messages.hpp"
#include "daemon/ingest/source_watch.hpp"
#include "daemon/log/log.hpp"

// What is logged of a group once it is durable.
namespace tidings::ingest {

// The page's address, or its key where it has none.
[[nodiscard]] const std::string& address(const PageMessage& message);

// `queued`: the new pages that the poll listed.
void log_poll(const log::Log& log, const PollMessage& message, std::size_t queued);
// `silence`: how long a quiet or frozen source has brought nothing.
void log_alarm(const log::Log& log, const std::string& source, const AlarmChange& change,
               const std::optional<Silence>& silence);
void log_written(const log::Log& log, const corpus::Committed& committed,
                 const PageMessage& message, state::Reason reason);

}  // namespace tidings::ingest
