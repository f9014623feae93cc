#include <memory>

#include <fmt/core.h>

#include "daemon/cli/corpus_commands.hpp"
#include "daemon/cli/open_corpus.hpp"
#include "daemon/cli/settings.hpp"
#include "daemon/corpus/lock.hpp"
#include "daemon/corpus/verify.hpp"

namespace tidings::cli {
namespace {

void print_difference(const corpus::Difference& difference) {
  fmt::print("{}: {}{}\n", difference.file, difference.what,
             difference.repaired ? " (repaired)" : "");
}

int print_result(const corpus::Result<corpus::VerifyReport>& done) {
  if (!done) return report(done.error());
  fmt::print("{} documents, {} differences, {} repaired\n", done->documents, done->differences,
             done->repaired);
  return done->repaired == done->differences ? kOk : kPartial;
}

// What a daemon or a fetch that holds the corpus does meanwhile does no harm.
int verify_beside(const config::Settings& settings) {
  const auto reader = open_reader(settings);
  if (!reader) return reader.error();
  const auto folder = os::open_folder(settings.corpus);
  if (!folder) {
    fmt::print(stderr, "tidings: {}\n", folder.error().message);
    return kUnusable;
  }
  return print_result(
      corpus::verify({reader->get(), folder->get(), settings.state, true}, print_difference));
}

int verify(const GlobalOptions& global, bool repair) {
  const auto settings = load_settings(global, Needs::kCorpus);
  if (!settings) return settings.error();
  if (!repair && corpus::holder_of(settings->corpus)) return verify_beside(*settings);
  const SystemClock clock;
  const auto store = open_store(*settings, clock);
  if (!store) return store.error();
  return print_result(repair ? corpus::verify_and_repair(**store, clock.now(), print_difference)
                             : corpus::verify(corpus::readable(**store), print_difference));
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
