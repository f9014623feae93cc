#include <algorithm>
#include <cerrno>
#include <map>
#include <system_error>
#include <tuple>

#include <fcntl.h>
#include <fmt/core.h>
#include <unistd.h>

#include "daemon/state/sqlite_rows.hpp"
#include "daemon/state/sqlite_store.hpp"

namespace tidings::state::sqlite {
namespace {

constexpr std::int64_t kUncounted = 256;  // documents that a reader of totals() may have to count

}  // namespace

class SqliteState::OpenChange final : public Change {
 public:
  explicit OpenChange(SqliteState& state) : state_(state), transaction_(state.database_) {
    state_.lookup_.begin();
  }
  ~OpenChange() override {
    if (!kept_) state_.counted_.reset();
  }

  Result<void> add(const Batch& batch) override {
    return guarded([&] { state_.add(batch, changes_); });
  }

  Result<void> keep() override {
    return guarded([&] {
      transaction_.commit();
      kept_ = true;
      state_.lookup_.keep();
      state_.follow(changes_);
    });
  }

 private:
  SqliteState& state_;
  QueueChanges changes_;
  Transaction transaction_;
  bool kept_ = false;
};

SqliteState::~SqliteState() {
  if (log_descriptor_ >= 0) ::close(log_descriptor_);
}

Result<std::unique_ptr<Change>> SqliteState::begin() {
  return guarded([&]() -> std::unique_ptr<Change> { return std::make_unique<OpenChange>(*this); });
}

// SQLite writes the log in order and syncs it before it folds it into the file; syncing the log is
// all that a commit under synchronous = FULL does beyond that.
Result<void> SqliteState::sync() {
  if (log_descriptor_ < 0) log_descriptor_ = ::open(log_.c_str(), O_RDONLY | O_CLOEXEC);
  if (log_descriptor_ >= 0 && ::fdatasync(log_descriptor_) == 0) return {};
  return std::unexpected(Error{
      Error::Kind::kIo,
      fmt::format("cannot sync {}: {}", log_.string(), std::generic_category().message(errno))});
}

Result<void> SqliteState::apply(const Batch& batch) {
  if (batch.empty()) return {};
  auto change = begin();
  if (!change) return std::unexpected(change.error());
  if (auto added = (*change)->add(batch); !added) return added;
  if (auto kept = (*change)->keep(); !kept) return kept;
  return sync();
}

void SqliteState::add(const Batch& batch, QueueChanges& changes) {
  if (batch.empty()) return;
  if (batch.label) put_label(*batch.label);
  apply_sources(batch);
  apply_frontier(batch, changes);
  add_documents(batch.documents);
  for (const Removal& removal : batch.removals) remove_document(removal);
  for (const KnownUrl& url : batch.urls) put_url(url);
  for (const KnownItem& item : batch.items) put_item(item);
  for (const Sighting& sighting : batch.sightings) add_sighting(sighting);
  book(batch.ledger);
  add_events(batch.events);
  lookup_.settle();
}

void SqliteState::put_label(const std::string& label) {
  Query query = database_.query("INSERT OR REPLACE INTO meta VALUES ('label', ?)");
  query.bind(label).run();
}

void SqliteState::apply_sources(const Batch& batch) {
  for (const Source& source : batch.sources) {
    Query query = database_.query(
        "INSERT OR REPLACE INTO source VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)");
    bind_source(query, source);
    query.run();
  }
  for (const std::string& name : batch.gone_sources) {
    Query query = database_.query("DELETE FROM source WHERE name = ?");
    query.bind(name).run();
  }
  for (const Host& host : batch.hosts) {
    Query query = database_.query("INSERT OR REPLACE INTO host VALUES (?, ?)");
    query.bind(host.name).bind_bytes(host.record).run();
  }
}

void SqliteState::apply_frontier(const Batch& batch, QueueChanges& changes) {
  for (const std::uint64_t id : batch.settled) take_page(id, changes);
  for (const Postponed& postponed : batch.postponed) {
    Query query =
        database_.query("UPDATE page SET attempts = ?, not_before = ? WHERE id = ? RETURNING host");
    query.bind(postponed.attempts).bind(postponed.not_before).bind(postponed.id);
    if (!query.step()) continue;
    changes.stale.insert(query.text());
    changes.ended.push_back(postponed.id);
    query.run();
  }
  for (const PendingPage& page : batch.pending) add_page(page, changes);
}

void SqliteState::take_page(std::uint64_t id, QueueChanges& changes) {
  Query query = database_.query("DELETE FROM page WHERE id = ? RETURNING host");
  query.bind(id);
  if (!query.step()) return;
  changes.stale.insert(query.text());
  changes.ended.push_back(id);
  query.run();
}

// Asked for first: an INSERT that reads its own table fills a table of its own before.
void SqliteState::add_page(const PendingPage& page, QueueChanges& changes) {
  if (is_waiting(page.key)) return;
  Query query = database_.query(
      "INSERT INTO page(key_hash, key, url, host, source, item_id, title, summary, published, "
      "version, listed_day, again, attempts, not_before, content, authors, language) "
      "VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)");
  bind_page(query, page);
  query.run();
  changes.added.emplace_back(page.host, page.not_before);
}

void SqliteState::add_document(const Document& document) {
  {
    Query query = database_.query(
        "INSERT INTO document(number, hash_key, hash, file, file_hash, bytes, day, url, title, "
        "words, source, item_id, authors, language, published, date_source, image, tags, "
        "fetched_at, supersedes, superseded_by, supersedes_reason, removed_at, removed_reason, "
        "text_source) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)");
    bind_document(query, document);
    query.run();
  }
  lookup_.add(Lookup::Table::kDocument, hash_key(document.hash),
              static_cast<std::int64_t>(document.number));
  if (document.supersedes) {
    Query query = database_.query("UPDATE document SET superseded_by = ? WHERE number = ?");
    query.bind(document.number).bind(*document.supersedes).run();
  }
}

void SqliteState::add_documents(const std::vector<Document>& documents) {
  if (documents.empty()) return;
  std::int64_t highest = counted();
  for (const Document& document : documents) {
    add_document(document);
    const auto number = static_cast<std::int64_t>(document.number);
    highest = std::max(highest, number);
    if (number > counted() || document.removed_at) continue;
    add_to_total("documents", 1);
    add_to_total("bytes", static_cast<std::int64_t>(document.bytes));
  }
  if (highest - counted() >= kUncounted) count_new_documents();
}

std::int64_t SqliteState::counted() {
  if (!counted_) counted_ = total("counted");
  return *counted_;
}

void SqliteState::count_new_documents() {
  const Uncounted fresh = uncounted();
  add_to_total("documents", fresh.documents);
  add_to_total("bytes", fresh.bytes);
  database_.execute(
      "UPDATE total SET value = (SELECT max(number) FROM document) WHERE name = 'counted'");
  counted_.reset();
}

void SqliteState::remove_document(const Removal& removal) {
  Query query = database_.query(
      "UPDATE document SET removed_at = ?, removed_reason = ? "
      "WHERE number = ? AND removed_at IS NULL RETURNING bytes, url");
  query.bind(removal.at).bind(removal.reason).bind(removal.number);
  if (!query.step()) return;
  const std::int64_t bytes = query.integer();
  const auto url = url_id(query.text());
  query.run();
  if (static_cast<std::int64_t>(removal.number) <= counted()) {
    add_to_total("documents", -1);
    add_to_total("bytes", -bytes);
  }
  if (!url) return;
  Query update =
      database_.query("UPDATE known SET next_revisit = NULL WHERE id = ? AND document = ?");
  update.bind(*url).bind(removal.number).run();
}

void SqliteState::put_url(const KnownUrl& url) {
  if (const auto id = url_id(url.key)) {
    Query query = database_.query(
        "UPDATE known SET document = ?, source = ?, version = ?, reason = ?, "
        "fetched_at = ?, published = ?, revisits = ?, next_revisit = ?, removed = ? WHERE id = ?");
    bind_url(query, url);
    query.bind(*id).run();
    return;
  }
  const std::int64_t hash = hash_of(url.key);
  Query query = database_.query(
      "INSERT INTO known(document, source, version, reason, fetched_at, published, "
      "revisits, next_revisit, removed, key_hash, key) VALUES (?,?,?,?,?,?,?,?,?,?,?)");
  bind_url(query, url);
  query.bind(hash).bind(url.key).run();
  lookup_.add(Lookup::Table::kKnown, hash, database_.last_id());
}

void SqliteState::put_item(const KnownItem& item) {
  const std::int64_t hash = item_hash(item.source, item.id);
  if (const auto id = item_id(hash)) {
    Query query = database_.query("UPDATE known SET item_of = ? WHERE id = ?");
    query.bind(hash_of(item.key)).bind(*id).run();
    return;
  }
  Query query = database_.query(
      "INSERT INTO known(key_hash, key, source, version, reason, revisits, removed, item_of) "
      "VALUES (?, '', '', '', '', 0, 0, ?)");
  query.bind(hash).bind(hash_of(item.key)).run();
  lookup_.add(Lookup::Table::kKnown, hash, database_.last_id());
}

void SqliteState::add_sighting(const Sighting& sighting) {
  for (const char* const known : {"SELECT 1 FROM document WHERE number = ? AND url = ?",
                                  "SELECT 1 FROM sighting WHERE document = ? AND url = ?"}) {
    if (database_.query(known).bind(sighting.document).bind(sighting.url).step()) return;
  }
  Query query = database_.query("INSERT INTO sighting VALUES (?, ?, ?, ?, ?, ?)");
  query.bind(sighting.document).bind(sighting.url).bind(sighting.source).bind(sighting.title);
  query.bind(sighting.similarity).bind(sighting.seen_at).run();
}

void SqliteState::book(const std::vector<LedgerChange>& changes) {
  using Row = std::tuple<std::string_view, std::string_view, std::string_view>;
  std::map<Row, std::int64_t> sums;
  for (const LedgerChange& change : changes) {
    const std::string_view from = change.was ? name(*change.was) : "listed";
    sums[{change.source, change.day, from}] += change.was ? -change.count : change.count;
    sums[{change.source, change.day, name(change.reason)}] += change.count;
  }
  for (const auto& [row, count] : sums) {
    const auto& [source, day, reason] = row;
    add_to_count(source, day, reason, count);
  }
}

// Nearly all rows are there already: trying that first takes half the time of an upsert.
void SqliteState::add_to_count(std::string_view source, std::string_view day,
                               std::string_view reason, std::int64_t count) {
  for (const char* const sql :
       {"UPDATE ledger SET count = count + ?4 WHERE source = ?1 AND day = ?2 AND reason = ?3",
        "INSERT INTO ledger VALUES (?1, ?2, ?3, ?4)"}) {
    Query query = database_.query(sql);
    query.bind(source).bind(day).bind(reason).bind(count).run();
    if (database_.changes() > 0) return;
  }
}

void SqliteState::add_events(const std::vector<Event>& events) {
  std::set<std::string_view> sources;
  for (const Event& event : events) {
    Query query = database_.query("INSERT INTO event(source, time, name, fields) VALUES (?,?,?,?)");
    query.bind(event.source).bind(event.time).bind(event.name);
    query.bind(fields_text(event.fields)).run();
    sources.insert(event.source);
  }
  for (const std::string_view source : sources) {
    Query query = database_.query(
        "DELETE FROM event WHERE source = ?1 AND id <= (SELECT id FROM event WHERE source = ?1 "
        "ORDER BY id DESC LIMIT 1 OFFSET ?2)");
    query.bind(source).bind(kEventsPerSource).run();
  }
}

void SqliteState::add_to_total(const char* name, std::int64_t difference) {
  if (difference == 0) return;
  Query query = database_.query("UPDATE total SET value = value + ? WHERE name = ?");
  query.bind(difference).bind(std::string_view(name)).run();
}

}  // namespace tidings::state::sqlite
