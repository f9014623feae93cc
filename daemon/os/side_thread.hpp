#pragma once

#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>

namespace tidings::os {

// A thread that waits to take half of a piece of work. One that is begun for every piece may stand
// in line behind its creator for a millisecond; one that is woken goes to an idle processor.
class SideThread {
 public:
  explicit SideThread(const char* name);  // as name_this_thread() takes it
  ~SideThread();
  SideThread(const SideThread&) = delete;
  SideThread& operator=(const SideThread&) = delete;

  // Runs `there` on the side thread and `here` on this one, and returns when both are done, also by
  // an exception of `here`. `there` must not throw. Not to be called by two threads at once.
  void run_both(const std::function<void()>& there, const std::function<void()>& here);

 private:
  void work();
  void wait();

  std::mutex mutex_;
  std::condition_variable changed_;
  const std::function<void()>* task_ = nullptr;  // under mutex_; null: nothing to do
  bool ending_ = false;                          // under mutex_
  std::jthread thread_;
};

}  // namespace tidings::os
