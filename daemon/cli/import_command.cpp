#include <memory>

#include <fmt/core.h>

#include "daemon/cli/corpus_commands.hpp"
#include "daemon/cli/open_corpus.hpp"
#include "daemon/cli/settings.hpp"
#include "daemon/corpus/import.hpp"
#include "daemon/corpus/imported_text.hpp"
#include "daemon/duplicates/near_duplicate_index.hpp"
#include "parsers/fingerprint/signature.hpp"

namespace tidings::cli {
namespace {

using Kind = corpus::ImportedLine::Kind;

void print_line(const corpus::ImportedLine& line) {
  switch (line.kind) {
    case Kind::kTaken:
      return fmt::print("{}  is document {:03}\n", line.name, line.number);
    case Kind::kKnown:
      return fmt::print("{}  was document {:03} before\n", line.name, line.number);
    case Kind::kDuplicate:
      return fmt::print("{}  has the text of document {:03}, not copied\n", line.name, line.number);
    case Kind::kSkipped:
      return fmt::print(stderr, "tidings: {} was left out: {}\n", line.name, line.why);
  }
}

// An index that is there already learns of documents whose numbers it has passed; a new one reads
// the corpus from its start.
class NearDuplicates {
 public:
  NearDuplicates(corpus::Store& store, const std::filesystem::path& file) : store_(store) {
    std::error_code error;
    if (!std::filesystem::exists(file, error)) return;
    if (auto index = duplicates::NearDuplicateIndex::open(file)) index_ = std::move(*index);
  }

  void insert(std::uint64_t number) {
    if (!index_) return;
    const auto document = store_.state().document(number);
    if (!document || !*document) return;
    const auto text = store_.corpus().text(**document);
    if (text) (void)index_->insert(number, fingerprint::make_signature(*text));
  }

  void finish() {
    if (index_ && index_->synced()) (void)index_->sync(*index_->synced());
  }

 private:
  corpus::Store& store_;
  std::optional<duplicates::NearDuplicateIndex> index_;
};

int import(const GlobalOptions& global, const corpus::ImportOptions& options) {
  const auto settings = load_settings(global, Needs::kCorpus);
  if (!settings) return settings.error();
  const SystemClock clock;
  const auto store = open_store(*settings, clock);
  if (!store) return store.error();
  NearDuplicates near(**store, corpus::duplicates_file(settings->state));
  bool complete = true;
  const auto done =
      import_folder(**store, options, clock.now(), [&](const corpus::ImportedLine& line) {
        print_line(line);
        complete = complete && line.kind != Kind::kSkipped;
        if (line.kind == Kind::kTaken) near.insert(line.number);
      });
  near.finish();
  if (!done) return report(done.error());
  return complete ? kOk : kPartial;
}

}  // namespace

void add_import(CLI::App& app, Invocation& invocation) {
  CLI::App* command =
      app.add_subcommand("import", "take in documents of an existing corpus as they are");
  const auto options = std::make_shared<corpus::ImportOptions>();
  command->add_option("DIR", options->folder, "folder of .txt files; may be the corpus itself")
      ->required();
  command
      ->add_option("--clean", options->clean,
                   "also write cleaned documents to this folder, under the same numbers")
      ->type_name("OUTDIR");
  command->callback([options, &invocation] {
    invocation.run = [options, &invocation] { return import(invocation.global, *options); };
  });
}

}  // namespace tidings::cli
