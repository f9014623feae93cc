#include "daemon/corpus/document_line.hpp"

#include <chrono>

#include <fmt/chrono.h>
#include <nlohmann/json.hpp>

#include "daemon/corpus/imported_text.hpp"
#include "parsers/document/document.hpp"

namespace tidings::corpus {
namespace {

using Json = nlohmann::ordered_json;

void put(Json& json, const char* key, const std::string& text) {
  if (!text.empty()) json[key] = text;
}

Json sighting_json(const state::Sighting& sighting) {
  Json json;
  put(json, "url", sighting.url);
  put(json, "source", sighting.source);
  put(json, "title", sighting.title);
  json["similarity"] = sighting.similarity;
  json["at"] = utc_text(sighting.seen_at);
  return json;
}

void put_succession(Json& json, const state::Document& document) {
  if (document.supersedes) json["supersedes"] = *document.supersedes;
  put(json, "supersedes_reason", document.supersedes_reason);
  if (document.superseded_by) json["superseded_by"] = *document.superseded_by;
  if (document.file_hash) json["imported"] = true;
}

}  // namespace

std::string utc_text(WallTime time) {
  return fmt::format("{:%Y-%m-%dT%H:%M:%S}Z", std::chrono::floor<std::chrono::seconds>(time));
}

std::string body_text(const state::Document& document, std::string_view bytes) {
  if (!document.file_hash) {
    for (int line = 0; line < 2; ++line) {
      const std::size_t end = bytes.find('\n');
      bytes.remove_prefix(end == std::string_view::npos ? bytes.size() : end + 1);
    }
    return std::string(bytes.substr(0, bytes.find_last_not_of('\n') + 1));
  }
  std::string text;
  for (const std::string& paragraph : clean_imported(bytes).paragraphs) {
    if (!text.empty()) text += '\n';
    text += paragraph;
  }
  return text;
}

std::string document_line(const state::Document& document,
                          std::span<const state::Sighting> sightings, std::string_view text) {
  Json json;
  json["number"] = document.number;
  json["file"] = document.file;
  json["sha256"] = document::hex(document.hash);
  put(json, "date", document.day);
  put(json, "url", document.url);
  put(json, "title", document.title);
  json["words"] = document.words;
  json["bytes"] = document.bytes;
  put(json, "source", document.source);
  put(json, "item_id", document.item_id);
  if (!document.authors.empty()) json["authors"] = document.authors;
  put(json, "language", document.language);
  put(json, "published", document.published);
  put(json, "date_source", document.date_source);
  put(json, "text_source", document.text_source);
  put(json, "image", document.image);
  if (!document.tags.empty()) json["tags"] = document.tags;
  json["fetched_at"] = utc_text(document.fetched_at);
  put_succession(json, document);
  if (!sightings.empty()) json["places"] = sightings.size();
  for (const state::Sighting& sighting : sightings) {
    json["seen"].push_back(sighting_json(sighting));
  }
  json["text"] = text;
  return json.dump(-1, ' ', false, Json::error_handler_t::replace) + '\n';
}

}  // namespace tidings::corpus
