#pragma once

#include <pthread.h>

namespace tidings {

// The calling thread's name in `top -H` and the like: at most 15 bytes.
inline void name_this_thread(const char* name) { ::pthread_setname_np(::pthread_self(), name); }

}  // namespace tidings
