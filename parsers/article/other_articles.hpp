#pragma once

#include <vector>

#include "parsers/article/blocks.hpp"

namespace tidings::article {

// For each element, whether it shows another article than the page's own: one of several boxes of
// one kind whose heads are links, or an <article> whose heading leads elsewhere. Never true of an
// element that holds `title` (may be null: the page has no title of its own, and nothing is found),
// nor where such boxes have most of the page's sentences. Linear in elements and blocks.
[[nodiscard]] std::vector<bool> find_other_articles(const Blocks& page, const Element* title);

}  // namespace tidings::article
