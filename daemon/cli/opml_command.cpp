#include "daemon/cli/opml_command.hpp"

#include <expected>
#include <iostream>
#include <memory>
#include <sstream>

#include <fmt/format.h>

#include "config/source_entry.hpp"
#include "daemon/cli/input_file.hpp"
#include "parsers/opml/opml.hpp"

namespace tidings::cli {
namespace {

std::expected<std::string, std::string> all_of(std::istream& in) {
  std::ostringstream bytes;
  bytes << in.rdbuf();
  return std::move(bytes).str();
}

int print_sources(const std::string& file) {
  const auto bytes = file == "-" ? all_of(std::cin) : read_input_file(file);
  if (!bytes) {
    fmt::print(stderr, "tidings: {}: {}\n", file, bytes.error());
    return kUsage;
  }
  const auto subscriptions = opml::parse(*bytes);
  if (subscriptions.empty()) {
    fmt::print(stderr, "tidings: {} lists no feed (no outline with an xmlUrl)\n", file);
    return kPartial;
  }
  std::set<std::string, std::less<>> taken;
  fmt::print("sources:\n");
  for (const opml::Subscription& one : subscriptions) {
    const std::string name = config::source_name(one.title, one.feed, taken);
    fmt::print("{}", config::source_entry(name, config::SourceKind::kFeed, one.feed));
  }
  return kOk;
}

}  // namespace

void add_opml(CLI::App& app, Invocation& invocation) {
  CLI::App* command = app.add_subcommand(
      "opml", "print the feeds of an OPML file as sources, for a file of sources.d");
  const auto file = std::make_shared<std::string>();
  command->add_option("FILE", *file, "OPML file (-: standard input)")->required();
  command->callback(
      [file, &invocation] { invocation.run = [file] { return print_sources(*file); }; });
}

}  // namespace tidings::cli
