#include "parsers/text/boilerplate.hpp"

#include <algorithm>

#include "parsers/text/line_kind.hpp"

namespace tidings::text {
namespace {

constexpr std::ptrdiff_t kMaxPhraseLineBlanks = 80;

void add_keys(const std::vector<std::string>& entries, std::vector<std::string>& keys) {
  for (const std::string& entry : entries) keys.push_back(line_key(entry));
}

void add_keys(const std::vector<std::string>& entries, std::unordered_set<std::string>& keys) {
  for (const std::string& entry : entries) keys.insert(line_key(entry));
}

}  // namespace

Boilerplate::Boilerplate(const Entries& entries) {
  add_keys(entries.lines, lines_);
  add_keys(entries.starts, starts_);
  add_keys(entries.phrases, phrases_);
  add_keys(entries.headings, headings_);
}

bool Boilerplate::is_known(std::string_view line) const {
  const std::string key = line_key(line);
  if (key.empty()) return false;
  if (lines_.contains(key)) return true;
  if (std::ranges::any_of(starts_, [&](const auto& start) { return key.starts_with(start); })) {
    return true;
  }
  if (std::ranges::count(key, ' ') >= kMaxPhraseLineBlanks) return false;
  return std::ranges::any_of(
      phrases_, [&](const std::string& phrase) { return key.find(phrase) != std::string::npos; });
}

bool Boilerplate::is_heading_of_teasers(std::string_view line) const {
  return headings_.contains(line_key(line));
}

}  // namespace tidings::text
