#include "daemon/state/sqlite.hpp"

#include <system_error>

#include <fmt/core.h>
#include <sqlite3.h>

namespace tidings::state::sqlite {
namespace {

constexpr int kBusyMilliseconds = 10'000;
constexpr int kStepsBetweenQuestions = 1000;  // of SQLite's virtual machine

Error::Kind kind_of(int code) {
  switch (code & 0xff) {
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
    case SQLITE_FORMAT:
    case SQLITE_MISMATCH:
      return Error::Kind::kDamaged;
    case SQLITE_FULL:
      return Error::Kind::kFull;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return Error::Kind::kBusy;
    default:
      return Error::Kind::kIo;
  }
}

[[noreturn]] void raise(sqlite3* handle, int code) {
  const char* file = sqlite3_db_filename(handle, "main");
  throw Failure{{kind_of(code),
                 fmt::format("state {}: {}", file == nullptr ? "" : file, sqlite3_errmsg(handle))}};
}

}  // namespace

Query::~Query() {
  sqlite3_reset(statement_);
  sqlite3_clear_bindings(statement_);
}

void Query::check(int code) const {
  if (code != SQLITE_OK) raise(sqlite3_db_handle(statement_), code);
}

Query& Query::bind(std::string_view text) {
  check(sqlite3_bind_text64(statement_, ++parameter_, text.empty() ? "" : text.data(), text.size(),
                            SQLITE_STATIC, SQLITE_UTF8));
  return *this;
}

Query& Query::bind_bytes(std::string_view bytes) {
  check(sqlite3_bind_blob64(statement_, ++parameter_, bytes.empty() ? "" : bytes.data(),
                            bytes.size(), SQLITE_STATIC));
  return *this;
}

Query& Query::bind(std::string&& text) {
  check(sqlite3_bind_text64(statement_, ++parameter_, text.data(), text.size(), SQLITE_TRANSIENT,
                            SQLITE_UTF8));
  return *this;
}

Query& Query::bind_bytes(std::string&& bytes) {
  check(
      sqlite3_bind_blob64(statement_, ++parameter_, bytes.data(), bytes.size(), SQLITE_TRANSIENT));
  return *this;
}

Query& Query::bind(std::int64_t value) {
  check(sqlite3_bind_int64(statement_, ++parameter_, value));
  return *this;
}

Query& Query::bind(double value) {
  check(sqlite3_bind_double(statement_, ++parameter_, value));
  return *this;
}

Query& Query::bind_null() {
  check(sqlite3_bind_null(statement_, ++parameter_));
  return *this;
}

bool Query::step() {
  column_ = 0;
  const int code = sqlite3_step(statement_);
  if (code == SQLITE_ROW) return true;
  if (code != SQLITE_DONE) raise(sqlite3_db_handle(statement_), code);
  return false;
}

std::string Query::text() {
  const void* bytes = sqlite3_column_blob(statement_, column_);
  const int size = sqlite3_column_bytes(statement_, column_++);
  return bytes == nullptr
             ? std::string()
             : std::string(static_cast<const char*>(bytes), static_cast<std::size_t>(size));
}

std::int64_t Query::integer() { return sqlite3_column_int64(statement_, column_++); }

double Query::real() { return sqlite3_column_double(statement_, column_++); }

bool Query::next_is_null() const { return sqlite3_column_type(statement_, column_) == SQLITE_NULL; }

std::optional<WallTime> Query::maybe_time() {
  if (next_is_null()) return ++column_, std::nullopt;
  return time();
}

std::optional<std::uint64_t> Query::maybe_natural() {
  if (next_is_null()) return ++column_, std::nullopt;
  return natural();
}

Database::Database(const std::filesystem::path& file, Mode mode) {
  const int flags = mode == Mode::kReadOnly    ? SQLITE_OPEN_READONLY
                    : mode == Mode::kReadWrite ? SQLITE_OPEN_READWRITE
                                               : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
  const int code = sqlite3_open_v2(file.c_str(), &handle_, flags | SQLITE_OPEN_NOMUTEX, nullptr);
  if (code != SQLITE_OK) {
    const int cause = sqlite3_system_errno(handle_);
    const std::string why = cause == 0 ? sqlite3_errmsg(handle_)
                                       : std::error_code(cause, std::generic_category()).message();
    Failure failure{
        {kind_of(code), fmt::format("cannot open the state {}: {}", file.string(), why)}};
    sqlite3_close_v2(handle_);
    throw failure;
  }
  sqlite3_busy_timeout(handle_, kBusyMilliseconds);
  sqlite3_extended_result_codes(handle_, 1);
}

Database::~Database() {
  for (const auto& [sql, statement] : statements_) sqlite3_finalize(statement);
  sqlite3_close_v2(handle_);
}

void Database::fail(int code) const { raise(handle_, code); }

Query Database::query(const char* sql) {
  sqlite3_stmt*& statement = statements_[sql];
  if (statement == nullptr) {
    const int code =
        sqlite3_prepare_v3(handle_, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement, nullptr);
    if (code != SQLITE_OK) fail(code);
  }
  return Query(statement);
}

void Database::execute(const std::string& sql) {
  const int code = sqlite3_exec(handle_, sql.c_str(), nullptr, nullptr, nullptr);
  if (code != SQLITE_OK) fail(code);
}

std::string Database::value_of(const std::string& sql) {
  sqlite3_stmt* prepared = nullptr;
  const int code = sqlite3_prepare_v2(handle_, sql.c_str(), -1, &prepared, nullptr);
  if (code != SQLITE_OK) fail(code);
  const std::unique_ptr<sqlite3_stmt, int (*)(sqlite3_stmt*)> statement(prepared, sqlite3_finalize);
  Query query(statement.get());
  return query.step() ? query.text() : std::string();
}

void Database::on_log_growth(std::function<void(int)> told) {
  log_growth_ = std::move(told);
  const auto hook = [](void* self, sqlite3*, const char*, int pages) {
    static_cast<Database*>(self)->log_growth_(pages);
    return SQLITE_OK;
  };
  sqlite3_wal_hook(handle_, hook, this);
}

void Database::stop_when(std::function<bool()> asked) {
  stop_ = std::move(asked);
  const auto hook = [](void* self) { return static_cast<Database*>(self)->stop_() ? 1 : 0; };
  sqlite3_progress_handler(handle_, kStepsBetweenQuestions, hook, this);
}

void Database::checkpoint() {
  sqlite3_wal_checkpoint_v2(handle_, "main", SQLITE_CHECKPOINT_PASSIVE, nullptr, nullptr);
}

int Database::changes() const { return sqlite3_changes(handle_); }

std::int64_t Database::last_id() const { return sqlite3_last_insert_rowid(handle_); }

Transaction::Transaction(Database& database) : database_(database) {
  database_.query("BEGIN IMMEDIATE").run();
}

Transaction::~Transaction() {
  if (!open_) return;
  try {
    database_.query("ROLLBACK").run();
  } catch (const Failure&) {
    // SQLite has rolled back on its own (it does so after SQLITE_FULL and SQLITE_IOERR).
  }
}

void Transaction::commit() {
  database_.query("COMMIT").run();
  open_ = false;
}

}  // namespace tidings::state::sqlite
