#include <atomic>
#include <cerrno>
#include <cstddef>
#include <cstdio>
#include <cstdlib>
#include <memory>

#include <dlfcn.h>

// Loaded before the C library (LD_PRELOAD): the allocation with the number FAIL_ALLOCATION fails,
// once, counted from main() on; how many there were is written to the file COUNT_ALLOCATIONS.
extern "C" {
void* __libc_malloc(std::size_t size);
void* __libc_calloc(std::size_t count, std::size_t size);
void* __libc_realloc(void* old, std::size_t size);
}

namespace {

std::atomic<long> count = 0;
std::atomic<long> failing = 0;

using Main = int (*)(int, char**, char**);
Main real_main = nullptr;

bool fails() {
  const long number = ++count;
  if (number != failing) return false;
  errno = ENOMEM;
  return true;
}

int counted_main(int argc, char** argv, char** environment) {
  const char* number = std::getenv("FAIL_ALLOCATION");
  count = 0;
  failing = number == nullptr ? 0 : std::strtol(number, nullptr, 10);
  return real_main(argc, argv, environment);
}

__attribute__((destructor)) void end() {
  const long all = count;
  failing = 0;
  const char* name = std::getenv("COUNT_ALLOCATIONS");
  if (name == nullptr) return;
  using File = std::unique_ptr<std::FILE, int (*)(std::FILE*)>;
  if (const File file(std::fopen(name, "w"), std::fclose); file) {
    std::fprintf(file.get(), "%ld\n", all);
  }
}

}  // namespace

extern "C" {

// What the start-up code calls with main().
int __libc_start_main(Main main, int argc, char** argv, void (*init)(), void (*fini)(),
                      void (*loader_fini)(), void* stack_end) {
  real_main = main;
  const auto start =
      reinterpret_cast<decltype(&__libc_start_main)>(dlsym(RTLD_NEXT, "__libc_start_main"));
  return start(counted_main, argc, argv, init, fini, loader_fini, stack_end);
}

void* malloc(std::size_t size) { return fails() ? nullptr : __libc_malloc(size); }
void* calloc(std::size_t number, std::size_t size) {
  return fails() ? nullptr : __libc_calloc(number, size);
}
void* realloc(void* old, std::size_t size) { return fails() ? nullptr : __libc_realloc(old, size); }

}  // extern "C"
