#include "daemon/state/sqlite_state.hpp"

#include <array>
#include <chrono>
#include <fstream>
#include <system_error>

#include <fmt/chrono.h>
#include <fmt/core.h>

#include "daemon/state/sqlite_schema.hpp"
#include "daemon/state/sqlite_store.hpp"

namespace tidings::state {
namespace {

namespace fs = std::filesystem;
using sqlite::Database;
using sqlite::Failure;
using sqlite::Mode;
using sqlite::SqliteState;

constexpr std::string_view kMagic("SQLite format 3\0", 16);  // SQLite file format, section 1.3
// Checked whole on opening up to here: 16 MB take 0.2 s.
constexpr std::uintmax_t kSmallFile = 16'000'000;
constexpr std::array<const char*, 4> kSuffixes{"", "-wal", "-shm", "-journal"};

// What SQLite itself would take for an empty database or report only later.
void check_header(const fs::path& file) {
  std::error_code error;
  const auto size = fs::file_size(file, error);
  if (error || size == 0) return;
  std::array<char, kMagic.size()> magic{};
  std::ifstream in(file, std::ios::binary);
  if (!in)
    throw Failure{{Error::Kind::kIo, fmt::format("cannot read the state {}", file.string())}};
  in.read(magic.data(), magic.size());
  if (std::string_view(magic.data(), magic.size()) != kMagic) {
    throw Failure{
        {Error::Kind::kDamaged, fmt::format("{} does not begin as a state does", file.string())}};
  }
}

void check_pages(Database& database, const char* pragma) {
  const std::string found = database.value_of(pragma);
  if (found != "ok") {
    throw Failure{{Error::Kind::kDamaged, fmt::format("the state is damaged: {}", found)}};
  }
}

// Looks without changing anything: a newer state is left as it was found. Only a state whose
// creation was cut off (it is not in WAL mode yet) has a rollback journal, and reading it takes the
// right to roll back.
int look_at(const fs::path& file) {
  const bool cut_off = fs::exists(file.string() + "-journal");
  Database database(file, cut_off ? Mode::kReadWrite : Mode::kReadOnly);
  const int version = sqlite::checked_schema_version(database);
  std::error_code error;
  if (fs::file_size(file, error) <= kSmallFile) check_pages(database, "PRAGMA integrity_check(1)");
  return version;
}

// Small pages: a commit changes a few rows in each of five tables and logs every page whole.
// NORMAL: the log is synced by SqliteState::sync(), so that commits can share one.
void prepare_connection(Database& database) {
  database.execute("PRAGMA page_size = 2048; PRAGMA journal_mode = WAL");
  database.execute(
      "PRAGMA synchronous = NORMAL; PRAGMA cache_size = -4000;"
      "PRAGMA journal_size_limit = 64000000; PRAGMA temp_store = MEMORY;"
      "PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON");
}

}  // namespace

Result<std::unique_ptr<State>> open_sqlite(const fs::path& file) {
  return sqlite::guarded([&]() -> std::unique_ptr<State> {
    std::error_code error;
    int version = 0;
    if (fs::exists(file, error) && fs::file_size(file, error) > 0) {
      check_header(file);
      version = look_at(file);
    }
    auto state = std::make_unique<SqliteState>(file, Mode::kCreate);
    prepare_connection(state->database());
    sqlite::migrate(state->database(), version);
    state->load();
    state->keep_log_short(file);
    return state;
  });
}

Result<std::unique_ptr<Reader>> open_sqlite_reader(const fs::path& file) {
  return sqlite::guarded([&]() -> std::unique_ptr<Reader> {
    check_header(file);
    auto state = std::make_unique<SqliteState>(file, Mode::kReadOnly);
    if (sqlite::checked_schema_version(state->database()) != sqlite::kSchemaVersion) {
      throw Failure{
          {Error::Kind::kIo, "the state is of an earlier release: run a command that writes once"}};
    }
    return state;
  });
}

Result<void> check_sqlite(const fs::path& file, const std::stop_token& stop) {
  const auto checked = sqlite::guarded([&] {
    Database database(file, Mode::kReadOnly);
    database.stop_when([&stop] { return stop.stop_requested(); });
    check_pages(database, "PRAGMA quick_check(1)");
  });
  return stop.stop_requested() ? Result<void>() : checked;
}

Result<fs::path> set_aside(const fs::path& file, WallTime now) {
  const auto seconds = std::chrono::floor<std::chrono::seconds>(now);
  const std::string stem = fmt::format("{}.damaged-{:%Y%m%dT%H%M%S}", file.string(), seconds);
  std::string name = stem;
  std::error_code error;
  for (int copy = 2; fs::exists(name, error); ++copy) name = fmt::format("{}-{}", stem, copy);
  for (const char* suffix : kSuffixes) {
    const fs::path from = file.string() + suffix;
    if (!fs::exists(from, error)) continue;
    fs::rename(from, name + suffix, error);
    if (error) {
      return std::unexpected(Error{
          Error::Kind::kIo, fmt::format("cannot move {}: {}", from.string(), error.message())});
    }
  }
  return fs::path(name);
}

}  // namespace tidings::state
