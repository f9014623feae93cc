#pragma once

#include <string_view>
#include <unordered_map>

#include <gumbo.h>

#include "parsers/article/metadata_evidence.hpp"

namespace tidings::article {

// Tells regions by element name and by words in class and id. Remembers class strings, which repeat
// in a page; use one object a page.
class RegionReader {
 public:
  // The bits that `element` adds to those of its ancestors.
  [[nodiscard]] Regions read(const GumboNode& element);

 private:
  Regions read_words(std::string_view names);

  std::unordered_map<std::string_view, Regions> known_;
};

}  // namespace tidings::article
