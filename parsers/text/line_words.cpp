#include "parsers/text/line_words.hpp"

#include <algorithm>

namespace tidings::text {

std::vector<std::string_view> split(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  while (true) {
    const std::size_t end = text.find(separator);
    parts.push_back(text.substr(0, end));
    if (end == std::string_view::npos) return parts;
    text.remove_prefix(end + 1);
  }
}

std::string_view trim(std::string_view text) {
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  return text;
}

std::size_t digits_in(std::string_view text) {
  return static_cast<std::size_t>(std::ranges::count_if(text, is_digit));
}

std::string_view after_word(std::string_view line, std::string_view word) {
  if (line.size() <= word.size()) return {};
  for (std::size_t i = 0; i < word.size(); ++i) {
    const char c = is_upper(line[i]) ? static_cast<char>(line[i] - 'A' + 'a') : line[i];
    if (c != word[i]) return {};
  }
  return line.substr(word.size());
}

}  // namespace tidings::text
