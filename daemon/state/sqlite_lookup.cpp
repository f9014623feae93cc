#include "daemon/state/sqlite_lookup.hpp"

#include <algorithm>
#include <limits>

namespace tidings::state::sqlite {
namespace {

constexpr std::int64_t kLowHalf = 0xffff'ffff;
constexpr std::int64_t kFirst = std::numeric_limits<std::int64_t>::min();
constexpr std::size_t kSlice = 256;    // entries
constexpr std::size_t kRecent = 1024;  // entries

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
  if (!read_settled_) {
    Query query = database_.query("SELECT highest FROM settled ORDER BY kind");
    for (std::int64_t& highest : read_up_to_) highest = query.step() ? query.integer() : -1;
    read_settled_ = true;
  }
  for (std::size_t table = 0; table < kTables; ++table) {
    Query query = database_.query(kNewRows[table]);
    query.bind(read_up_to_[table]);
    while (query.step()) {
      const std::int64_t id = query.integer();
      held_.push_back(entry_of(query.integer(), id));
      read_up_to_[table] = id;
    }
  }
  if (!std::ranges::is_sorted(held_)) std::ranges::sort(held_);
  if (!is_table_used_) is_table_used_ = database_.query("SELECT 1 FROM lookup").step();
  sweep_ = {kFirst, read_up_to_};
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
}

// An imported document may take a number that a sweep has left behind: those that were new when the
// sweep began are read again, and this one is not among them.
void Lookup::add(Table table, std::int64_t hash, std::int64_t id) {
  const std::int64_t entry = entry_of(hash, id);
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

void Lookup::settle() {
  while (held_.size() + recent_.size() >= limit_ + moved_.size() + kSlice) move_slice();
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
    return;
  }
  for (std::size_t table = 0; table < kTables; ++table) {
    Query query = database_.query("INSERT OR REPLACE INTO settled VALUES (?, ?)");
    query.bind(table).bind(open_sweep_.begun[table]).run();
  }
  open_sweep_ = {kFirst, highest_ids()};
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
