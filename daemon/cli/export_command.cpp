#include <cstdio>
#include <memory>
#include <string>

#include <fmt/core.h>

#include "config/values.hpp"
#include "daemon/cli/corpus_commands.hpp"
#include "daemon/cli/open_corpus.hpp"
#include "daemon/cli/settings.hpp"
#include "daemon/corpus/document_line.hpp"
#include "daemon/os/file_system.hpp"
#include "parsers/date/parse_date.hpp"
#include "parsers/opml/opml.hpp"

namespace tidings::cli {
namespace {

struct ExportOptions {
  std::string format = "jsonl";
  std::string since;
  std::string source;
};

// A date or time, or how long ago ("7d").
std::optional<WallTime> parse_since(const std::string& text, WallTime now) {
  if (const auto ago = config::parse_duration(text)) return now - *ago;
  const auto date = parse_date(text);
  if (!date) return std::nullopt;
  return WallTime(std::chrono::seconds(date->unix_seconds()));
}

int export_opml(const config::Settings& settings) {
  std::vector<opml::Subscription> feeds;
  for (const config::Source& source : settings.sources) {
    if (source.kind == config::SourceKind::kFeed) {
      feeds.push_back({source.name, source.location, ""});
    }
  }
  fmt::print("{}", opml::write("tidings", feeds));
  return kOk;
}

int export_documents(const config::Settings& settings, const state::DocumentQuery& query) {
  const auto reader = open_reader(settings);
  if (!reader) return reader.error();
  const auto folder = os::open_folder(settings.corpus);
  if (!folder) {
    fmt::print(stderr, "tidings: {}\n", folder.error().message);
    return kUnusable;
  }
  int status = kOk;
  const auto read = (*reader)->documents(query, [&](const state::Document& document) {
    const auto bytes = os::read_whole(**folder, document.file);
    const auto seen = (*reader)->sightings(document.number);
    if (!bytes || !seen) {
      fmt::print(stderr, "tidings: {}\n", !bytes ? bytes.error().message : seen.error().message);
      status = kPartial;
      return true;
    }
    const std::string line =
        corpus::document_line(document, *seen, corpus::body_text(document, *bytes));
    return std::fwrite(line.data(), 1, line.size(), stdout) == line.size();
  });
  if (!read) return report(read.error());
  if (std::fflush(stdout) != 0 || std::ferror(stdout) != 0) return kPartial;
  return status;
}

int export_all(const GlobalOptions& global, const ExportOptions& options) {
  const bool opml = options.format == "opml";
  const auto settings = load_settings(global, opml ? Needs::kSources : Needs::kCorpus);
  if (!settings) return settings.error();
  if (opml) return export_opml(*settings);
  state::DocumentQuery query;
  query.source = options.source;
  if (!options.since.empty()) {
    query.since = parse_since(options.since, SystemClock().now());
    if (!query.since) {
      fmt::print(stderr, "tidings: --since {} is neither a date nor a duration (2026-03-12, 7d)\n",
                 options.since);
      return kUsage;
    }
  }
  return export_documents(*settings, query);
}

}  // namespace

void add_export(CLI::App& app, Invocation& invocation) {
  CLI::App* command =
      app.add_subcommand("export", "print all documents with everything known of them");
  const auto options = std::make_shared<ExportOptions>();
  command
      ->add_option("--format", options->format,
                   "jsonl: documents, one JSON object a line; opml: the feeds of the configuration")
      ->check(CLI::IsMember({"jsonl", "opml"}));
  command->add_option("--since", options->since, "fetched since a date, or so long ago (7d)")
      ->type_name("D");
  command->add_option("--source", options->source, "of one source")->type_name("NAME");
  command->callback([options, &invocation] {
    invocation.run = [options, &invocation] { return export_all(invocation.global, *options); };
  });
}

}  // namespace tidings::cli
