#pragma once

#include <string_view>

namespace tidings::article {

// Counts over a line of text.
struct TextStats {
  int characters = 0;
  int letters = 0;
  int capitals = 0;
  int digits = 0;
  int words = 0;
  int capital_words = 0;  // that begin with a capital
  int ideographs = 0;     // Han, kana, Hangul not counted
  int sentence_ends = 0;  // . ! ? … and their like in other scripts, before a blank or the end
  int commas = 0;
  int signs = 0;  // | / » → • · © @ # and their like
  bool ends_sentence = false;
  bool ends_colon = false;
  bool ends_ellipsis = false;
  bool starts_small = false;
  bool starts_quote = false;
  bool starts_digit = false;
  bool starts_sign = false;
  bool has_at = false;
  bool has_copyright = false;
  bool has_url = false;
  // Length in Latin letters' worth: an ideograph says as much as two and a half.
  [[nodiscard]] double length() const { return characters + 1.5 * ideographs; }
};

[[nodiscard]] TextStats text_stats(std::string_view text);

}  // namespace tidings::article
