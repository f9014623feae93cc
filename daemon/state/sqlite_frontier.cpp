#include "daemon/state/sqlite_rows.hpp"
#include "daemon/state/sqlite_store.hpp"

namespace tidings::state::sqlite {

// Jumps from host to host along the index: the cost is that of the hosts, not of the pages.
void SqliteState::load_queue() {
  Query query = database_.query(
      "WITH RECURSIVE each(host) AS (SELECT min(host) FROM page UNION ALL "
      "SELECT (SELECT min(host) FROM page WHERE host > each.host) FROM each "
      "WHERE each.host IS NOT NULL) "
      "SELECT host, (SELECT min(not_before) FROM page WHERE page.host = each.host) FROM each "
      "WHERE host IS NOT NULL");
  while (query.step()) {
    const std::string host = query.text();
    queue_.set_earliest(host, query.time());
  }
}

std::optional<WallTime> SqliteState::earliest(const std::string& host) {
  Query query =
      database_.query("SELECT id, not_before FROM page WHERE host = ? ORDER BY not_before, id");
  query.bind(host);
  while (query.step()) {
    if (!queue_.is_leased(query.natural())) return query.time();
  }
  return std::nullopt;
}

void SqliteState::end_old_leases(WallTime now) {
  for (const std::string& host : queue_.expire(now)) refresh(host);
}

Result<std::vector<WaitingHost>> SqliteState::due_hosts(WallTime now, std::size_t limit) {
  return guarded([&] {
    end_old_leases(now);
    return queue_.due(now, limit);
  });
}

Result<std::optional<WallTime>> SqliteState::next_due() { return queue_.next(); }

Result<std::vector<PendingPage>> SqliteState::lease(std::string_view host, WallTime now,
                                                    std::size_t limit, WallTime until) {
  return guarded([&] {
    end_old_leases(now);
    std::vector<PendingPage> pages;
    Query query = database_.query(
        "SELECT id, key, url, host, source, item_id, title, summary, published, version, "
        "listed_day, again, attempts, not_before, content, authors, language FROM page WHERE host "
        "= ? AND not_before <= ? "
        "ORDER BY not_before, id");
    query.bind(host).bind(now);
    while (pages.size() < limit && query.step()) {
      PendingPage page = read_page(query);
      if (!queue_.is_leased(page.id)) pages.push_back(std::move(page));
    }
    for (const PendingPage& page : pages) queue_.lease(page.id, page.host, until);
    if (!pages.empty()) refresh(pages.front().host);
    return pages;
  });
}

void SqliteState::release(std::uint64_t id) {
  const auto host = queue_.end_lease(id);
  if (!host) return;
  // A failed look-up leaves the host where it is; the next batch that touches it looks again.
  (void)guarded([&] { refresh(*host); });
}

// After the transaction: the queue never promises what a crash could take back.
void SqliteState::follow(const QueueChanges& changes) {
  for (const std::uint64_t id : changes.ended) (void)queue_.end_lease(id);
  for (const std::string& host : changes.stale) refresh(host);
  for (const auto& [host, due] : changes.added) queue_.add(host, due);
}

}  // namespace tidings::state::sqlite
