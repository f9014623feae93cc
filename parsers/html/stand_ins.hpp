#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include <gumbo.h>

#include "parsers/html/arena.hpp"

// Single characters that stand for whole texts while a page is parsed: gumbo spends some hundred
// instructions on each character of a text, and which ones they are decides nothing in a tree.
namespace tidings::html {

// Gives out characters of the private use planes 15 and 16 for stretches of one page, and puts the
// stretches back into the tree. Refers to the page, which has to stay until put_back().
class StandIns {
 public:
  // `page` is UTF-8.
  explicit StandIns(std::string& page) : page_(page) {}

  // False for pages that use the private planes themselves, as bytes or as numeric character
  // references: there nothing can stand in.
  [[nodiscard]] static bool fit(std::string_view page);

  // Bytes of the character at page[at] if it is one that gumbo would change or heed (the ampersand
  // of a reference, a control, a carriage return, a bracket that can end character data) and that
  // therefore stays as it is; else 0.
  [[nodiscard]] static std::size_t changed_bytes(std::string_view page, std::size_t at) {
    const auto byte = static_cast<unsigned char>(page[at]);
    return kChanged[byte] == 0 ? 0 : changed_bytes_of(page.substr(at));
  }

  // True when all characters are taken.
  [[nodiscard]] bool is_full() const { return stretches_.size() == kMost; }

  // Appends to `markup` a character for page[begin, end), which holds nothing that gumbo would
  // change. False when that is not worth it or all characters are taken: nothing is appended then.
  bool add_text(std::size_t begin, std::size_t end, std::string& markup);
  // The same for an attribute's value. Equal values get the same character: HTML 13.2.4.3 compares
  // the attributes of formatting elements. False also where gumbo would change the value.
  bool add_value(std::size_t begin, std::size_t end, std::string& markup);

  // Puts the stretches back into texts and attributes below `root`; what a node says is then a part
  // of the page, where it was one stretch alone, or a copy in `arena`. The page's text is
  // overwritten. False when the arena had no room for all: texts are missing then.
  bool put_back(const GumboNode& root, Arena& arena);

 private:
  struct Stretch {
    std::size_t begin;
    std::size_t end;
  };
  static constexpr std::size_t kPlane = 0xFFFE;  // characters: the last two code points are none
  static constexpr std::size_t kMost = 2 * kPlane;
  static std::size_t number_of(const char* character);
  // Bytes that such characters begin with; U+0080 to U+009F begin with C2.
  static constexpr auto kChanged = [] {
    std::array<std::uint8_t, 256> changed{};
    for (std::size_t c = 0; c < ' '; ++c) changed[c] = c != '\t' && c != '\n' && c != '\f';
    changed['&'] = changed[']'] = changed[0x7F] = changed[0xC2] = 1;
    return changed;
  }();
  static std::size_t changed_bytes_of(std::string_view text);
  void append_character(std::size_t number, std::string& markup) const;
  [[nodiscard]] std::string_view text_of(std::size_t number) const;
  const char* resolve(const char* text, Arena& arena) const;

  std::string& page_;
  std::vector<Stretch> stretches_;
  std::unordered_map<std::string_view, std::size_t> values_;
};

}  // namespace tidings::html
