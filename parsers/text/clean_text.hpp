#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "parsers/text/boilerplate.hpp"

// Takes the article out of a text that was saved from a page with what stood around it.
namespace tidings::text {

struct DroppedLine {
  std::size_t number = 0;  // of the line in the raw text, from 1
  std::string reason;      // one of a short list: "known line", "repeated", "moment", ...
  std::string text;
};

struct CleanText {
  std::string title;  // empty: none was found
  std::string day;    // "YYYY-MM-DD" from a header line; empty: unknown
  std::string url;    // from a header line; empty: unknown
  std::vector<std::string> paragraphs;
  std::vector<DroppedLine> dropped;
};

// A first line " date DAY URL" is a header, the title is then the next line; without one the title
// is the first line that is neither known boilerplate nor a label nor a paragraph. What goes, by
// classes: known lines; the title again; repeated and run-together paragraphs; what
// LineKind lists, with the labels and tags between such lines; the lists of other articles under a
// heading that announces them; the author's box at the end. Every other line stays, once and in
// order. Any bytes may be given; time is linear in them.
[[nodiscard]] CleanText clean_text(std::string_view raw, const Boilerplate& known);

}  // namespace tidings::text
