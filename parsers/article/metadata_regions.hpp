#pragma once

#include <string_view>
#include <unordered_map>

#include <gumbo.h>

#include "parsers/article/metadata_evidence.hpp"

namespace tidings::article {

// Tells the regions of one page, which has the same classes again and again. Keeps views of them.
class RegionFinder {
 public:
  // The regions that `element`, with this class and id, adds to those of its ancestors: by its name
  // and by words in class and id ("article-comments").
  [[nodiscard]] Regions of(const GumboNode& element, std::string_view classes, std::string_view id);

 private:
  Regions of_words(std::string_view names);

  std::unordered_map<std::string_view, Regions> known_;
};

}  // namespace tidings::article
