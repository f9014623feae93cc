#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "daemon/state/records.hpp"
#include "daemon/state/sqlite.hpp"

// Records to parameters and rows to records, each with the column list that both follow.
namespace tidings::state::sqlite {

// What indexes are made on; the text itself decides.
[[nodiscard]] std::int64_t hash_of(std::string_view text);
// Stands for a source's item id.
[[nodiscard]] std::int64_t item_hash(std::string_view source, std::string_view id);
[[nodiscard]] std::int64_t hash_key(const document::ContentHash& hash);

void bind_source(Query& query, const Source& source);
[[nodiscard]] Source read_source(Query& row);

void bind_page(Query& query, const PendingPage& page);  // all but the id
[[nodiscard]] PendingPage read_page(Query& row);        // the id first

void bind_url(Query& query, const KnownUrl& url);
[[nodiscard]] KnownUrl read_url(Query& row);

void bind_document(Query& query, const Document& document);
[[nodiscard]] Document read_document(Query& row);

[[nodiscard]] Sighting read_sighting(Query& row);

[[nodiscard]] std::string fields_text(const std::map<std::string, std::string>& fields);
[[nodiscard]] Event read_event(Query& row);

}  // namespace tidings::state::sqlite
