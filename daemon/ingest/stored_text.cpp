#include "daemon/ingest/stored_text.hpp"

#include "daemon/corpus/imported_text.hpp"

namespace tidings::ingest {

std::optional<std::string> stored_body(corpus::Store& store, const state::Document& document) {
  if (document.removed_at) return std::nullopt;
  auto bytes = store.corpus().read(document);
  if (!bytes) return std::nullopt;
  const bool imported = document.file_hash.has_value();
  auto parsed = imported ? corpus::clean_imported(*bytes)
                         : document::parse(*bytes).value_or(document::Document{});
  std::string body;
  for (const std::string& paragraph : parsed.paragraphs) {
    if (!body.empty()) body += '\n';
    body += paragraph;
  }
  return body;
}

std::optional<fingerprint::Signature> stored_signature(corpus::Store& store, std::uint64_t number) {
  const auto document = store.state().document(number);
  if (!document || !*document) return std::nullopt;
  const auto body = stored_body(store, **document);
  if (!body) return std::nullopt;
  return fingerprint::make_signature(*body);
}

std::expected<std::uint64_t, std::string> catch_up(corpus::Store& store,
                                                   duplicates::NearDuplicateIndex& index,
                                                   const Advance& advance, std::size_t step) {
  state::DocumentQuery query;
  query.from_number = index.synced().value_or(0);
  std::vector<std::uint64_t> numbers;
  const auto listed = store.state().documents(query, [&](const state::Document& document) {
    numbers.push_back(document.number);
    return true;
  });
  if (!listed) return std::unexpected(listed.error().message);
  for (std::size_t i = 0; i < numbers.size(); ++i) {
    const auto signature = stored_signature(store, numbers[i]);
    if (signature) {
      const auto inserted = index.insert(numbers[i], *signature);
      if (!inserted) return std::unexpected(inserted.error());
    }
    const bool last = i + 1 == numbers.size();
    if (!last && (i + 1) % step != 0) continue;
    if (const auto synced = index.sync(numbers[i]); !synced) return std::unexpected(synced.error());
    if (!last && !advance(i + 1, numbers.size())) return std::unexpected("stopped");
  }
  return numbers.size();
}

}  // namespace tidings::ingest
