#pragma once

#include <condition_variable>
#include <filesystem>
#include <mutex>
#include <thread>

#include "daemon/state/sqlite.hpp"

namespace tidings::state::sqlite {

// Keeps the write-ahead log of a database short while one connection writes: copies it into the
// file on a thread and a connection of its own, so that no commit waits for it. What is committed
// meanwhile the writer copies itself, which is little; then the log begins anew.
class Checkpointer {
 public:
  // `writer` must outlive this.
  Checkpointer(const std::filesystem::path& file, Database& writer);
  ~Checkpointer();
  Checkpointer(const Checkpointer&) = delete;
  Checkpointer& operator=(const Checkpointer&) = delete;

 private:
  enum class Step { kNothing, kWanted, kRunning, kDone };

  void log_has(int pages);
  void work();

  Database& writer_;
  Database own_;
  std::mutex mutex_;
  std::condition_variable changed_;
  Step step_ = Step::kNothing;
  bool ending_ = false;
  std::jthread thread_;
};

}  // namespace tidings::state::sqlite
