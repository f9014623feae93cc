#include <memory>
#include <string>

#include <fmt/core.h>

#include "config/tables.hpp"
#include "daemon/cli/corpus_commands.hpp"
#include "daemon/cli/open_corpus.hpp"
#include "daemon/cli/settings.hpp"
#include "daemon/corpus/forget.hpp"

namespace tidings::cli {
namespace {

int forget(const GlobalOptions& global, const std::string& what) {
  const auto settings = load_settings(global, Needs::kCorpus);
  if (!settings) return settings.error();
  const SystemClock clock;
  const auto store = open_store(*settings, clock);
  if (!store) return store.error();
  const auto done = corpus::forget(**store, what, config::tracking_table(), clock.now());
  if (!done) {
    fmt::print(stderr, "tidings: {}\n", done.error().message);
    return done.error().kind == corpus::Error::Kind::kNotThere ? kUsage : kUnusable;
  }
  if (done->document) fmt::print("document {:03} was removed\n", *done->document);
  for (const std::string& url : done->urls) fmt::print("{} will not be fetched again\n", url);
  return kOk;
}

}  // namespace

void add_forget(CLI::App& app, Invocation& invocation) {
  CLI::App* command = app.add_subcommand("forget", "remove a document and never fetch it again");
  const auto what = std::make_shared<std::string>();
  command->add_option("NUMBER|URL", *what, "of the document")->required();
  command->callback([what, &invocation] {
    invocation.run = [what, &invocation] { return forget(invocation.global, *what); };
  });
}

}  // namespace tidings::cli
