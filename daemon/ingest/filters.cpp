#include "daemon/ingest/filters.hpp"

#include <algorithm>
#include <chrono>

#include <re2/re2.h>

namespace tidings::ingest {
namespace {

using Patterns = std::vector<std::unique_ptr<re2::RE2>>;

bool any_matches(const Patterns& patterns, std::string_view text) {
  const re2::StringPiece piece(text.data(), text.size());
  return std::ranges::any_of(patterns, [&](const auto& pattern) {
    return pattern->ok() && re2::RE2::PartialMatch(piece, *pattern);
  });
}

}  // namespace

Filters::Patterns Filters::compile(const std::vector<std::string>& texts) {
  re2::RE2::Options options;
  options.set_case_sensitive(false);
  options.set_log_errors(false);
  Patterns patterns;
  patterns.reserve(texts.size());
  for (const std::string& text : texts)
    patterns.push_back(std::make_unique<re2::RE2>(text, options));
  return patterns;
}

Filters::Filters(const config::Filters& settings)
    : settings_(settings),
      include_(compile(settings.include)),
      exclude_(compile(settings.exclude)),
      title_exclude_(compile(settings.title_exclude)),
      text_exclude_(compile(settings.text_exclude)) {}

Filters::~Filters() = default;
Filters::Filters(Filters&&) noexcept = default;
Filters& Filters::operator=(Filters&&) noexcept = default;

bool Filters::allows_url(std::string_view url) const {
  return (include_.empty() || any_matches(include_, url)) && !any_matches(exclude_, url);
}

bool Filters::allows_age(const std::optional<DateTime>& published, WallTime now) const {
  if (!settings_.max_age || !published) return true;
  const auto age = now.time_since_epoch() - std::chrono::seconds(published->unix_seconds());
  return age <= *settings_.max_age;
}

bool Filters::allows_title(std::string_view title) const {
  return !any_matches(title_exclude_, title);
}

bool Filters::allows_text(std::string_view text) const { return !any_matches(text_exclude_, text); }

bool Filters::allows_language(std::string_view language) const {
  return settings_.languages.empty() || language.empty() ||
         std::ranges::find(settings_.languages, language) != settings_.languages.end();
}

bool Filters::allows_words(std::size_t words) const {
  return words >= static_cast<std::size_t>(std::max(0, settings_.min_words));
}

}  // namespace tidings::ingest
