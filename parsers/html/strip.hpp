#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "parsers/html/stand_ins.hpp"

// Takes out of a page what its tree does not need: on news pages more than half of the bytes.
namespace tidings::html {

// A script that holds data: ld+json, or any other type that names JSON.
struct JsonScript {
  std::string type;  // lower case, without parameters: "application/ld+json"
  std::string id;    // the id attribute, e.g. "__NEXT_DATA__"
  std::string text;  // as written
};

// How much of the markup that stays is kept as it was written.
enum class Detail {
  // Attributes that say where a link leads, what an element is called, means, hides or dates, and
  // what a <meta> or <link> states; one blank of a run of blanks.
  kReadable,
  kAll,
};

// What is left of a page for the parser.
struct Stripped {
  std::string markup;
  std::vector<JsonScript> scripts;  // that hold JSON, in page order
};

// Removes script, style and svg elements and comments from UTF-8 `page`, in one pass. Script ends
// are found as in WHATWG HTML 13.2.5.4 and 13.2.5.15 to 13.2.5.31 (`<!--` and `<script` inside a
// script), but a script that would swallow the rest of the page by these rules ends at its first
// "</script". With kReadable the attributes and blanks go that the tree of an article does not
// need: a third of what is left. With `stand_ins`, which refer to the same page, texts and values
// of attributes become single characters. Tags that never end stay as they are. Linear in the
// bytes.
[[nodiscard]] Stripped strip_noise(std::string_view page, Detail detail,
                                   StandIns* stand_ins = nullptr);

}  // namespace tidings::html
