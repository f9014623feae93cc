#include "daemon/cli/opml_command.hpp"

#include <fstream>
#include <iostream>
#include <memory>
#include <sstream>

#include <fmt/format.h>

#include "config/source_entry.hpp"
#include "parsers/opml/opml.hpp"

namespace tidings::cli {
namespace {

std::string all_of(std::istream& in) {
  std::ostringstream bytes;
  bytes << in.rdbuf();
  return std::move(bytes).str();
}

int print_sources(const std::string& file) {
  std::ifstream opened;
  if (file != "-") {
    opened.open(file, std::ios::binary);
    if (!opened) {
      fmt::print(stderr, "tidings: {} cannot be read\n", file);
      return kUsage;
    }
  }
  const auto subscriptions = opml::parse(all_of(file == "-" ? std::cin : opened));
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
