#include "daemon/state/sqlite_schema.hpp"

#include <array>
#include <charconv>
#include <string>

#include <fmt/core.h>

namespace tidings::state::sqlite {
namespace {

constexpr int kApplicationId = 0x7464'6e67;  // "tdng", in the header of the file

// Version 1. URLs and item ids are looked up by 64-bit hashes (the text decides): their indexes
// stay a tenth of the size of an index on the text, and with them what a commit dirties. Times are
// milliseconds since 1970. `total` keeps what would take a scan to count.
constexpr const char* kVersion1 = R"sql(
CREATE TABLE meta(name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

CREATE TABLE total(name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID;
INSERT INTO total VALUES ('documents', 0), ('bytes', 0), ('waiting', 0);

CREATE TABLE source(
  name TEXT PRIMARY KEY, kind TEXT NOT NULL, location TEXT NOT NULL,
  etag BLOB NOT NULL, last_modified BLOB NOT NULL, body_fingerprint BLOB NOT NULL,
  first_poll INTEGER, last_poll INTEGER, last_success INTEGER, last_unconditional INTEGER,
  last_new INTEGER, next_poll INTEGER,
  failures INTEGER NOT NULL, last_error TEXT NOT NULL, schedule BLOB NOT NULL,
  moved_to TEXT NOT NULL, moved_since INTEGER, quiet INTEGER NOT NULL);

CREATE TABLE host(name TEXT PRIMARY KEY, record BLOB NOT NULL);

CREATE TABLE page(
  id INTEGER PRIMARY KEY, key_hash INTEGER NOT NULL, key TEXT NOT NULL, url TEXT NOT NULL,
  host TEXT NOT NULL, source TEXT NOT NULL, item_id TEXT NOT NULL, title TEXT NOT NULL,
  summary TEXT NOT NULL, published TEXT NOT NULL, version TEXT NOT NULL, listed_day TEXT NOT NULL,
  again INTEGER NOT NULL, attempts INTEGER NOT NULL, not_before INTEGER NOT NULL);
CREATE INDEX page_by_key ON page(key_hash);
CREATE INDEX page_by_due ON page(host, not_before);

CREATE TABLE url(
  id INTEGER PRIMARY KEY, key_hash INTEGER NOT NULL, key TEXT NOT NULL, document INTEGER,
  source TEXT NOT NULL, version TEXT NOT NULL, text_fingerprint BLOB NOT NULL, reason TEXT NOT NULL,
  fetched_at INTEGER, published INTEGER, revisits INTEGER NOT NULL, next_revisit INTEGER,
  removed INTEGER NOT NULL);
CREATE INDEX url_by_key ON url(key_hash);
CREATE INDEX url_by_document ON url(document) WHERE document IS NOT NULL;
CREATE INDEX url_by_revisit ON url(next_revisit) WHERE next_revisit IS NOT NULL;

CREATE TABLE item(hash INTEGER PRIMARY KEY, key_hash INTEGER NOT NULL);

CREATE TABLE document(
  number INTEGER PRIMARY KEY, hash_key INTEGER NOT NULL, hash BLOB NOT NULL, file TEXT,
  file_hash BLOB, bytes INTEGER NOT NULL, day TEXT NOT NULL, url TEXT NOT NULL,
  title TEXT NOT NULL, words INTEGER NOT NULL, source TEXT NOT NULL, item_id TEXT NOT NULL,
  authors TEXT NOT NULL, language TEXT NOT NULL, published TEXT NOT NULL,
  date_source TEXT NOT NULL, image TEXT NOT NULL, tags TEXT NOT NULL, fetched_at INTEGER NOT NULL,
  supersedes INTEGER, superseded_by INTEGER, supersedes_reason TEXT NOT NULL,
  removed_at INTEGER, removed_reason TEXT NOT NULL);
CREATE INDEX document_by_hash ON document(hash_key);

CREATE TABLE sighting(
  document INTEGER NOT NULL, url TEXT NOT NULL, source TEXT NOT NULL, title TEXT NOT NULL,
  similarity REAL NOT NULL, seen_at INTEGER NOT NULL);
CREATE INDEX sighting_by_document ON sighting(document);

CREATE TABLE ledger(
  source TEXT NOT NULL, day TEXT NOT NULL, reason TEXT NOT NULL, count INTEGER NOT NULL,
  PRIMARY KEY(source, day, reason)) WITHOUT ROWID;

CREATE TABLE event(
  id INTEGER PRIMARY KEY, source TEXT NOT NULL, time INTEGER NOT NULL, name TEXT NOT NULL,
  fields TEXT NOT NULL);
CREATE INDEX event_by_source ON event(source, id);
)sql";

// Version 2: texts that feeds carry, and what else they say of a page.
constexpr const char* kVersion2 = R"sql(
ALTER TABLE page ADD COLUMN content TEXT NOT NULL DEFAULT '';
ALTER TABLE page ADD COLUMN authors TEXT NOT NULL DEFAULT '';
ALTER TABLE page ADD COLUMN language TEXT NOT NULL DEFAULT '';
ALTER TABLE source ADD COLUMN alarm TEXT NOT NULL DEFAULT '';
ALTER TABLE document ADD COLUMN text_source TEXT NOT NULL DEFAULT '';
ALTER TABLE url DROP COLUMN text_fingerprint;
)sql";

// Version 3: rows are found by way of one table of hashes (sqlite_lookup.hpp), which takes the
// place of three indexes.
constexpr const char* kVersion3 = R"sql(
CREATE TABLE lookup(entry INTEGER PRIMARY KEY);
CREATE TABLE settled(kind INTEGER PRIMARY KEY, highest INTEGER NOT NULL);
ALTER TABLE item RENAME TO item_by_hash;
CREATE TABLE item(id INTEGER PRIMARY KEY, hash INTEGER NOT NULL, key_hash INTEGER NOT NULL);
INSERT INTO item(hash, key_hash) SELECT hash, key_hash FROM item_by_hash;
DROP TABLE item_by_hash;
INSERT OR IGNORE INTO lookup SELECT hash & -4294967296 | id AS entry FROM (
  SELECT number AS id, hash_key AS hash FROM document UNION ALL
  SELECT id, key_hash FROM url UNION ALL
  SELECT id, hash FROM item) ORDER BY entry;
INSERT INTO settled
  SELECT 0, ifnull(max(number), -1) FROM document UNION ALL
  SELECT 1, ifnull(max(id), -1) FROM url UNION ALL
  SELECT 2, ifnull(max(id), -1) FROM item;
DROP INDEX document_by_hash;
DROP INDEX url_by_key;
)sql";

// Version 4: `total` holds the documents up to the number `counted`, so that a commit need not
// touch it; the few behind it and the pages that wait are counted when asked for.
constexpr const char* kVersion4 = R"sql(
DELETE FROM total WHERE name = 'waiting';
INSERT INTO total SELECT 'counted', ifnull(max(number), -1) FROM document;
)sql";

// Version 5: a URL's own row does not say that its document was removed; who reads it looks at the
// document. So URLs need not be found by document, and a commit writes a page less.
constexpr const char* kVersion5 = "DROP INDEX url_by_document;";

// Version 6: URLs and the ids of items are rows of one table, so that those of a document share its
// last page. A document's own row tells where it was seen first and that it was written.
constexpr const char* kVersion6 = R"sql(
ALTER TABLE url RENAME TO known;
ALTER TABLE known ADD COLUMN item_of INTEGER;
INSERT INTO known(key_hash, key, source, version, reason, revisits, removed, item_of)
  SELECT hash, '', '', '', '', 0, 0, key_hash FROM item ORDER BY id;
DROP TABLE item;
DELETE FROM lookup;
INSERT OR IGNORE INTO lookup SELECT hash & -4294967296 | id AS entry FROM (
  SELECT number AS id, hash_key AS hash FROM document UNION ALL
  SELECT id, key_hash FROM known) ORDER BY entry;
DELETE FROM settled;
INSERT INTO settled
  SELECT 0, ifnull(max(number), -1) FROM document UNION ALL
  SELECT 1, ifnull(max(id), -1) FROM known;
DELETE FROM sighting WHERE EXISTS (
  SELECT 1 FROM document WHERE number = sighting.document AND url = sighting.url);
DELETE FROM event WHERE name IN ('document.written', 'document.updated');
)sql";

// What leads from version i to i + 1.
constexpr std::array<const char*, kSchemaVersion> kMigrations{kVersion1, kVersion2, kVersion3,
                                                              kVersion4, kVersion5, kVersion6};

int pragma_number(Database& database, const char* pragma) {
  const std::string text = database.value_of(pragma);
  int number = 0;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

// The text of all tables and indexes, as SQLite keeps it.
std::string schema_text(Database& database) {
  return database.value_of(
      "SELECT group_concat(sql, ';') FROM (SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL "
      "ORDER BY type, name)");
}

std::string expected_schema_text(int version) {
  Database fresh(":memory:", Mode::kCreate);
  for (int step = 0; step < version; ++step) {
    fresh.execute(kMigrations[static_cast<std::size_t>(step)]);
  }
  return schema_text(fresh);
}

[[noreturn]] void damaged(const char* what) {
  throw Failure{{Error::Kind::kDamaged, fmt::format("the state is damaged: {}", what)}};
}

}  // namespace

// The version is kept twice, so that a flipped bit cannot pass for a later release.
int checked_schema_version(Database& database) {
  const int application = pragma_number(database, "PRAGMA application_id");
  const int version = pragma_number(database, "PRAGMA user_version");
  const std::string tables = database.value_of(
      "SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'");
  const bool ours = database.value_of(
                        "SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND "
                        "name IN ('meta', 'document', 'page')") == "3";
  if (!ours && application == 0 && version == 0 && tables == "0") return 0;
  if (!ours && application != kApplicationId) {
    throw Failure{{Error::Kind::kIo, "the state file is a database of another program"}};
  }
  if (!ours || application != kApplicationId) damaged("its tables and its header disagree");
  const std::string stated = database.value_of("SELECT value FROM meta WHERE name = 'schema'");
  if (stated != std::to_string(version)) damaged("its schema version is stated twice, differently");
  if (version > kSchemaVersion) {
    throw Failure{{Error::Kind::kNewer,
                   fmt::format("the state was written by a later release (schema {}, this one "
                               "reads up to {}): use that release, or another state file",
                               version, kSchemaVersion)}};
  }
  if (version < 1 || schema_text(database) != expected_schema_text(version)) {
    damaged("its tables are not those of its version");
  }
  return version;
}

void migrate(Database& database, int version) {
  if (version == kSchemaVersion) return;
  Transaction transaction(database);
  for (int step = version; step < kSchemaVersion; ++step) {
    database.execute(kMigrations[static_cast<std::size_t>(step)]);
  }
  database.execute(
      fmt::format("PRAGMA application_id = {}; PRAGMA user_version = {};"
                  "INSERT OR REPLACE INTO meta VALUES ('schema', '{}')",
                  kApplicationId, kSchemaVersion, kSchemaVersion));
  transaction.commit();
}

}  // namespace tidings::state::sqlite
