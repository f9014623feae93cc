#pragma once

#include <concepts>
#include <cstdint>
#include <initializer_list>
#include <iosfwd>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>

#include "daemon/os/clock.hpp"

// One event a line, with a stable name and fields: as text, as JSON, or as native fields of
// journald.
namespace tidings::log {

enum class Level : std::uint8_t { kTrace, kDebug, kInfo, kWarn, kError };
enum class Format : std::uint8_t {
  kAuto,  // kJournal where standard error is the journal, else kText
  kText,  // coloured on a terminal
  kJson,
  kJournal
};

// "trace", "debug", "info", "warn", "error"; "auto", "text", "json", "journal".
[[nodiscard]] std::optional<Level> parse_level(std::string_view name);
[[nodiscard]] std::optional<Format> parse_format(std::string_view name);
[[nodiscard]] std::string_view level_name(Level level);

// The value of a field: does not own its text, so it lives no longer than the call that logs it.
class Value {
 public:
  Value(std::string_view text) : value_(text) {}
  Value(const char* text) : value_(std::string_view(text)) {}
  Value(const std::string& text) : value_(std::string_view(text)) {}
  Value(bool yes) : value_(yes) {}
  Value(std::floating_point auto number) : value_(static_cast<double>(number)) {}
  Value(std::integral auto number) : value_(static_cast<std::int64_t>(number)) {}

  using Any = std::variant<std::string_view, bool, std::int64_t, double>;
  [[nodiscard]] const Any& any() const { return value_; }

 private:
  Any value_;
};

struct Field {
  std::string_view name;  // lower case, digits and '_'; stable, never from the web
  Value value;
};

struct Options {
  Level level = Level::kInfo;
  Format format = Format::kAuto;
};

// Writes events. Passed around as an object, there is no global one; any thread may call.
//
// Values may come from the web: control characters, line separators and what turns the direction of
// writing are escaped, credentials in addresses are blanked out, and what is longer than 1,000
// bytes is cut, so that no line can be forged or grow without end.
//
// An event of level warn or error with the fields `source` and `error` is written once: repeats of
// the same error of the same source are counted, and the count comes as `suppressed` with the next
// event of that name that is written, at the latest after a day, or with `source.polled` or
// `source.unchanged`, which end the failure of a source.
class Log {
 public:
  // To standard error.
  Log(const Options& options, const Clock& clock);
  // To `out`, without colours; for tests. Format::kJournal writes NAME=value lines there.
  Log(const Options& options, const Clock& clock, std::ostream& out);
  Log(Log&&) noexcept;
  Log& operator=(Log&&) noexcept;
  ~Log();

  // `name` is one of DESIGN's event names, such as "source.polled".
  void event(Level level, std::string_view name, std::initializer_list<Field> fields) const;
  void event(Level level, std::string_view name, std::span<const Field> fields) const;

  // Whether events of that level are written.
  [[nodiscard]] bool writes(Level level) const;

 private:
  class Writer;
  std::unique_ptr<Writer> writer_;
};

}  // namespace tidings::log
