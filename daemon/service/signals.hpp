#pragma once

#include <initializer_list>
#include <optional>

#include <signal.h>

namespace tidings::service {

// Signals taken as values instead of interruptions. Make one before any thread is started: the
// threads inherit that these signals are held back.
class Signals {
 public:
  explicit Signals(std::initializer_list<int> numbers);
  ~Signals();  // restores what was
  Signals(const Signals&) = delete;
  Signals& operator=(const Signals&) = delete;

  // The next one that has come; none: nothing has. Does not wait.
  [[nodiscard]] std::optional<int> next();

 private:
  sigset_t held_{};
  sigset_t before_{};
};

}  // namespace tidings::service
