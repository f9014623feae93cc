#pragma once

#include "parsers/article/blocks.hpp"

namespace tidings::article {

// Sets Block::noise to "prompt" for what stands in one box with prompts: the advantages of an
// account, the small print of an offer. A box is an element with two prompts or more whose other
// texts are short and few. `title`: the element of the headline, or null; no box holds it.
void mark_prompt_boxes(Blocks& page, const Element* title);

}  // namespace tidings::article
