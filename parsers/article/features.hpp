#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "parsers/article/page_facts.hpp"

// A block as numbers: the one description that the model is trained on and used with.
namespace tidings::article {

// The numbers' names, in order.
[[nodiscard]] std::vector<std::string> feature_names();

// Writes the numbers of a block of the page to `row` (overwritten, feature_names().size() long).
void describe(const PageFacts& facts, std::size_t block, std::vector<float>& row);

}  // namespace tidings::article
