#include "daemon/service/signals.hpp"

#include <ctime>

#include <pthread.h>

namespace tidings::service {

Signals::Signals(std::initializer_list<int> numbers) {
  sigemptyset(&held_);
  for (const int number : numbers) sigaddset(&held_, number);
  pthread_sigmask(SIG_BLOCK, &held_, &before_);
}

Signals::~Signals() {
  while (next()) continue;  // one that came late must not end the process now
  pthread_sigmask(SIG_SETMASK, &before_, nullptr);
}

std::optional<int> Signals::next() {
  const timespec at_once{};
  const int number = sigtimedwait(&held_, nullptr, &at_once);
  return number > 0 ? std::optional(number) : std::nullopt;
}

}  // namespace tidings::service
