#include <memory>

#include <fmt/core.h>

#include "daemon/cli/corpus_commands.hpp"
#include "daemon/cli/open_corpus.hpp"
#include "daemon/cli/settings.hpp"
#include "daemon/corpus/verify.hpp"

namespace tidings::cli {
namespace {

int verify(const GlobalOptions& global, bool repair) {
  const auto settings = load_settings(global, Needs::kCorpus);
  if (!settings) return settings.error();
  const SystemClock clock;
  const auto store = open_store(*settings, clock);
  if (!store) return store.error();
  const auto done =
      corpus::verify(**store, repair, clock.now(), [](const corpus::Difference& difference) {
        fmt::print("{}: {}{}\n", difference.file, difference.what,
                   difference.repaired ? " (repaired)" : "");
      });
  if (!done) return report(done.error());
  fmt::print("{} documents, {} differences, {} repaired\n", done->documents, done->differences,
             done->repaired);
  return done->repaired == done->differences ? kOk : kPartial;
}

}  // namespace

void add_verify(CLI::App& app, Invocation& invocation) {
  CLI::App* command =
      app.add_subcommand("verify", "hold corpus, index and state against each other");
  const auto repair = std::make_shared<bool>(false);
  command->add_flag("--repair", *repair, "also mend what can be mended");
  command->callback([repair, &invocation] {
    invocation.run = [repair, &invocation] { return verify(invocation.global, *repair); };
  });
}

}  // namespace tidings::cli
