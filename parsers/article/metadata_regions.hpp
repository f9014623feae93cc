#pragma once

#include <string_view>

#include <gumbo.h>

#include "parsers/article/metadata_evidence.hpp"

namespace tidings::article {

// The regions that `element`, with this class and id, adds to those of its ancestors: by its name
// and by words in class and id ("article-comments").
[[nodiscard]] Regions regions_of(const GumboNode& element, std::string_view classes,
                                 std::string_view id);

}  // namespace tidings::article
