// write_reference FOLDER: writes the manual pages, the sample configuration and the completion, for
// the package.
#include <cstdio>
#include <filesystem>
#include <fstream>

#include "config/reference.hpp"
#include "daemon/cli/app.hpp"
#include "daemon/cli/reference.hpp"

int main(int argc, char** argv) {
  if (argc != 2) {
    std::fputs("usage: write_reference FOLDER\n", stderr);
    return 2;
  }
  const std::filesystem::path folder = argv[1];
  std::filesystem::create_directories(folder);
  const auto write = [&](const char* name, const std::string& text) {
    std::ofstream out(folder / name, std::ios::binary);
    out << text;
    return static_cast<bool>(out.flush());
  };
  CLI::App app;
  tidings::cli::Invocation invocation;
  tidings::cli::assemble(app, invocation);
  const bool written =
      write("tidings.1", tidings::cli::command_man_page(app, TIDINGS_VERSION)) &&
      write("tidings.yaml.5", tidings::config::configuration_man_page(TIDINGS_VERSION)) &&
      write("tidings.yaml", tidings::config::sample_configuration()) &&
      write("tidings.bash", tidings::cli::bash_completion(app));
  return written ? 0 : 1;
}
