#include "daemon/cli/app.hpp"

#include <cstdio>
#include <exception>
#include <optional>
#include <string>
#include <system_error>
#include <vector>

#include <fmt/format.h>

#include "config/nearest_name.hpp"
#include "daemon/cli/commands.hpp"

namespace tidings::cli {
namespace {

void add_global_options(CLI::App& app, GlobalOptions& global) {
  app.add_option("--config", global.config,
                 "configuration file (default: /etc/tidings/tidings.yaml, if it is there)")
      ->type_name("FILE");
  app.add_option("--corpus", global.corpus,
                 "corpus folder, instead of the configured one; its state is then state.db beside "
                 "it, if --state is not given")
      ->type_name("DIR");
  app.add_option("--state", global.state, "state file, instead of the configured one")
      ->type_name("FILE");
  app.add_option("--site-rules", global.site_rules,
                 "folder of site rules, instead of the configured one")
      ->type_name("DIR");
  app.add_flag("--no-site-rules", global.no_site_rules, "use no site rules");
  app.add_option("--log-level", global.log_level, "trace, debug, info, warn or error")
      ->check(CLI::IsMember({"trace", "debug", "info", "warn", "error"}))
      ->type_name("LEVEL");
  app.add_option("--log-format", global.log_format,
                 "text, json or journal (default: journal under systemd, else text)")
      ->check(CLI::IsMember({"auto", "text", "json", "journal"}))
      ->type_name("FORMAT");
}

std::vector<std::string> command_names(const CLI::App& app) {
  std::vector<std::string> names;
  for (const CLI::App* command : app.get_subcommands({})) names.push_back(command->get_name());
  return names;
}

void add_option_names(const CLI::App& app, std::vector<std::string>& names) {
  for (const CLI::Option* option : app.get_options()) {
    for (const std::string& name : option->get_lnames()) names.push_back("--" + name);
  }
}

// What was probably meant by the first argument that nobody took.
std::string suggestion(const CLI::App& app) {
  const std::vector<std::string> left = app.remaining(true);
  if (left.empty()) return "";
  const std::string word = left.front().substr(0, left.front().find('='));
  const bool is_option = word.starts_with("-");
  const auto commands = app.get_subcommands();
  std::vector<std::string> names;
  if (is_option) {
    add_option_names(app, names);
    for (const CLI::App* command : commands) add_option_names(*command, names);
  } else if (commands.empty()) {
    names = command_names(app);
  }
  const std::vector<std::string_view> known(names.begin(), names.end());
  const auto meant = config::nearest_name(word, known);
  const char* what = is_option ? "option" : commands.empty() ? "command" : "further argument";
  return fmt::format("there is no {} \"{}\"{}", what, word,
                     meant ? fmt::format("; did you mean \"{}\"?", *meant) : "");
}

int refuse(const CLI::App& app, const CLI::ParseError& error) {
  std::string what = suggestion(app);
  if (what.empty()) {
    const bool no_command = app.get_subcommands().empty();
    what = no_command ? "a command is missing" : error.what();
  }
  const auto commands = app.get_subcommands();
  const std::string of = commands.empty() ? "" : commands.front()->get_name() + " ";
  fmt::print(stderr, "tidings: {}; see tidings {}--help\n", what, of);
  return kUsage;
}

int run_command(const Invocation& invocation) {
  int status = kOk;
  try {
    status = invocation.run();
  } catch (const std::system_error& error) {
    // Whoever read our output went away: nothing is wrong with corpus or state.
    if (error.code() == std::errc::broken_pipe) return kPartial;
    std::fprintf(stderr, "tidings: %s\n", error.what());
    status = kUnusable;
  } catch (const std::exception& error) {  // not fmt::print, which throws where it cannot write
    std::fprintf(stderr, "tidings: %s\n", error.what());
    status = kUnusable;
  }
  if (std::fflush(stdout) == 0 && std::ferror(stdout) == 0) return status;
  std::perror("tidings: standard output");
  return status == kOk ? kPartial : status;
}

}  // namespace

void assemble(CLI::App& app, Invocation& invocation) {
  app.name("tidings");
  app.description("Polls feeds, sitemaps and pages, and grows a clean text corpus of news.");
  app.set_version_flag("--version", "tidings " TIDINGS_VERSION, "print the version and exit");
  app.set_help_flag("-h,--help", "print this help and exit");
  app.require_subcommand(1);
  app.fallthrough();
  add_global_options(app, invocation.global);
  for (const Registrar add : commands()) add(app, invocation);
}

namespace {

int parse_and_run(int argc, const char* const* argv) {
  CLI::App app;
  Invocation invocation;
  assemble(app, invocation);
  try {
    app.parse(argc, argv);
  } catch (const CLI::Success& success) {  // --help and --version
    return app.exit(success) == 0 ? kOk : kPartial;
  } catch (const CLI::ParseError& error) {
    return refuse(app, error);
  }
  return run_command(invocation);
}

}  // namespace

// The last resort, for what is thrown before a command runs: no memory is taken here.
int run_program(int argc, const char* const* argv) {
  try {
    return parse_and_run(argc, argv);
  } catch (const std::exception& error) {
    std::fputs("tidings: ", stderr);
    std::fputs(error.what(), stderr);
    std::fputs("\n", stderr);
    return kUnusable;
  }
}

}  // namespace tidings::cli
