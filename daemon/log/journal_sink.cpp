#define SD_JOURNAL_SUPPRESS_LOCATION  // the code's lines say nothing about an event
#include "daemon/log/journal_sink.hpp"

#include <cstdlib>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>
#include <spdlog/sinks/base_sink.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <systemd/sd-journal.h>
#include <unistd.h>

namespace tidings::log {
namespace {

class JournalSink final : public spdlog::sinks::base_sink<std::mutex> {
 protected:
  void sink_it_(const spdlog::details::log_msg& message) override {
    std::string lines(message.payload.data(), message.payload.size());
    fields_.clear();
    for (std::size_t from = 0; from < lines.size();) {
      const std::size_t end = std::min(lines.find('\n', from), lines.size());
      fields_.push_back({lines.data() + from, end - from});
      from = end + 1;
    }
    sd_journal_sendv(fields_.data(), static_cast<int>(fields_.size()));
  }
  void flush_() override {}

 private:
  std::vector<iovec> fields_;
};

}  // namespace

std::shared_ptr<spdlog::sinks::sink> make_journal_sink() { return std::make_shared<JournalSink>(); }

bool is_journal_on_stderr() {
  const char* stream = std::getenv("JOURNAL_STREAM");
  struct stat status{};
  if (stream == nullptr || fstat(STDERR_FILENO, &status) != 0) return false;
  return fmt::format("{}:{}", status.st_dev, status.st_ino) == std::string_view(stream);
}

}  // namespace tidings::log
