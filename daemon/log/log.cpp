#include "daemon/log/log.hpp"

#include <array>
#include <vector>

#include <spdlog/logger.h>
#include <spdlog/sinks/ostream_sink.h>
#include <spdlog/sinks/stdout_color_sinks.h>

#include "daemon/log/journal_sink.hpp"
#include "daemon/log/render.hpp"
#include "daemon/log/repeats.hpp"

namespace tidings::log {
namespace {

constexpr std::array<std::string_view, 5> kLevels{"trace", "debug", "info", "warn", "error"};
constexpr std::array<std::string_view, 4> kFormats{"auto", "text", "json", "journal"};

template <class Value, std::size_t N>
std::optional<Value> parse_name(const std::array<std::string_view, N>& names,
                                std::string_view name) {
  for (std::size_t i = 0; i < N; ++i) {
    if (names[i] == name) return static_cast<Value>(i);
  }
  return std::nullopt;
}

spdlog::level::level_enum spdlog_level(Level level) {
  switch (level) {
    case Level::kTrace:
      return spdlog::level::trace;
    case Level::kDebug:
      return spdlog::level::debug;
    case Level::kInfo:
      return spdlog::level::info;
    case Level::kWarn:
      return spdlog::level::warn;
    case Level::kError:
      return spdlog::level::err;
  }
  return spdlog::level::info;
}

Format resolve(Format format) {
  if (format != Format::kAuto) return format;
  return is_journal_on_stderr() ? Format::kJournal : Format::kText;
}

std::shared_ptr<spdlog::sinks::sink> stderr_sink(Format format) {
  if (format == Format::kJournal) return make_journal_sink();
  return std::make_shared<spdlog::sinks::stderr_color_sink_mt>();
}

}  // namespace

std::optional<Level> parse_level(std::string_view name) { return parse_name<Level>(kLevels, name); }

std::optional<Format> parse_format(std::string_view name) {
  return parse_name<Format>(kFormats, name);
}

std::string_view level_name(Level level) { return kLevels[static_cast<std::size_t>(level)]; }

class Log::Writer {
 public:
  Writer(Level level, Format format, const Clock& clock, std::shared_ptr<spdlog::sinks::sink> sink)
      : level_(level),
        format_(format),
        clock_(clock),
        repeats_(clock),
        logger_("tidings", std::move(sink)) {
    logger_.set_level(spdlog::level::trace);
    logger_.set_pattern(format == Format::kText ? "%Y-%m-%d %H:%M:%S.%e %^%L%$ %v" : "%v");
    logger_.flush_on(spdlog::level::trace);
  }

  [[nodiscard]] bool writes(Level level) const { return level >= level_; }

  void write(Level level, std::string_view name, std::span<const Field> fields) {
    const Repeats::Verdict verdict = repeats_.judge(level, name, fields);
    if (!verdict.write || !writes(level)) return;
    std::vector<Field> all(fields.begin(), fields.end());
    if (verdict.suppressed > 0) all.push_back({"suppressed", verdict.suppressed});
    const std::string line = render({clock_.now(), level, name, all});
    logger_.log(spdlog_level(level), spdlog::string_view_t(line.data(), line.size()));
  }

 private:
  [[nodiscard]] std::string render(const Event& event) const {
    if (format_ == Format::kJson) return render_json(event);
    return format_ == Format::kJournal ? render_journal(event) : render_text(event);
  }

  Level level_;
  Format format_;
  const Clock& clock_;
  Repeats repeats_;
  spdlog::logger logger_;
};

Log::Log(const Options& options, const Clock& clock) {
  const Format format = resolve(options.format);
  writer_ = std::make_unique<Writer>(options.level, format, clock, stderr_sink(format));
}

Log::Log(const Options& options, const Clock& clock, std::ostream& out)
    : writer_(std::make_unique<Writer>(
          options.level, options.format == Format::kAuto ? Format::kText : options.format, clock,
          std::make_shared<spdlog::sinks::ostream_sink_mt>(out, true))) {}

Log::Log(Log&&) noexcept = default;
Log& Log::operator=(Log&&) noexcept = default;
Log::~Log() = default;

void Log::event(Level level, std::string_view name, std::initializer_list<Field> fields) const {
  writer_->write(level, name, {fields.begin(), fields.size()});
}

void Log::event(Level level, std::string_view name, std::span<const Field> fields) const {
  writer_->write(level, name, fields);
}

bool Log::writes(Level level) const { return writer_->writes(level); }

}  // namespace tidings::log
