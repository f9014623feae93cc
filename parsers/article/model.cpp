#include "parsers/article/model.hpp"

#include <cmath>

namespace tidings::article {

double Model::probability(std::span<const float> row) const {
  float sum = bias;
  for (const std::uint32_t root : roots) {
    const ModelNode* tree = &nodes[root];
    const ModelNode* node = tree;
    while (node->feature != ModelNode::kLeaf) {
      node = tree + node->left + (row[node->feature] < node->value ? 0 : 1);
    }
    sum += node->value;
  }
  return 1.0 / (1.0 + std::exp(-static_cast<double>(sum)));
}

}  // namespace tidings::article
