#include "daemon/corpus/forget.hpp"

#include <charconv>
#include <optional>

#include <fmt/core.h>

namespace tidings::corpus {
namespace {

std::optional<std::uint64_t> parse_number(const std::string& text) {
  std::uint64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return number;
}

std::unexpected<Error> mistake(std::string message) {
  return std::unexpected(Error{Error::Kind::kNotThere, std::move(message)});
}

Result<Forgotten> forget_document(Store& store, const state::Document& document, WallTime now) {
  const auto removed = store.corpus().remove({{document.number}}, "forgotten", now);
  if (!removed) return failed(removed);
  Forgotten result;
  result.document = document.number;
  if (!document.url.empty()) result.urls.push_back(document.url);
  const auto sightings = store.state().sightings(document.number);
  if (!sightings) return failed(sightings);
  for (const state::Sighting& sighting : *sightings) {
    if (sighting.url != document.url) result.urls.push_back(sighting.url);
  }
  return result;
}

Result<void> mark(Store& store, const std::string& key) {
  const auto known = store.state().url(key);
  if (!known) return failed(known);
  state::Batch batch;
  state::KnownUrl& url = batch.urls.emplace_back();
  if (*known) url = **known;
  url.key = key;
  url.reason = state::Reason::kRemoved;
  url.removed = true;
  url.next_revisit.reset();
  const auto applied = store.state().apply(batch);
  return applied ? Result<void>() : failed(applied);
}

}  // namespace

std::vector<std::string> lines(const Forgotten& forgotten) {
  std::vector<std::string> result;
  if (forgotten.document)
    result.push_back(fmt::format("document {:03} was removed", *forgotten.document));
  for (const std::string& url : forgotten.urls)
    result.push_back(url + " will not be fetched again");
  return result;
}

Result<Forgotten> forget(Store& store, const std::string& number_or_url,
                         const url::TrackingTable& tracking, WallTime now) {
  std::optional<std::string> key;
  auto number = parse_number(number_or_url);
  if (!number) {
    key = url::canonical(number_or_url, tracking);
    if (!key) return mistake(fmt::format("{} is neither a number nor a URL", number_or_url));
    const auto known = store.state().url(*key);
    if (!known) return failed(known);
    if (*known) number = (*known)->document;
  }
  Forgotten result;
  if (number) {
    const auto document = store.state().document(*number);
    if (!document) return failed(document);
    if (!*document && !key) return mistake(fmt::format("there is no document {:03}", *number));
    if (*document && (*document)->removed_at && !key) {
      return mistake(fmt::format("document {:03} was removed before", *number));
    }
    if (*document && !(*document)->removed_at) {
      auto removed = forget_document(store, **document, now);
      if (!removed) return removed;
      result = std::move(*removed);
    }
  }
  if (!key) return result;
  if (const auto marked = mark(store, *key); !marked) return failed(marked);
  if (result.urls.empty()) result.urls.push_back(*key);
  return result;
}

}  // namespace tidings::corpus
