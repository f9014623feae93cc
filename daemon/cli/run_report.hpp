#pragma once

#include <cstdio>
#include <string>

#include "daemon/cli/command.hpp"
#include "daemon/ingest/run.hpp"

namespace tidings::cli {

// How a fetch goes, on a terminal: one line that is drawn over. Elsewhere: nothing.
class ProgressLine {
 public:
  explicit ProgressLine(std::FILE* out);
  ~ProgressLine();  // clears the line
  ProgressLine(const ProgressLine&) = delete;
  ProgressLine& operator=(const ProgressLine&) = delete;
  void show(const ingest::Progress& progress);

 private:
  std::FILE* out_;
  bool terminal_;
};

// The lines that a fetch ends with.
[[nodiscard]] std::string summary(const ingest::Progress& progress, const std::string& corpus);

// Prints the summary to standard output and the problems to standard error. kPartial if something
// failed.
[[nodiscard]] ExitCode report(const ingest::Progress& progress, const std::string& corpus);

}  // namespace tidings::cli
