#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>

#include "daemon/corpus/error.hpp"
#include "daemon/os/clock.hpp"
#include "daemon/os/file_system.hpp"
#include "daemon/state/state.hpp"

namespace tidings::corpus {

struct TakenIn {
  std::size_t documents = 0;
  std::size_t set_aside = 0;  // torn files, renamed to ".torn-NAME"
};

// What is known of the folder while its documents are taken in.
struct TakeInOptions {
  std::uint64_t from = 0;   // smaller numbers are left alone
  bool was_corpus = false;  // else what tidings did not write is taken as imported
  // The last row of INDEX.md: a later document that is not whole was being written, and is torn.
  std::optional<std::uint64_t> last_row;
};

// Lists the folder and puts every document into the state that is not there: those that tidings
// wrote (the hash in the name is that of the body), those that were imported, and those that were
// changed since (verify names them). What removed documents left (".removed") becomes tombstones.
[[nodiscard]] Result<TakenIn> take_in(os::Folder& folder, state::State& state,
                                      const TakeInOptions& options, WallTime now);

}  // namespace tidings::corpus
