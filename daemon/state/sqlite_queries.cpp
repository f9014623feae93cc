#include <algorithm>
#include <set>

#include "daemon/state/sqlite_rows.hpp"
#include "daemon/state/sqlite_store.hpp"

namespace tidings::state::sqlite {
namespace {

constexpr const char* kSources =
    "SELECT name, kind, location, etag, last_modified, body_fingerprint, first_poll, last_poll, "
    "last_success, last_unconditional, last_new, next_poll, failures, last_error, schedule, "
    "moved_to, moved_since, quiet, alarm FROM source WHERE ?1 IS NULL OR name = ?1 ORDER BY name";

// `gone`: the document was removed.
constexpr const char* kUrlById =
    "SELECT key, document, source, version, iif(gone, 'removed', reason), fetched_at, published, "
    "revisits, iif(gone, NULL, next_revisit), removed OR gone FROM (SELECT *, EXISTS (SELECT 1 "
    "FROM document WHERE number = known.document AND removed_at IS NOT NULL) AS gone "
    "FROM known WHERE id = ?)";

constexpr const char* kUrlsToRevisit =
    "SELECT key, document, source, version, reason, fetched_at, published, "
    "revisits, next_revisit, removed FROM known WHERE next_revisit <= ? AND NOT removed "
    "AND NOT EXISTS (SELECT 1 FROM document WHERE number = known.document AND removed_at IS NOT "
    "NULL) ORDER BY next_revisit LIMIT ?";

// Read in pieces, so that a long listing neither holds the log open nor keeps `visit` from asking.
constexpr std::size_t kPiece = 500;

// How far back repeated() and latest() look.
constexpr std::size_t kRecentSightings = 2000;
constexpr std::size_t kLatest = 50'000;

// Where a document was written from, unless its file came without an address.
constexpr const char* kOwnSighting =
    "SELECT number, url, source, title, 1.0, fetched_at FROM document "
    "WHERE number = ? AND url != ''";
constexpr const char* kOtherSightings =
    "SELECT document, url, source, title, similarity, seen_at FROM sighting WHERE document = ? "
    "ORDER BY rowid";

constexpr const char* kDocuments =
    "SELECT number, hash, file, file_hash, bytes, day, url, title, words, source, item_id, "
    "authors, language, published, date_source, image, tags, fetched_at, supersedes, "
    "superseded_by, supersedes_reason, removed_at, removed_reason, text_source FROM document "
    "WHERE number >= ?1 AND (?2 IS NULL OR fetched_at >= ?2) AND (?3 = '' OR source = ?3) "
    "AND (?4 OR removed_at IS NULL) ORDER BY number LIMIT ?5";

}  // namespace

Result<std::vector<Source>> SqliteState::sources() {
  return guarded([&] {
    std::vector<Source> sources;
    Query query = database_.query(kSources);
    query.bind_null();
    while (query.step()) sources.push_back(read_source(query));
    return sources;
  });
}

Result<std::optional<Source>> SqliteState::source(std::string_view name) {
  return guarded([&]() -> std::optional<Source> {
    Query query = database_.query(kSources);
    query.bind(name);
    if (!query.step()) return std::nullopt;
    return read_source(query);
  });
}

Result<std::vector<Host>> SqliteState::hosts() {
  return guarded([&] {
    std::vector<Host> hosts;
    Query query = database_.query("SELECT name, record FROM host ORDER BY name");
    while (query.step()) hosts.push_back({query.text(), query.text()});
    return hosts;
  });
}

Result<std::optional<Host>> SqliteState::host(std::string_view name) {
  return guarded([&]() -> std::optional<Host> {
    Query query = database_.query("SELECT name, record FROM host WHERE name = ?");
    query.bind(name);
    if (!query.step()) return std::nullopt;
    return Host{query.text(), query.text()};
  });
}

Result<std::optional<KnownUrl>> SqliteState::url(std::string_view key) {
  return guarded([&]() -> std::optional<KnownUrl> {
    const auto id = url_id(key);
    if (!id) return std::nullopt;
    Query query = database_.query(kUrlById);
    query.bind(*id);
    if (!query.step()) return std::nullopt;
    return read_url(query);
  });
}

std::vector<std::int64_t> SqliteState::candidates(std::int64_t hash) {
  if (is_reader_) lookup_.catch_up();
  return lookup_.ids(hash);
}

std::optional<std::int64_t> SqliteState::url_id(std::string_view key) {
  for (const std::int64_t id : candidates(hash_of(key))) {
    Query query = database_.query("SELECT 1 FROM known WHERE id = ? AND key = ?");
    if (query.bind(id).bind(key).step()) return id;
  }
  return std::nullopt;
}

std::optional<std::int64_t> SqliteState::item_id(std::int64_t hash) {
  for (const std::int64_t id : candidates(hash)) {
    Query query =
        database_.query("SELECT 1 FROM known WHERE id = ? AND key_hash = ? AND item_of NOTNULL");
    if (query.bind(id).bind(hash).step()) return id;
  }
  return std::nullopt;
}

// Of a page that was fetched, or of one that waits.
std::optional<std::string> SqliteState::key_by_hash(std::int64_t key_hash) {
  for (const std::int64_t id : candidates(key_hash)) {
    Query query =
        database_.query("SELECT key FROM known WHERE id = ? AND key_hash = ? AND item_of ISNULL");
    if (query.bind(id).bind(key_hash).step()) return query.text();
  }
  Query query = database_.query("SELECT key FROM page WHERE key_hash = ?");
  if (query.bind(key_hash).step()) return query.text();
  return std::nullopt;
}

Result<std::optional<KnownItem>> SqliteState::item(std::string_view source, std::string_view id) {
  return guarded([&]() -> std::optional<KnownItem> {
    const auto row = item_id(item_hash(source, id));
    if (!row) return std::nullopt;
    Query query = database_.query("SELECT item_of FROM known WHERE id = ?");
    if (!query.bind(*row).step()) return std::nullopt;
    auto key = key_by_hash(query.integer());
    if (!key) return std::nullopt;
    return KnownItem{std::string(source), std::string(id), std::move(*key)};
  });
}

Result<std::vector<KnownUrl>> SqliteState::revisits(WallTime now, std::size_t limit) {
  return guarded([&] {
    std::vector<KnownUrl> urls;
    Query query = database_.query(kUrlsToRevisit);
    query.bind(now).bind(limit);
    while (query.step()) urls.push_back(read_url(query));
    return urls;
  });
}

bool SqliteState::is_waiting(std::string_view key) {
  Query query = database_.query("SELECT 1 FROM page WHERE key_hash = ? AND key = ?");
  return query.bind(hash_of(key)).bind(key).step();
}

Result<bool> SqliteState::waits(std::string_view key) {
  return guarded([&] { return is_waiting(key); });
}

std::vector<Document> SqliteState::piece(const DocumentQuery& wanted, std::size_t limit) {
  std::vector<Document> documents;
  Query query = database_.query(kDocuments);
  query.bind(wanted.from_number).bind(wanted.since).bind(wanted.source).bind(wanted.removed);
  query.bind(limit);
  while (query.step()) documents.push_back(read_document(query));
  return documents;
}

Result<std::optional<Document>> SqliteState::document(std::uint64_t number) {
  return guarded([&]() -> std::optional<Document> {
    DocumentQuery wanted;
    wanted.from_number = number;
    wanted.removed = true;
    std::vector<Document> found = piece(wanted, 1);
    if (found.empty() || found.front().number != number) return std::nullopt;
    return std::move(found.front());
  });
}

Result<std::optional<std::uint64_t>> SqliteState::words_of(std::uint64_t document) {
  return guarded([&]() -> std::optional<std::uint64_t> {
    Query query = database_.query("SELECT words FROM document WHERE number = ?");
    query.bind(document);
    if (!query.step()) return std::nullopt;
    return query.natural();
  });
}

Result<std::optional<Document>> SqliteState::document_by_hash(const document::ContentHash& hash) {
  const auto numbers = guarded([&] {
    auto found = candidates(hash_key(hash));
    std::ranges::sort(found);
    return found;
  });
  if (!numbers) return std::unexpected(numbers.error());
  for (const std::int64_t number : *numbers) {
    auto candidate = document(static_cast<std::uint64_t>(number));
    if (!candidate || (*candidate && (*candidate)->hash == hash)) return candidate;
  }
  return std::nullopt;
}

Result<void> SqliteState::documents(const DocumentQuery& wanted,
                                    const std::function<bool(const Document&)>& visit) {
  return guarded([&] {
    DocumentQuery rest = wanted;
    for (;;) {
      const std::vector<Document> documents = piece(rest, kPiece);
      for (const Document& document : documents) {
        if (!visit(document)) return;
      }
      if (documents.size() < kPiece) return;
      rest.from_number = documents.back().number + 1;
    }
  });
}

Result<std::vector<Document>> SqliteState::latest(std::string_view source, std::size_t limit) {
  const auto numbers = guarded([&] {
    std::vector<std::uint64_t> found;
    Query query = database_.query(
        "SELECT number FROM document WHERE source = ?1 AND number > (SELECT max(number) FROM "
        "document) - ?2 ORDER BY number DESC LIMIT ?3");
    query.bind(source).bind(kLatest).bind(limit);
    while (query.step()) found.push_back(query.natural());
    std::ranges::reverse(found);
    return found;
  });
  if (!numbers) return std::unexpected(numbers.error());
  std::vector<Document> documents;
  for (const std::uint64_t number : *numbers) {
    auto found = document(number);
    if (!found) return std::unexpected(found.error());
    if (*found) documents.push_back(std::move(**found));
  }
  return documents;
}

Result<std::vector<Sighting>> SqliteState::sightings(std::uint64_t document) {
  return guarded([&] {
    std::vector<Sighting> sightings;
    for (const char* const select : {kOwnSighting, kOtherSightings}) {
      Query query = database_.query(select);
      query.bind(document);
      while (query.step()) sightings.push_back(read_sighting(query));
    }
    return sightings;
  });
}

Result<std::vector<RepeatedText>> SqliteState::repeated(std::string_view source,
                                                        std::size_t limit) {
  std::vector<std::uint64_t> recent;
  const auto found = guarded([&] {
    Query query = database_.query(
        "SELECT document FROM sighting WHERE ?1 = '' OR source = ?1 OR EXISTS (SELECT 1 FROM "
        "document WHERE number = sighting.document AND source = ?1) ORDER BY rowid DESC LIMIT ?2");
    query.bind(source).bind(kRecentSightings);
    while (query.step()) recent.push_back(query.natural());
  });
  if (!found) return std::unexpected(found.error());
  std::vector<RepeatedText> texts;
  std::set<std::uint64_t> met;
  for (const std::uint64_t number : recent) {
    if (texts.size() == limit) break;
    if (!met.insert(number).second) continue;
    auto places = sightings(number);
    if (!places) return std::unexpected(places.error());
    if (places->size() < 2) continue;
    auto text = document(number);
    if (!text) return std::unexpected(text.error());
    if (*text) texts.push_back({std::move(**text), std::move(*places)});
  }
  return texts;
}

Result<std::optional<std::uint64_t>> SqliteState::highest_number() {
  return guarded([&]() -> std::optional<std::uint64_t> {
    Query query = database_.query("SELECT max(number) FROM document");
    query.step();
    return query.maybe_natural();
  });
}

Result<std::vector<Ledger>> SqliteState::ledger(std::string_view source, std::string_view from,
                                                std::string_view to) {
  return guarded([&] {
    std::vector<Ledger> ledgers;
    Query query = database_.query(
        "SELECT source, day, reason, count FROM ledger WHERE (?1 = '' OR source = ?1) AND "
        "day >= ?2 AND (?3 = '' OR day <= ?3) ORDER BY source, day");
    query.bind(source).bind(from).bind(to);
    while (query.step()) {
      std::string name = query.text();
      std::string day = query.text();
      const std::string reason = query.text();
      const std::int64_t count = query.integer();
      if (ledgers.empty() || ledgers.back().source != name || ledgers.back().day != day) {
        ledgers.push_back({std::move(name), std::move(day), 0, {}});
      }
      if (reason == "listed") {
        ledgers.back().listed = count;
      } else if (const auto known = reason_by_name(reason)) {
        ledgers.back().by_reason[static_cast<std::size_t>(*known)] = count;
      }
    }
    return ledgers;
  });
}

Result<std::vector<Event>> SqliteState::events(std::string_view source, std::size_t limit) {
  return guarded([&] {
    std::vector<Event> events;
    Query query = database_.query(
        "SELECT time, source, name, fields FROM event WHERE source = ? ORDER BY id DESC LIMIT ?");
    query.bind(source).bind(limit);
    while (query.step()) events.push_back(read_event(query));
    std::ranges::reverse(events);
    return events;
  });
}

std::int64_t SqliteState::total(const char* name) {
  Query query = database_.query("SELECT value FROM total WHERE name = ?");
  query.bind(std::string_view(name));
  return query.step() ? query.integer() : 0;
}

SqliteState::Uncounted SqliteState::uncounted() {
  Query query = database_.query(
      "SELECT count(*), ifnull(sum(bytes), 0) FROM document WHERE removed_at IS NULL AND number > "
      "(SELECT value FROM total WHERE name = 'counted')");
  query.step();
  const std::int64_t documents = query.integer();
  return {documents, query.integer()};
}

Result<Totals> SqliteState::totals() {
  return guarded([&] {
    Totals totals;
    const Uncounted fresh = uncounted();
    totals.documents = static_cast<std::uint64_t>(total("documents") + fresh.documents);
    totals.bytes = static_cast<std::uint64_t>(total("bytes") + fresh.bytes);
    Query query =
        database_.query("SELECT (SELECT count(*) FROM page), (SELECT count(*) FROM source)");
    query.step();
    totals.waiting = query.natural();
    totals.sources = query.natural();
    return totals;
  });
}

Result<std::uint64_t> SqliteState::fetched_since(WallTime time) {
  return guarded([&] {
    std::uint64_t count = 0;
    Query query = database_.query("SELECT fetched_at FROM document ORDER BY number DESC");
    while (query.step() && query.time() >= time) ++count;
    return count;
  });
}

Result<std::string> SqliteState::label() {
  return guarded([&] {
    Query query = database_.query("SELECT value FROM meta WHERE name = 'label'");
    return query.step() ? query.text() : std::string();
  });
}

}  // namespace tidings::state::sqlite
