#pragma once

#include "parsers/article/blocks.hpp"
#include "parsers/article/metadata.hpp"

namespace tidings::article {

// Fills Block::noise with what structure, or a text that the page states of itself, proves to be no
// text of the article: menus, lone links, comments, consent dialogs, embedded posts, disclaimers,
// the headline and tags once more, author boxes, and the whole text once more in one block or as
// microdata.
void mark_noise(Blocks& page, const Metadata& metadata);

}  // namespace tidings::article
