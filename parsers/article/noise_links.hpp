#pragma once

#include "parsers/article/blocks.hpp"

namespace tidings::article {

// Sets Block::noise where blocks point to other texts together: cards of one kind that are links
// and nothing else, lists whose items are titles with a link in each, and the line above such a
// list; three lines or more that begin with the same words and end in a link.
void mark_lists_of_links(Blocks& page);

}  // namespace tidings::article
