#pragma once

#include <malloc.h>

namespace tidings::os {

// Keeps the C library's heap near what is in use. Pages and listings are taken by one thread and
// freed by another; by default glibc spreads them over eight heaps a core, and serves ever larger
// blocks from these, which shrink only at their end. To be called before the first thread begins.
inline void keep_heap_small() {
  constexpr int kHeaps = 2;
  constexpr int kLarge = 1'000'000;  // bytes: larger blocks, and free ends, go back to the system
  mallopt(M_ARENA_MAX, kHeaps);
  mallopt(M_MMAP_THRESHOLD, kLarge);
  mallopt(M_TRIM_THRESHOLD, kLarge);
}

}  // namespace tidings::os
