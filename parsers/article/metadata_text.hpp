#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include <gumbo.h>

// Small tools for the strings that pages state about themselves.
namespace tidings::article {

// One clean line: markup removed, character references resolved (also those escaped twice), white
// space collapsed, NFC.
[[nodiscard]] std::string clean_line(std::string_view text);

// As clean_line for text of several lines: <p>, <br> and the like become line feeds.
[[nodiscard]] std::string clean_lines(std::string_view text);

// Text below `node` as one line; empty if it is longer than `limit` bytes, so that asking a whole
// page costs as much as asking a by-line.
[[nodiscard]] std::string short_text(const GumboNode& node, std::size_t limit);

// `text` with ASCII letters in lower case.
[[nodiscard]] std::string lower_ascii(std::string_view text);

// What remains of a title when only letters and digits count: lower case (ASCII), without blanks,
// punctuation and quotes. Equal keys: the same title in another dress.
[[nodiscard]] std::string title_key(std::string_view text);

// `text` with plain quotes and dashes: what two spellings of a title share that differ in type
// only.
[[nodiscard]] std::string plain_marks(std::string_view text);

// Words of `text` for comparison: lower case (ASCII), without punctuation.
[[nodiscard]] std::vector<std::string> title_words(std::string_view text);

// The words of a title, to be compared with those of others.
class WordBag {
 public:
  explicit WordBag(std::string_view text);
  // Share of words that two titles have in common: 2 |A and B| / (|A| + |B|), 0..1.
  [[nodiscard]] double overlap(const WordBag& other) const;

 private:
  std::vector<std::string> words_;  // sorted
};

// True when `text` looks like an address of the web or of mail.
[[nodiscard]] bool looks_like_address(std::string_view text);

}  // namespace tidings::article
