#pragma once

#include <ctime>

namespace tidings {

// CPU time of the calling thread: waiting for the processor does not count.
inline double thread_seconds() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

// What a bound on CPU time is multiplied by in a test, which is to find work that grows out of
// bounds: a neighbour on the same core stretches CPU time too, and a sanitizer slows code down. The
// benchmarks show the bounds themselves.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
inline constexpr double kSlowdown = 20;
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
inline constexpr double kSlowdown = 20;
#else
inline constexpr double kSlowdown = 3;
#endif
#else
inline constexpr double kSlowdown = 3;
#endif

}  // namespace tidings
