#pragma once

#include <expected>
#include <filesystem>
#include <memory>
#include <stop_token>

#include "daemon/state/state.hpp"

// The state in one SQLite file (WAL).
namespace tidings::state {

// Opens or creates. Runs the migrations that are missing; a newer schema gives kNewer and an
// untouched file, a file that is not a sound database kDamaged (small ones are checked whole here,
// large ones when check() is called).
[[nodiscard]] Result<std::unique_ptr<State>> open_sqlite(const std::filesystem::path& file);

// Read only, for other processes; the file must exist.
[[nodiscard]] Result<std::unique_ptr<Reader>> open_sqlite_reader(const std::filesystem::path& file);

// Checks every page of the file on a connection of its own: any thread, while a State is open. Slow
// (0.6 s for 1,000,000 documents); `stop` ends it early, as if all were well. Error kDamaged: what
// is wrong.
[[nodiscard]] Result<void> check_sqlite(const std::filesystem::path& file,
                                        const std::stop_token& stop = {});

// Moves a damaged state (with its -wal and -shm) out of the way:
// "state.db.damaged-20260312T101500". Returns the new name.
[[nodiscard]] Result<std::filesystem::path> set_aside(const std::filesystem::path& file,
                                                      WallTime now);

}  // namespace tidings::state
