#pragma once

#include <expected>

#include "config/settings.hpp"
#include "daemon/cli/command.hpp"

namespace tidings::cli {

// What a command needs of the configuration.
enum class Needs {
  kSources,  // a configuration file; corpus and state
  kCorpus,   // corpus and state, configured or given by --corpus and --state
  kNothing,  // no file: built-in values, and then no site rules
};

// The settings that hold for this call: those of --config, else of /etc/tidings/tidings.yaml if it
// is there, with what the other global options set. Mistakes are printed to standard error; the
// command then ends with the ExitCode that is returned. With --corpus but without --state, the
// state is state.db beside the corpus, since one state belongs to one corpus.
[[nodiscard]] std::expected<config::Settings, int> load_settings(const GlobalOptions& global,
                                                                 Needs needs);

}  // namespace tidings::cli
