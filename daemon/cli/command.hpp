#pragma once

#include <filesystem>
#include <functional>
#include <string>

#include <CLI/CLI.hpp>

namespace tidings::cli {

enum ExitCode : int { kOk = 0, kPartial = 1, kUsage = 2, kUnusable = 3 };

// Options that every command takes, before or after its name.
struct GlobalOptions {
  std::filesystem::path config;
  std::filesystem::path corpus;
  std::filesystem::path state;
  std::filesystem::path site_rules;
  bool no_site_rules = false;
  std::string log_level = "info";
  std::string log_format = "auto";  // auto, text, json, journal
};

// What the command line asked for: each command fills `run` when it is the one that was named.
struct Invocation {
  GlobalOptions global;
  std::function<int()> run;  // returns an ExitCode
};

// A command registers itself: its options on a subcommand of `app`, its work in `invocation.run`.
using Registrar = void (*)(CLI::App& app, Invocation& invocation);

}  // namespace tidings::cli
