#pragma once

#include <span>
#include <string>
#include <string_view>

#include "daemon/log/log.hpp"

// An event as a line of text, of JSON, or as the fields that journald stores.
namespace tidings::log {

struct Event {
  WallTime time;
  Level level = Level::kInfo;
  std::string_view name;
  std::span<const Field> fields;
};

// `text` without what could forge a line: control characters (C0, C1, DEL), U+2028, U+2029 and the
// marks that turn the direction of writing become \xNN or \uNNNN, bytes that are not UTF-8 \xNN,
// the user information of addresses ***. Cut at 1,000 bytes.
[[nodiscard]] std::string safe_text(std::string_view text);

// "source.polled source=sputnik ms=12"; values with blanks or quotes stand in quotes.
[[nodiscard]] std::string render_text(const Event& event);

// {"time":"2026-11-21T18:00:00.000Z","level":"info","event":"source.polled","source":"sputnik","ms":12}
[[nodiscard]] std::string render_json(const Event& event);

// "MESSAGE=...\nPRIORITY=6\nEVENT=source.polled\nSOURCE=sputnik\nMS=12": names in capitals, one a
// line.
[[nodiscard]] std::string render_journal(const Event& event);

}  // namespace tidings::log
