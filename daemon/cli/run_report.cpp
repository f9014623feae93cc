#include "daemon/cli/run_report.hpp"

#include <algorithm>

#include <fmt/core.h>
#include <unistd.h>

namespace tidings::cli {
namespace {

constexpr std::size_t kBarWidth = 24;

std::string bar(std::uint64_t done, std::uint64_t all) {
  const std::size_t filled =
      all == 0 ? 0 : static_cast<std::size_t>(kBarWidth * std::min(done, all) / all);
  return std::string(filled, '#') + std::string(kBarWidth - filled, '.');
}

std::string counted(std::uint64_t count, const char* one, const char* many) {
  return fmt::format("{} {}", count, count == 1 ? one : many);
}

}  // namespace

ProgressLine::ProgressLine(std::FILE* out) : out_(out), terminal_(::isatty(::fileno(out)) == 1) {}

ProgressLine::~ProgressLine() {
  if (terminal_) fmt::print(out_, "\r\033[K");
}

void ProgressLine::show(const ingest::Progress& progress) {
  if (!terminal_) return;
  fmt::print(out_, "\r\033[K[{}] {} of {} sources, {} of {} items, {} written",
             bar(progress.finished(), progress.listed), progress.polled + progress.broken,
             progress.sources, progress.finished(), progress.listed, progress.written);
  std::fflush(out_);
}

std::string summary(const ingest::Progress& progress, const std::string& corpus) {
  std::string text = fmt::format("{} polled, {} unchanged, {} failed\n",
                                 counted(progress.polled, "source", "sources"), progress.unchanged,
                                 progress.broken);
  text += fmt::format(
      "{} listed: {} written, {} duplicate, {} known, {} filtered, {} rejected, {} failed, {} "
      "waiting\n",
      counted(progress.listed, "item", "items"), progress.written, progress.duplicate,
      progress.known, progress.filtered, progress.rejected, progress.failed, progress.waiting);
  if (progress.written > 0) {
    text += fmt::format("{} in {}\n", counted(progress.written, "new document", "new documents"),
                        corpus);
  }
  return text;
}

ExitCode report(const ingest::Progress& progress, const std::string& corpus) {
  fmt::print("{}", summary(progress, corpus));
  std::fflush(stdout);
  for (const std::string& problem : progress.problems) fmt::print(stderr, "tidings: {}\n", problem);
  if (progress.problems_left_out > 0)
    fmt::print(stderr, "tidings: and {} more\n", progress.problems_left_out);
  if (progress.sources > 0 && progress.broken == progress.sources) {
    fmt::print(stderr, "tidings: no source could be reached; is there a network?\n");
  }
  if (!progress.done)
    fmt::print(stderr, "tidings: interrupted; what is left is fetched the next time\n");
  return progress.broken + progress.failed > 0 || !progress.problems.empty() || !progress.done
             ? kPartial
             : kOk;
}

}  // namespace tidings::cli
