#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "daemon/state/sqlite.hpp"

namespace tidings::state::sqlite {

// Finds the rows of documents and of what is known (URLs and items) by the 64-bit hashes of their
// keys; the rows decide.
//
// The table `lookup` holds a number for each: the upper half of the hash, then the row's id. Hashes
// come in no order, so each would dirty a leaf of its own. New entries are therefore held in memory
// and moved to the table in the order of their hashes, a slice at a time in sweeps over all of
// them: a leaf takes several at once. What a crash takes from the memory is read again from the
// rows, which are in order of time: from those on that were new when the last whole sweep began,
// less what the sweep since then has moved (table `settled`).
class Lookup {
 public:
  enum class Table : std::uint8_t { kDocument, kKnown };
  static constexpr std::size_t kTables = 2;
  // Entries in memory, 8 bytes each: those of 40,000 documents.
  static constexpr std::size_t kHeld = 120'000;

  explicit Lookup(Database& database, std::size_t held = kHeld);

  // Takes in the rows that were written since the last call, or of which the table may not know
  // yet. The writer calls it once, a reader before it asks. All functions throw Failure.
  void catch_up();
  // Ids of rows that may have this hash, each once.
  [[nodiscard]] std::vector<std::int64_t> ids(std::int64_t hash);

  // For the writer, in order: a transaction begins, rows were inserted, a slice may move, the
  // transaction was kept. Where it was not, nothing has moved.
  void begin();
  void add(Table table, std::int64_t hash, std::int64_t id);
  void settle();
  void keep();

 private:
  using Ids = std::array<std::int64_t, kTables>;

  struct Sweep {
    std::int64_t next = 0;  // what is smaller has been moved
    Ids begun{};            // the highest ids when it began
  };

  void read_settled();
  void put_settled(std::size_t kind, std::int64_t value);
  [[nodiscard]] Ids highest_ids();
  void merge_recent();
  void move_slice();
  void insert(std::int64_t entry);

  Database& database_;
  std::size_t limit_;
  std::vector<std::int64_t> held_;    // in order
  std::vector<std::int64_t> recent_;  // held too, the few that are not among them yet, in order
  Ids read_up_to_{};
  bool read_settled_ = false;
  bool is_table_used_ = false;  // else it is empty
  Sweep sweep_;
  Sweep open_sweep_;                 // of the open transaction
  std::vector<std::int64_t> moved_;  // in the open transaction
  std::size_t added_ = 0;            // in the open transaction
};

}  // namespace tidings::state::sqlite
