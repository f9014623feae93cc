#include <fmt/core.h>

#include "daemon/cli/corpus_commands.hpp"
#include "daemon/cli/open_corpus.hpp"
#include "daemon/cli/settings.hpp"

namespace tidings::cli {
namespace {

int rebuild_index(const GlobalOptions& global) {
  const auto settings = load_settings(global, Needs::kCorpus);
  if (!settings) return settings.error();
  const SystemClock clock;
  const auto store = open_store(*settings, clock);
  if (!store) return store.error();
  const auto rebuilt = (*store)->corpus().rebuild_index();
  if (!rebuilt) return report(rebuilt.error());
  const auto totals = (*store)->state().totals();
  if (!totals) return report(totals.error());
  fmt::print("{}: {} documents\n", (settings->corpus / corpus::kIndexName).string(),
             totals->documents);
  return kOk;
}

}  // namespace

void add_index(CLI::App& app, Invocation& invocation) {
  CLI::App* command = app.add_subcommand("index", "write INDEX.md anew");
  command->callback(
      [&invocation] { invocation.run = [&] { return rebuild_index(invocation.global); }; });
}

}  // namespace tidings::cli
