#include "daemon/os/side_thread.hpp"

#include "daemon/os/thread_name.hpp"

namespace tidings::os {

SideThread::SideThread(const char* name)
    : thread_([this, name] {
        name_this_thread(name);
        work();
      }) {}

SideThread::~SideThread() {
  {
    const std::scoped_lock lock(mutex_);
    ending_ = true;
  }
  changed_.notify_all();
}

void SideThread::run_both(const std::function<void()>& there, const std::function<void()>& here) {
  {
    const std::scoped_lock lock(mutex_);
    task_ = &there;
  }
  changed_.notify_all();
  struct Join {
    SideThread& thread;
    ~Join() { thread.wait(); }
  };
  const Join join{*this};
  here();
}

void SideThread::work() {
  std::unique_lock lock(mutex_);
  for (;;) {
    changed_.wait(lock, [this] { return ending_ || task_ != nullptr; });
    if (ending_) return;
    lock.unlock();
    (*task_)();
    lock.lock();
    task_ = nullptr;
    changed_.notify_all();
  }
}

void SideThread::wait() {
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [this] { return task_ == nullptr; });
}

}  // namespace tidings::os
