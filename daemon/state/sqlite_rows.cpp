#include "daemon/state/sqlite_rows.hpp"

#include <algorithm>
#include <cstring>
#include <utility>

#include <nlohmann/json.hpp>
#include <xxhash.h>

namespace tidings::state::sqlite {
namespace {

using Json = nlohmann::json;

std::string dump(const Json& json) {
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::string list_text(const std::vector<std::string>& list) {
  return list.empty() ? std::string() : dump(Json(list));
}

std::vector<std::string> read_list(const std::string& text) {
  std::vector<std::string> list;
  const Json json = Json::parse(text, nullptr, false);
  if (!json.is_array()) return list;
  for (const Json& entry : json) {
    if (entry.is_string()) list.push_back(entry.get<std::string>());
  }
  return list;
}

std::string_view bytes_of(const document::ContentHash& hash) {
  return {reinterpret_cast<const char*>(hash.data()), hash.size()};
}

document::ContentHash read_hash(Query& row) {
  const std::string bytes = row.text();
  document::ContentHash hash{};
  if (bytes.size() != hash.size()) {
    throw Failure{{Error::Kind::kDamaged, "the state is damaged: a hash of a wrong length"}};
  }
  std::memcpy(hash.data(), bytes.data(), hash.size());
  return hash;
}

}  // namespace

std::int64_t hash_of(std::string_view text) {
  return static_cast<std::int64_t>(XXH3_64bits(text.data(), text.size()));
}

std::int64_t item_hash(std::string_view source, std::string_view id) {
  std::string text;
  text.reserve(source.size() + id.size() + 1);
  text.append(source).append(1, '\0').append(id);
  return hash_of(text);
}

std::int64_t hash_key(const document::ContentHash& hash) {
  std::int64_t key = 0;
  std::memcpy(&key, hash.data(), sizeof key);
  return key;
}

void bind_source(Query& query, const Source& source) {
  query.bind(source.name).bind(source.kind).bind(source.location);
  query.bind_bytes(source.etag).bind_bytes(source.last_modified);
  query.bind_bytes(source.body_fingerprint);
  query.bind(source.first_poll).bind(source.last_poll).bind(source.last_success);
  query.bind(source.last_unconditional).bind(source.last_new).bind(source.next_poll);
  query.bind(source.failures).bind(source.last_error).bind_bytes(source.schedule);
  query.bind(source.moved_to).bind(source.moved_since).bind(source.quiet);
  query.bind(source.alarm);
}

Source read_source(Query& row) {
  Source source;
  source.name = row.text();
  source.kind = row.text();
  source.location = row.text();
  source.etag = row.text();
  source.last_modified = row.text();
  source.body_fingerprint = row.text();
  source.first_poll = row.maybe_time();
  source.last_poll = row.maybe_time();
  source.last_success = row.maybe_time();
  source.last_unconditional = row.maybe_time();
  source.last_new = row.maybe_time();
  source.next_poll = row.maybe_time();
  source.failures = row.small();
  source.last_error = row.text();
  source.schedule = row.text();
  source.moved_to = row.text();
  source.moved_since = row.maybe_time();
  source.quiet = row.flag();
  source.alarm = row.text();
  return source;
}

void bind_page(Query& query, const PendingPage& page) {
  query.bind(hash_of(page.key)).bind(page.key).bind(page.url).bind(page.host).bind(page.source);
  query.bind(page.item_id).bind(page.title).bind(page.summary).bind(page.published);
  query.bind(page.version).bind(page.listed_day).bind(page.again).bind(page.attempts);
  query.bind(page.not_before).bind(page.content).bind(list_text(page.authors));
  query.bind(page.language);
}

PendingPage read_page(Query& row) {
  PendingPage page;
  page.id = row.natural();
  page.key = row.text();
  page.url = row.text();
  page.host = row.text();
  page.source = row.text();
  page.item_id = row.text();
  page.title = row.text();
  page.summary = row.text();
  page.published = row.text();
  page.version = row.text();
  page.listed_day = row.text();
  page.again = row.flag();
  page.attempts = row.small();
  page.not_before = row.time();
  page.content = row.text();
  page.authors = read_list(row.text());
  page.language = row.text();
  return page;
}

void bind_url(Query& query, const KnownUrl& url) {
  query.bind(url.document).bind(url.source).bind(url.version);
  query.bind(name(url.reason)).bind(url.fetched_at).bind(url.published).bind(url.revisits);
  query.bind(url.next_revisit).bind(url.removed);
}

KnownUrl read_url(Query& row) {
  KnownUrl url;
  url.key = row.text();
  url.document = row.maybe_natural();
  url.source = row.text();
  url.version = row.text();
  url.reason = reason_by_name(row.text()).value_or(Reason::kKnownUrl);
  url.fetched_at = row.maybe_time();
  url.published = row.maybe_time();
  url.revisits = row.small();
  url.next_revisit = row.maybe_time();
  url.removed = row.flag();
  return url;
}

// The file's name is kept only where number and hash do not give it.
void bind_document(Query& query, const Document& document) {
  query.bind(document.number).bind(hash_key(document.hash)).bind_bytes(bytes_of(document.hash));
  if (document.file == document::file_name(document.number, document.hash)) {
    query.bind_null();
  } else {
    query.bind(document.file);
  }
  if (document.file_hash) {
    query.bind_bytes(bytes_of(*document.file_hash));
  } else {
    query.bind_null();
  }
  query.bind(document.bytes).bind(document.day).bind(document.url).bind(document.title);
  query.bind(document.words).bind(document.source).bind(document.item_id);
  query.bind(list_text(document.authors)).bind(document.language).bind(document.published);
  query.bind(document.date_source).bind(document.image).bind(list_text(document.tags));
  query.bind(document.fetched_at).bind(document.supersedes).bind(document.superseded_by);
  query.bind(document.supersedes_reason).bind(document.removed_at).bind(document.removed_reason);
  query.bind(document.text_source);
}

Document read_document(Query& row) {
  Document document;
  document.number = row.natural();
  document.hash = read_hash(row);
  document.file = row.text();
  if (document.file.empty()) document.file = document::file_name(document.number, document.hash);
  if (row.next_is_null()) {
    (void)row.text();
  } else {
    document.file_hash = read_hash(row);
  }
  document.bytes = row.natural();
  document.day = row.text();
  document.url = row.text();
  document.title = row.text();
  document.words = row.natural();
  document.source = row.text();
  document.item_id = row.text();
  document.authors = read_list(row.text());
  document.language = row.text();
  document.published = row.text();
  document.date_source = row.text();
  document.image = row.text();
  document.tags = read_list(row.text());
  document.fetched_at = row.time();
  document.supersedes = row.maybe_natural();
  document.superseded_by = row.maybe_natural();
  document.supersedes_reason = row.text();
  document.removed_at = row.maybe_time();
  document.removed_reason = row.text();
  document.text_source = row.text();
  return document;
}

Sighting read_sighting(Query& row) {
  Sighting sighting;
  sighting.document = row.natural();
  sighting.url = row.text();
  sighting.source = row.text();
  sighting.title = row.text();
  sighting.similarity = row.real();
  sighting.seen_at = row.time();
  return sighting;
}

std::string fields_text(const std::map<std::string, std::string>& fields) {
  return dump(Json(fields));
}

Event read_event(Query& row) {
  Event event;
  event.time = row.time();
  event.source = row.text();
  event.name = row.text();
  const Json fields = Json::parse(row.text(), nullptr, false);
  for (const auto& [key, value] : fields.items()) {
    if (value.is_string()) event.fields[key] = value.get<std::string>();
  }
  return event;
}

}  // namespace tidings::state::sqlite
