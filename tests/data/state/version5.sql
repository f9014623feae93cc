-- A state as written by schema version 5.
PRAGMA application_id = 1952738919;
PRAGMA user_version = 5;
PRAGMA foreign_keys=OFF;
BEGIN TRANSACTION;
CREATE TABLE document(
  number INTEGER PRIMARY KEY, hash_key INTEGER NOT NULL, hash BLOB NOT NULL, file TEXT,
  file_hash BLOB, bytes INTEGER NOT NULL, day TEXT NOT NULL, url TEXT NOT NULL,
  title TEXT NOT NULL, words INTEGER NOT NULL, source TEXT NOT NULL, item_id TEXT NOT NULL,
  authors TEXT NOT NULL, language TEXT NOT NULL, published TEXT NOT NULL,
  date_source TEXT NOT NULL, image TEXT NOT NULL, tags TEXT NOT NULL, fetched_at INTEGER NOT NULL,
  supersedes INTEGER, superseded_by INTEGER, supersedes_reason TEXT NOT NULL,
  removed_at INTEGER, removed_reason TEXT NOT NULL, text_source TEXT NOT NULL DEFAULT '');
INSERT INTO "document" VALUES(0,1,X'0100000000000000000000000000000000000000000000000000000000000000',NULL,NULL,100,'2026-03-12','https://a.example/0','Title',17,'site','','["A. Author"]','','','','','',1773300000000,NULL,NULL,'',NULL,'','page');
CREATE TABLE event(
  id INTEGER PRIMARY KEY, source TEXT NOT NULL, time INTEGER NOT NULL, name TEXT NOT NULL,
  fields TEXT NOT NULL);
INSERT INTO "event" VALUES(1,'site',1773300000000,'source.polled','{"items":"1"}');
INSERT INTO "event" VALUES(2,'site',1773300000000,'document.written','{"title":"Title","url":"https://a.example/0"}');
CREATE TABLE host(name TEXT PRIMARY KEY, record BLOB NOT NULL);
CREATE TABLE item(id INTEGER PRIMARY KEY, hash INTEGER NOT NULL, key_hash INTEGER NOT NULL);
INSERT INTO "item" VALUES(1,-1951324062072102475,8805809122360719623);
CREATE TABLE ledger(
  source TEXT NOT NULL, day TEXT NOT NULL, reason TEXT NOT NULL, count INTEGER NOT NULL,
  PRIMARY KEY(source, day, reason)) WITHOUT ROWID;
INSERT INTO "ledger" VALUES('site','2026-03-12','listed',1);
INSERT INTO "ledger" VALUES('site','2026-03-12','new',1);
CREATE TABLE lookup(entry INTEGER PRIMARY KEY);
INSERT INTO "lookup" VALUES(-1951324064865845247);
INSERT INTO "lookup" VALUES(0);
INSERT INTO "lookup" VALUES(8805809118699847681);
CREATE TABLE meta(name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
INSERT INTO "meta" VALUES('schema','5');
CREATE TABLE page(
  id INTEGER PRIMARY KEY, key_hash INTEGER NOT NULL, key TEXT NOT NULL, url TEXT NOT NULL,
  host TEXT NOT NULL, source TEXT NOT NULL, item_id TEXT NOT NULL, title TEXT NOT NULL,
  summary TEXT NOT NULL, published TEXT NOT NULL, version TEXT NOT NULL, listed_day TEXT NOT NULL,
  again INTEGER NOT NULL, attempts INTEGER NOT NULL, not_before INTEGER NOT NULL, content TEXT NOT NULL DEFAULT '', authors TEXT NOT NULL DEFAULT '', language TEXT NOT NULL DEFAULT '');
INSERT INTO "page" VALUES(1,4116207249833754694,'https://a.example/1','https://a.example/1','https://a.example','site','','','','','','2026-03-12',0,0,0,'','','');
CREATE TABLE settled(kind INTEGER PRIMARY KEY, highest INTEGER NOT NULL);
INSERT INTO "settled" VALUES(0,0);
INSERT INTO "settled" VALUES(1,1);
INSERT INTO "settled" VALUES(2,1);
CREATE TABLE sighting(
  document INTEGER NOT NULL, url TEXT NOT NULL, source TEXT NOT NULL, title TEXT NOT NULL,
  similarity REAL NOT NULL, seen_at INTEGER NOT NULL);
INSERT INTO "sighting" VALUES(0,'https://a.example/0','site','Title',1.0,1773300000000);
INSERT INTO "sighting" VALUES(0,'https://b.example/0','b','Title',1.0,1773300000000);
CREATE TABLE source(
  name TEXT PRIMARY KEY, kind TEXT NOT NULL, location TEXT NOT NULL,
  etag BLOB NOT NULL, last_modified BLOB NOT NULL, body_fingerprint BLOB NOT NULL,
  first_poll INTEGER, last_poll INTEGER, last_success INTEGER, last_unconditional INTEGER,
  last_new INTEGER, next_poll INTEGER,
  failures INTEGER NOT NULL, last_error TEXT NOT NULL, schedule BLOB NOT NULL,
  moved_to TEXT NOT NULL, moved_since INTEGER, quiet INTEGER NOT NULL, alarm TEXT NOT NULL DEFAULT '');
INSERT INTO "source" VALUES('site','feed','https://a.example/feed',X'572F223122',X'',X'',NULL,NULL,NULL,NULL,NULL,NULL,0,'',X'','',NULL,0,'');
CREATE TABLE total(name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID;
INSERT INTO "total" VALUES('bytes',100);
INSERT INTO "total" VALUES('counted',0);
INSERT INTO "total" VALUES('documents',1);
CREATE TABLE url(
  id INTEGER PRIMARY KEY, key_hash INTEGER NOT NULL, key TEXT NOT NULL, document INTEGER,
  source TEXT NOT NULL, version TEXT NOT NULL, reason TEXT NOT NULL,
  fetched_at INTEGER, published INTEGER, revisits INTEGER NOT NULL, next_revisit INTEGER,
  removed INTEGER NOT NULL);
INSERT INTO "url" VALUES(1,8805809122360719623,'https://a.example/0',0,'site','','new',NULL,NULL,0,NULL,0);
CREATE INDEX page_by_key ON page(key_hash);
CREATE INDEX page_by_due ON page(host, not_before);
CREATE INDEX url_by_revisit ON url(next_revisit) WHERE next_revisit IS NOT NULL;
CREATE INDEX sighting_by_document ON sighting(document);
CREATE INDEX event_by_source ON event(source, id);
COMMIT;
