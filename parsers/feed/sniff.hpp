#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace tidings::feed {

enum class Format : std::uint8_t { kRss, kAtom, kSitemap, kJson, kText, kUnknown };

struct Sniffed {
  Format format = Format::kUnknown;
  std::string_view document =
      {};                 // what is to be read: junk before the first declaration is left out
  std::string what = {};  // of kUnknown, what the text is instead
};

// Tells the format by the first element or character of a text. A known root element also counts
// behind other markup in the first 4 kB (warnings of PHP and the like), except within HTML.
[[nodiscard]] Sniffed sniff(std::string_view text);

}  // namespace tidings::feed
