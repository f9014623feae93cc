#include "parsers/article/model.hpp"

#include <array>
#include <cmath>

namespace tidings::article {
namespace {

constexpr std::size_t kTogether = 4;  // rows that go down a tree side by side

// The scores of the leaves where `rows`, `width` floats each, end in a tree. The ways down are
// independent of each other, so that their loads overlap.
template <std::size_t kRows>
void add_leaves(const ModelNode* tree, const float* rows, std::size_t width, float* sums) {
  std::array<const ModelNode*, kRows> at;
  at.fill(tree);
  for (bool inside = true; inside;) {
    inside = false;
    for (std::size_t i = 0; i < kRows; ++i) {
      const ModelNode& node = *at[i];
      if (node.feature == ModelNode::kLeaf) continue;
      at[i] = tree + node.left + (rows[i * width + node.feature] < node.value ? 0 : 1);
      inside = true;
    }
  }
  for (std::size_t i = 0; i < kRows; ++i) sums[i] += at[i]->value;
}

}  // namespace

std::vector<double> Model::probabilities(std::span<const float> rows, std::size_t count) const {
  std::vector<float> sums(count, bias);
  const std::size_t width = count == 0 ? 0 : rows.size() / count;
  for (const std::uint32_t root : roots) {
    std::size_t i = 0;
    for (; i + kTogether <= count; i += kTogether)
      add_leaves<kTogether>(&nodes[root], &rows[i * width], width, &sums[i]);
    for (; i < count; ++i) add_leaves<1>(&nodes[root], &rows[i * width], width, &sums[i]);
  }
  std::vector<double> result;
  result.reserve(count);
  for (const float sum : sums) result.push_back(1.0 / (1.0 + std::exp(-static_cast<double>(sum))));
  return result;
}

}  // namespace tidings::article
