#include "parsers/text/classified_line.hpp"

#include <utility>

#include "parsers/text/normalize.hpp"
#include "parsers/text/utf8.hpp"

namespace tidings::text {
namespace {

// Words between blanks; two characters of a script without blanks count as one.
std::size_t words_in(std::string_view key) {
  std::size_t words = key.empty() ? 0 : 1;
  std::size_t unspaced = 0;
  for (std::size_t i = 0; i < key.size();) {
    const char32_t c = next_character(key, i);
    if (c == ' ') ++words;
    if ((c >= 0x3040 && c <= 0x9FFF) || (c >= 0xE00 && c <= 0xEFF)) ++unspaced;
  }
  return words + unspaced / 2;
}

Line make_line(std::size_t number, std::string text) {
  Line line;
  line.number = number;
  line.key = line_key(text);
  line.words = words_in(line.key);
  line.kind = line_kind(text);
  line.terminated = is_terminated(text);
  line.text = std::move(text);
  return line;
}

}  // namespace

bool Line::is_metadata() const {
  switch (kind) {
    case LineKind::kMoment:
    case LineKind::kDay:
    case LineKind::kAddress:
    case LineKind::kContact:
    case LineKind::kLocale:
    case LineKind::kIdentifier:
      return true;
    default:
      return false;
  }
}

std::vector<Line> classify_lines(std::string_view raw) {
  std::vector<Line> lines;
  for (std::size_t number = 1; !raw.empty(); ++number) {
    const std::size_t end = raw.find('\n');
    for (std::string& text : split_lines(raw.substr(0, end))) {
      lines.push_back(make_line(number, std::move(text)));
    }
    raw.remove_prefix(end == std::string_view::npos ? raw.size() : end + 1);
  }
  return lines;
}

}  // namespace tidings::text
