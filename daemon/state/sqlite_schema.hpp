#pragma once

#include "daemon/state/sqlite.hpp"

// The tables and how older ones become newer ones.
namespace tidings::state::sqlite {

inline constexpr int kSchemaVersion = 6;

// Reads the version: 0 for an empty database. Throws kDamaged where it contradicts itself or tables
// are missing, kNewer for a later one, kIo for a database of another program.
[[nodiscard]] int checked_schema_version(Database& database);

// Brings the tables from `version` to kSchemaVersion in one transaction.
void migrate(Database& database, int version);

}  // namespace tidings::state::sqlite
