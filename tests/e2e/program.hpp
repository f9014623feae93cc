#pragma once

#include <chrono>
#include <filesystem>
#include <string>
#include <vector>

#include <sys/types.h>

// The real binary as a child process.
namespace tidings::test {

struct Ended {
  int code = -1;  // exit status; 128 + n: killed by signal n
  std::string out;
  std::string err;
};

// A child whose outputs go to files, so that it never waits for its reader.
class Program {
 public:
  // Starts `tidings ARGUMENTS...` with its outputs in `folder`.
  Program(const std::filesystem::path& folder, const std::vector<std::string>& arguments);
  ~Program();  // kills it if it still runs
  Program(const Program&) = delete;
  Program& operator=(const Program&) = delete;

  void signal(int number) const;
  [[nodiscard]] pid_t pid() const { return pid_; }
  // Waits for its end; after `patience` it is killed.
  Ended wait(std::chrono::seconds patience = std::chrono::seconds(60));
  [[nodiscard]] std::string err() const;
  // Waits until standard error holds `text`. False: it never came.
  [[nodiscard]] bool says(const std::string& text,
                          std::chrono::seconds patience = std::chrono::seconds(20)) const;

 private:
  std::filesystem::path out_;
  std::filesystem::path err_;
  pid_t pid_ = -1;
};

// Runs it to its end.
[[nodiscard]] Ended run_tidings(const std::filesystem::path& folder,
                                const std::vector<std::string>& arguments);

[[nodiscard]] std::string read_file(const std::filesystem::path& file);

}  // namespace tidings::test
