#pragma once

#include <memory>

#include <spdlog/sinks/sink.h>

namespace tidings::log {

// Sends each message, which is a list of NAME=value lines (render_journal), to journald as fields
// of one entry.
[[nodiscard]] std::shared_ptr<spdlog::sinks::sink> make_journal_sink();

// Whether standard error is a stream to the journal (systemd.exec(5), $JOURNAL_STREAM).
[[nodiscard]] bool is_journal_on_stderr();

}  // namespace tidings::log
