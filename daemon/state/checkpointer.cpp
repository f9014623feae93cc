#include "daemon/state/checkpointer.hpp"

namespace tidings::state::sqlite {
namespace {

// 16 MB: a page that many commits touch is written to the file once.
constexpr int kLongLog = 8000;  // pages

}  // namespace

Checkpointer::Checkpointer(const std::filesystem::path& file, Database& writer)
    : writer_(writer), own_(file, Mode::kReadWrite), thread_([this] { work(); }) {
  own_.execute("PRAGMA wal_autocheckpoint = 0; PRAGMA synchronous = NORMAL");
  writer_.on_log_growth([this](int pages) { log_has(pages); });
}

Checkpointer::~Checkpointer() {
  writer_.on_log_growth([](int) {});
  {
    const std::scoped_lock lock(mutex_);
    ending_ = true;
  }
  changed_.notify_one();
}

// On the writer's thread, after a commit.
void Checkpointer::log_has(int pages) {
  if (pages < kLongLog) return;
  {
    const std::scoped_lock lock(mutex_);
    if (step_ == Step::kNothing) {
      step_ = Step::kWanted;
      changed_.notify_one();
    }
    if (step_ != Step::kDone) return;
    step_ = Step::kNothing;
  }
  writer_.checkpoint();
}

void Checkpointer::work() {
  std::unique_lock lock(mutex_);
  for (;;) {
    changed_.wait(lock, [this] { return ending_ || step_ == Step::kWanted; });
    if (ending_) return;
    step_ = Step::kRunning;
    lock.unlock();
    own_.checkpoint();
    lock.lock();
    step_ = Step::kDone;
  }
}

}  // namespace tidings::state::sqlite
