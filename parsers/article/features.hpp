#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "parsers/article/page_facts.hpp"

// A block as numbers: the one description that the model is trained on and used with.
namespace tidings::article {

// The numbers' names, in order.
[[nodiscard]] std::vector<std::string> feature_names();

// Appends the numbers of a block of the page to `rows`, feature_names().size() of them.
void describe(const PageFacts& facts, std::size_t block, std::vector<float>& rows);

}  // namespace tidings::article
