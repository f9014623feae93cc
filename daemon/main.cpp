#include "daemon/cli/app.hpp"
#include "daemon/os/heap.hpp"

int main(int argc, char** argv) {
  tidings::os::keep_heap_small();
  return tidings::cli::run_program(argc, argv);
}
