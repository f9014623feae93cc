#include "daemon/cli/app.hpp"

int main(int argc, char** argv) { return tidings::cli::run_program(argc, argv); }
