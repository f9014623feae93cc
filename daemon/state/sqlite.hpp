#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <unordered_map>

#include "daemon/os/clock.hpp"
#include "daemon/state/state.hpp"

struct sqlite3;
struct sqlite3_stmt;

// A thin layer over SQLite's C interface, for this folder alone. Inside it errors are thrown as
// SqliteFailure and become values at the State's functions (guarded()).
namespace tidings::state::sqlite {

struct Failure {
  Error error;
};

// A prepared statement in use: bind, step, read columns. Goes back to its cache when it ends.
class Query {
 public:
  explicit Query(sqlite3_stmt* statement) : statement_(statement) {}
  Query(const Query&) = delete;
  Query& operator=(const Query&) = delete;
  ~Query();

  // Binds the next parameter, bytes as they are. What a view shows must live until the last step.
  Query& bind(std::string_view text);
  Query& bind(std::string&& text);
  Query& bind_bytes(std::string_view bytes);
  Query& bind_bytes(std::string&& bytes);
  Query& bind(std::int64_t value);
  Query& bind(double value);
  Query& bind_null();
  Query& bind(WallTime time) { return bind(std::int64_t{time.time_since_epoch().count()}); }
  template <class T>
    requires std::is_integral_v<T>
  Query& bind(T value) {
    return bind(static_cast<std::int64_t>(value));
  }
  template <class T>
  Query& bind(const std::optional<T>& value) {
    return value ? bind(*value) : bind_null();
  }

  // The next row; false: no more.
  bool step();
  // Runs a statement that gives no rows.
  void run() { step(); }

  // Columns of the row, read from left to right.
  [[nodiscard]] std::string text();
  [[nodiscard]] std::int64_t integer();
  [[nodiscard]] std::uint64_t natural() { return static_cast<std::uint64_t>(integer()); }
  [[nodiscard]] int small() { return static_cast<int>(integer()); }
  [[nodiscard]] double real();
  [[nodiscard]] bool flag() { return integer() != 0; }
  [[nodiscard]] WallTime time() { return WallTime(std::chrono::milliseconds(integer())); }
  [[nodiscard]] bool next_is_null() const;
  [[nodiscard]] std::optional<WallTime> maybe_time();
  [[nodiscard]] std::optional<std::uint64_t> maybe_natural();

 private:
  void check(int code) const;

  sqlite3_stmt* statement_;
  int parameter_ = 0;
  int column_ = 0;
};

enum class Mode { kReadOnly, kReadWrite, kCreate };

// One connection with its prepared statements.
class Database {
 public:
  Database(const std::filesystem::path& file, Mode mode);
  Database(const Database&) = delete;
  Database& operator=(const Database&) = delete;
  ~Database();

  // `sql` must be a literal: its address is the key of the cache.
  [[nodiscard]] Query query(const char* sql);
  // Runs statements that give no rows of interest; not cached.
  void execute(const std::string& sql);
  // The first column of the first row of a statement that is run once.
  [[nodiscard]] std::string value_of(const std::string& sql);
  // Calls `told` after each commit with the number of pages in the write-ahead log; takes the place
  // of SQLite's own way to keep it short.
  void on_log_growth(std::function<void(int)> told);
  // Copies the log into the file as far as readers allow (a passive checkpoint). If it is all of
  // the log, the next commit begins it anew; if it fails, a later one does more.
  void checkpoint();
  // Asks now and then while a statement runs, which ends with an error once it is true.
  void stop_when(std::function<bool()> asked);
  // Rows that the last statement changed.
  [[nodiscard]] int changes() const;
  // The id of the row that was inserted last.
  [[nodiscard]] std::int64_t last_id() const;

 private:
  [[noreturn]] void fail(int code) const;

  sqlite3* handle_ = nullptr;
  std::function<void(int)> log_growth_;
  std::function<bool()> stop_;
  std::unordered_map<const char*, sqlite3_stmt*> statements_;
};

// Everything between construction and commit() is kept together or rolled back.
class Transaction {
 public:
  explicit Transaction(Database& database);
  Transaction(const Transaction&) = delete;
  Transaction& operator=(const Transaction&) = delete;
  ~Transaction();
  void commit();

 private:
  Database& database_;
  bool open_ = true;
};

// Runs `work` and turns what it throws into a value.
template <class Work>
auto guarded(Work work) -> Result<decltype(work())> {
  try {
    if constexpr (std::is_void_v<decltype(work())>) {
      work();
      return {};
    } else {
      return work();
    }
  } catch (const Failure& failure) {
    return std::unexpected(failure.error);
  }
}

}  // namespace tidings::state::sqlite
