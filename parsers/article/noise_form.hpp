#pragma once

#include <string_view>

#include "parsers/article/blocks.hpp"

namespace tidings::article {

// Why a block is no text of any article, by its own words and form: lone links, addresses, numbers,
// breadcrumbs, macros, dates, credits, share bars, consent, disclaimers, requests to the reader.
// Static text; empty: it may be text. `element` is the one that holds the block.
[[nodiscard]] std::string_view noise_by_form(const Block& block, const Element& element);

}  // namespace tidings::article
