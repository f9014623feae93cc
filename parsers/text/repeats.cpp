#include "parsers/text/repeats.hpp"

#include <algorithm>
#include <functional>
#include <unordered_map>
#include <unordered_set>

#include "parsers/text/line_kind.hpp"

namespace tidings::text {
namespace {

constexpr std::ptrdiff_t kMinBlanks = 3;  // of a line that counts as repeated: four words
constexpr int kMaxHeadingWords = 15;

struct Sentence {
  std::string key;
  std::size_t hash = 0;
};

std::size_t hash_of(std::string_view key) { return std::hash<std::string_view>()(key); }

std::vector<Sentence> keyed_sentences(std::string_view line) {
  std::vector<Sentence> result;
  for (const std::string_view sentence : sentences(line)) {
    std::string key = line_key(sentence);
    const std::size_t hash = hash_of(key);
    if (!key.empty()) result.push_back({std::move(key), hash});
  }
  return result;
}

// Where a sentence is found with the fewest others beside it.
struct Home {
  std::size_t line = 0;
  std::size_t sentences = 0;
};

class Homes {
 public:
  void add(std::size_t line, const std::vector<Sentence>& parts) {
    for (const Sentence& part : parts) {
      const auto [home, added] = homes_.try_emplace(part.hash, Home{line, parts.size()});
      if (!added && parts.size() < home->second.sentences) home->second = {line, parts.size()};
    }
  }

  // Another line than `line`, with fewer sentences, that holds this one.
  [[nodiscard]] const Home* elsewhere(std::size_t hash, std::size_t line, std::size_t parts) const {
    const auto home = homes_.find(hash);
    if (home == homes_.end() || home->second.line == line) return nullptr;
    return home->second.sentences < parts ? &home->second : nullptr;
  }

 private:
  std::unordered_map<std::size_t, Home> homes_;
};

// The line of a sentence that stands behind a heading which lost its line: the first words stand
// elsewhere, and so do the others.
const Home* behind_heading(std::string_view key, std::size_t line, std::size_t parts,
                           const Homes& homes) {
  std::size_t blank = key.find(' ');
  for (int words = 0; words < kMaxHeadingWords && blank != std::string_view::npos; ++words) {
    const Home* heading = homes.elsewhere(hash_of(key.substr(0, blank)), line, parts);
    const Home* rest = homes.elsewhere(hash_of(key.substr(blank + 1)), line, parts);
    if (heading != nullptr && rest != nullptr) return rest;
    blank = key.find(' ', blank + 1);
  }
  return nullptr;
}

bool is_joined(std::size_t line, const std::vector<Sentence>& parts, const Homes& homes) {
  std::unordered_set<std::size_t> lines;
  for (const Sentence& part : parts) {
    const Home* home = homes.elsewhere(part.hash, line, parts.size());
    if (home == nullptr) home = behind_heading(part.key, line, parts.size(), homes);
    if (home == nullptr) return false;
    lines.insert(home->line);
  }
  return lines.size() >= 2;
}

}  // namespace

std::vector<std::string_view> sentences(std::string_view paragraph) {
  std::vector<std::string_view> result;
  std::size_t start = 0;
  for (std::size_t blank = paragraph.find(' '); blank != std::string_view::npos;
       blank = paragraph.find(' ', blank + 1)) {
    const std::string_view before = paragraph.substr(start, blank - start);
    // A colon or semicolon ends no sentence here.
    if (before.empty() || before.ends_with(':') || before.ends_with(';')) continue;
    const std::string_view tail = before.size() > 16 ? before.substr(before.size() - 16) : before;
    if (!is_terminated(tail)) continue;
    result.push_back(before);
    start = blank + 1;
  }
  if (start < paragraph.size()) result.push_back(paragraph.substr(start));
  return result;
}

std::vector<bool> repeated_lines(const std::vector<std::string>& lines) {
  std::vector<bool> repeated(lines.size(), false);
  std::unordered_set<std::size_t> seen;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const auto parts = keyed_sentences(lines[i]);
    const bool nothing_new =
        std::ranges::all_of(parts, [&](const Sentence& part) { return seen.contains(part.hash); });
    repeated[i] = nothing_new && std::ranges::count(lines[i], ' ') >= kMinBlanks;
    for (const Sentence& part : parts) seen.insert(part.hash);
  }
  return repeated;
}

std::vector<bool> joined_lines(const std::vector<std::string>& lines) {
  std::vector<std::vector<Sentence>> parts;
  Homes homes;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    parts.push_back(keyed_sentences(lines[i]));
    homes.add(i, parts.back());
  }
  std::vector<bool> joined(lines.size(), false);
  for (std::size_t i = 0; i < lines.size(); ++i) joined[i] = is_joined(i, parts[i], homes);
  return joined;
}

std::vector<std::string> drop_repeated_paragraphs(std::vector<std::string> paragraphs) {
  const std::vector<bool> repeated = repeated_lines(paragraphs);
  std::vector<std::string> kept;
  for (std::size_t i = 0; i < paragraphs.size(); ++i) {
    if (!repeated[i]) kept.push_back(std::move(paragraphs[i]));
  }
  return kept;
}

}  // namespace tidings::text
