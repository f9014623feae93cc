#include <cstdio>
#include <memory>
#include <string>

#include <fmt/core.h>
#include <unistd.h>

#include "daemon/cli/corpus_commands.hpp"
#include "daemon/cli/open_corpus.hpp"
#include "daemon/cli/settings.hpp"
#include "daemon/corpus/document_line.hpp"
#include "daemon/os/file_system.hpp"

namespace tidings::cli {
namespace {

constexpr useconds_t kPause = 500'000;  // between two looks at the state

struct TailOptions {
  bool follow = false;
  std::uint64_t lines = 10;
  std::string format = "text";
};

class Tail {
 public:
  Tail(state::Reader& reader, os::Folder& folder, const TailOptions& options)
      : reader_(reader), folder_(folder), options_(options) {}

  int run() {
    const auto highest = reader_.highest_number();
    if (!highest) return report(highest.error());
    next_ = *highest && **highest >= options_.lines ? **highest + 1 - options_.lines : 0;
    for (;;) {
      const int status = print_new();
      if (status != kOk || !options_.follow) return status;
      ::usleep(kPause);
    }
  }

 private:
  int print_new() {
    state::DocumentQuery query;
    query.from_number = next_;
    bool written = true;
    const auto read = reader_.documents(query, [&](const state::Document& document) {
      next_ = document.number + 1;
      const std::string line = line_of(document);
      written = std::fwrite(line.data(), 1, line.size(), stdout) == line.size();
      return written;
    });
    if (!read) return report(read.error());
    return written && std::fflush(stdout) == 0 ? kOk : kPartial;
  }

  std::string line_of(const state::Document& document) {
    if (options_.format == "text") {
      return fmt::format("{}  {}  {}  {}\n", corpus::utc_text(document.fetched_at), document.file,
                         document.source.empty() ? "-" : document.source, document.title);
    }
    const auto bytes = os::read_whole(folder_, document.file);
    return corpus::document_line(document, {},
                                 bytes ? corpus::body_text(document, *bytes) : std::string());
  }

  state::Reader& reader_;
  os::Folder& folder_;
  const TailOptions& options_;
  std::uint64_t next_ = 0;
};

int tail(const GlobalOptions& global, const TailOptions& options) {
  const auto settings = load_settings(global, Needs::kCorpus);
  if (!settings) return settings.error();
  const auto reader = open_reader(*settings);
  if (!reader) return reader.error();
  const auto folder = os::open_folder(settings->corpus);
  if (!folder) {
    fmt::print(stderr, "tidings: {}\n", folder.error().message);
    return kUnusable;
  }
  return Tail(**reader, **folder, options).run();
}

}  // namespace

void add_tail(CLI::App& app, Invocation& invocation) {
  CLI::App* command = app.add_subcommand("tail", "print the newest documents as they are written");
  const auto options = std::make_shared<TailOptions>();
  command->add_flag("-f,--follow", options->follow, "go on with new ones");
  command->add_option("-n,--lines", options->lines, "how many of the last to begin with")
      ->type_name("COUNT");
  command->add_option("--format", options->format, "text or json")
      ->check(CLI::IsMember({"text", "json"}));
  command->callback([options, &invocation] {
    invocation.run = [options, &invocation] { return tail(invocation.global, *options); };
  });
}

}  // namespace tidings::cli
