#pragma once

#include <expected>
#include <memory>

#include "config/settings.hpp"
#include "daemon/cli/command.hpp"
#include "daemon/corpus/store.hpp"
#include "daemon/os/clock.hpp"
#include "daemon/state/state.hpp"

// What the corpus commands begin with. Troubles are printed to standard error; the command then
// ends with the ExitCode that is returned.
namespace tidings::cli {

// The corpus to be changed; kUnusable where another process holds it, which is named.
[[nodiscard]] std::expected<std::unique_ptr<corpus::Store>, int> open_store(
    const config::Settings& settings, const Clock& clock);

// The state to be read, also while a daemon writes it.
[[nodiscard]] std::expected<std::unique_ptr<state::Reader>, int> open_reader(
    const config::Settings& settings);

// Prints what failed; the ExitCode for it.
int report(const corpus::Error& error);
int report(const state::Error& error);

}  // namespace tidings::cli
