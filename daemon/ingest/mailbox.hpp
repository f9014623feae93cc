#pragma once

#include <functional>
#include <mutex>
#include <utility>
#include <vector>

namespace tidings::ingest {

// Work that other threads leave for the thread that drives the transfers.
class Mailbox {
 public:
  using Letter = std::move_only_function<void()>;

  // `wake` ends that thread's wait; called on the thread that posts.
  explicit Mailbox(std::function<void()> wake) : wake_(std::move(wake)) {}

  void post(Letter letter) {
    {
      const std::scoped_lock lock(mutex_);
      letters_.push_back(std::move(letter));
    }
    wake_();
  }

  // Does what has been left so far, in order. The owner's thread only.
  void open() {
    std::vector<Letter> letters;
    {
      const std::scoped_lock lock(mutex_);
      letters.swap(letters_);
    }
    for (Letter& letter : letters) letter();
  }

 private:
  std::function<void()> wake_;
  std::mutex mutex_;
  std::vector<Letter> letters_;
};

}  // namespace tidings::ingest
