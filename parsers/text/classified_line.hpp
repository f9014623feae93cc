#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "parsers/text/line_kind.hpp"

namespace tidings::text {

// A line of a text that is being cleaned, and what can be said of it by itself.
struct Line {
  std::size_t number = 0;  // in the raw text
  std::string text;
  std::string key;
  std::size_t words = 0;
  LineKind kind = LineKind::kText;
  bool terminated = false;
  bool dropped = false;
  std::string_view reason;

  void drop(std::string_view why) {
    if (dropped) return;
    dropped = true;
    reason = why;
  }
  // A few words that are no sentence: a section, a tag, a name.
  [[nodiscard]] bool is_label() const { return !terminated && words <= 6; }
  [[nodiscard]] bool is_prose() const { return terminated && words >= 4; }
  // Like the title of another article.
  [[nodiscard]] bool is_headline() const {
    return words >= 3 && words <= 25 && (!terminated || text.ends_with('?') || text.ends_with('!'));
  }
  // Of dates, addresses, contacts or codes alone.
  [[nodiscard]] bool is_metadata() const;
  [[nodiscard]] bool is_cut_off() const { return text.ends_with("…") || text.ends_with("..."); }
};

// The lines of a raw text that are not blank, normalised.
[[nodiscard]] std::vector<Line> classify_lines(std::string_view raw);

}  // namespace tidings::text
