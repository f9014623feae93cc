#include "daemon/state/sqlite_lookup.hpp"

#include <algorithm>
#include <limits>

namespace tidings::state::sqlite {
namespace {

constexpr std::int64_t kLowHalf = 0xffff'ffff;
constexpr std::int64_t kFirst = std::numeric_limits<std::int64_t>::min();
constexpr std::size_t kSlice = 1024;   // entries
constexpr std::size_t kRecent = 1024;  // entries

// Rows of `settled`: those of the tables hold the highest ids of which all entries have moved; then
// how far the sweep is that goes on.
constexpr std::size_t kSweepNext = Lookup::kTables;
constexpr std::size_t kSweepBegun = Lookup::kTables + 1;  // and one for each table

// By Lookup::Table.
constexpr std::array<const char*, Lookup::kTables> kNewRows{
    "SELECT number, hash_key FROM document WHERE number > ? ORDER BY number",
    "SELECT id, key_hash FROM known WHERE id > ? ORDER BY id"};
constexpr std::array<const char*, Lookup::kTables> kHighest{
    "SELECT ifnull(max(number), -1) FROM document", "SELECT ifnull(max(id), -1) FROM known"};

std::int64_t entry_of(std::int64_t hash, std::int64_t id) {
  return (hash & ~kLowHalf) | (id & kLowHalf);
}

}  // namespace

// The room is taken once: a block of this size that grows and moves leaves holes in the heap.
Lookup::Lookup(Database& database, std::size_t held) : database_(database), limit_(held) {
  held_.reserve(limit_ + 2 * kRecent);
  recent_.reserve(kRecent);
}

void Lookup::catch_up() {
  const bool is_first = !read_settled_;
  if (is_first) read_settled();
  for (std::size_t table = 0; table < kTables; ++table) {
    Query query = database_.query(kNewRows[table]);
    query.bind(read_up_to_[table]);
    while (query.step()) {
      const std::int64_t id = query.integer();
      const std::int64_t entry = entry_of(query.integer(), id);
      const bool has_moved = id <= sweep_.begun[table] && entry < sweep_.next;
      if (!has_moved) held_.push_back(entry);
      read_up_to_[table] = id;
    }
  }
  if (!std::ranges::is_sorted(held_)) std::ranges::sort(held_);
  if (!is_table_used_) is_table_used_ = database_.query("SELECT 1 FROM lookup").step();
  if (is_first && sweep_.next == kFirst) sweep_.begun = read_up_to_;
}

void Lookup::read_settled() {
  read_up_to_.fill(-1);
  sweep_ = {kFirst, read_up_to_};
  Query query = database_.query("SELECT kind, highest FROM settled");
  while (query.step()) {
    const auto kind = static_cast<std::size_t>(query.integer());
    const std::int64_t value = query.integer();
    if (kind < kTables) read_up_to_[kind] = value;
    if (kind == kSweepNext) sweep_.next = value;
    if (kind >= kSweepBegun && kind < kSweepBegun + kTables) {
      sweep_.begun[kind - kSweepBegun] = value;
    }
  }
  read_settled_ = true;
}

std::vector<std::int64_t> Lookup::ids(std::int64_t hash) {
  const std::int64_t first = entry_of(hash, 0);
  const std::int64_t last = entry_of(hash, kLowHalf);
  std::vector<std::int64_t> ids;
  const auto add = [&](std::int64_t entry) {
    const std::int64_t id = entry & kLowHalf;
    if (std::ranges::find(ids, id) == ids.end()) ids.push_back(id);
  };
  for (const std::vector<std::int64_t>* const entries : {&held_, &recent_}) {
    for (auto at = std::ranges::lower_bound(*entries, first); at != entries->end() && *at <= last;
         ++at) {
      add(*at);
    }
  }
  if (!is_table_used_) return ids;
  Query query = database_.query("SELECT entry FROM lookup WHERE entry BETWEEN ? AND ?");
  query.bind(first).bind(last);
  while (query.step()) add(query.integer());
  return ids;
}

void Lookup::begin() {
  open_sweep_ = sweep_;
  moved_.clear();
  added_ = 0;
}

// An imported document may take a number that a sweep has left behind: those that were new when the
// sweep began are read again, and this one is not among them.
void Lookup::add(Table table, std::int64_t hash, std::int64_t id) {
  const std::int64_t entry = entry_of(hash, id);
  ++added_;
  if (id > open_sweep_.begun[static_cast<std::size_t>(table)]) {
    recent_.insert(std::ranges::upper_bound(recent_, entry), entry);
    if (recent_.size() >= kRecent) merge_recent();
  } else {
    insert(entry);
  }
}

void Lookup::merge_recent() {
  const auto middle = static_cast<std::ptrdiff_t>(held_.size());
  held_.insert(held_.end(), recent_.begin(), recent_.end());
  std::inplace_merge(held_.begin(), held_.begin() + middle, held_.end());
  recent_.clear();
}

// No more than what keeps pace: what a start found to move is not for one commit alone.
void Lookup::settle() {
  const auto is_full = [&] {
    return held_.size() + recent_.size() >= limit_ + moved_.size() + kSlice;
  };
  while (is_full() && moved_.size() <= added_) move_slice();
}

void Lookup::move_slice() {
  merge_recent();
  auto at = std::ranges::lower_bound(held_, open_sweep_.next);
  for (std::size_t i = 0; i < kSlice && at != held_.end(); ++i, ++at) {
    insert(*at);
    moved_.push_back(*at);
  }
  if (at != held_.end()) {
    open_sweep_.next = *at;
  } else {
    for (std::size_t table = 0; table < kTables; ++table) {
      put_settled(table, open_sweep_.begun[table]);
    }
    open_sweep_ = {kFirst, highest_ids()};
  }
  put_settled(kSweepNext, open_sweep_.next);
  for (std::size_t table = 0; table < kTables; ++table) {
    put_settled(kSweepBegun + table, open_sweep_.begun[table]);
  }
}

void Lookup::put_settled(std::size_t kind, std::int64_t value) {
  Query query = database_.query("INSERT OR REPLACE INTO settled VALUES (?, ?)");
  query.bind(kind).bind(value).run();
}

void Lookup::keep() {
  if (!moved_.empty()) {
    std::ranges::sort(moved_);
    auto next = moved_.begin();
    std::erase_if(held_, [&](std::int64_t entry) {
      while (next != moved_.end() && *next < entry) ++next;
      return next != moved_.end() && *next == entry;
    });
  }
  sweep_ = open_sweep_;
  moved_.clear();
}

void Lookup::insert(std::int64_t entry) {
  is_table_used_ = true;
  database_.query("INSERT OR IGNORE INTO lookup VALUES (?)").bind(entry).run();
}

Lookup::Ids Lookup::highest_ids() {
  Ids ids{};
  for (std::size_t table = 0; table < kTables; ++table) {
    Query query = database_.query(kHighest[table]);
    query.step();
    ids[table] = query.integer();
  }
  return ids;
}

}  // namespace tidings::state::sqlite
