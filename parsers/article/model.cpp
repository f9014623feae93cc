#include "parsers/article/model.hpp"

#include <array>
#include <cmath>

namespace tidings::article {
namespace {

constexpr std::size_t kTogether = 4;  // rows that go down a tree side by side

// From where on a training is sure: the log-odds of 0.982 (and of 0.018).
constexpr float kSure = 4;

// A row and the sum of the leaves in which it has ended.
struct Walker {
  const float* row;
  float sum;
};

// Adds the scores of the leaves where walkers end in a tree. Their ways down are independent of
// each other, so that the loads overlap.
template <std::size_t kRows>
void add_leaves(const ModelNode* tree, Walker* walkers) {
  std::array<const ModelNode*, kRows> at;
  at.fill(tree);
  for (bool inside = true; inside;) {
    inside = false;
    for (std::size_t i = 0; i < kRows; ++i) {
      const ModelNode& node = *at[i];
      if (node.feature == ModelNode::kLeaf) continue;
      at[i] = tree + node.left + (walkers[i].row[node.feature] < node.value ? 0 : 1);
      inside = true;
    }
  }
  for (std::size_t i = 0; i < kRows; ++i) walkers[i].sum += at[i]->value;
}

void add_trees(std::span<const ModelNode> nodes, std::span<const std::uint32_t> roots,
               std::span<Walker> walkers) {
  for (const std::uint32_t root : roots) {
    std::size_t i = 0;
    for (; i + kTogether <= walkers.size(); i += kTogether)
      add_leaves<kTogether>(&nodes[root], &walkers[i]);
    for (; i < walkers.size(); ++i) add_leaves<1>(&nodes[root], &walkers[i]);
  }
}

double probability(float log_odds) {
  return 1.0 / (1.0 + std::exp(-static_cast<double>(log_odds)));
}

}  // namespace

std::vector<double> Model::probabilities(std::span<const float> rows, std::size_t count) const {
  std::vector<Walker> walkers;
  walkers.reserve(count);
  const std::size_t width = count == 0 ? 0 : rows.size() / count;
  for (std::size_t i = 0; i < count; ++i) walkers.push_back({&rows[i * width], 0});
  const std::size_t first = roots.size() / trainings;
  add_trees(nodes, roots.first(first), walkers);

  std::vector<double> result(count);
  std::vector<Walker> unsure;
  std::vector<std::size_t> places;
  for (std::size_t i = 0; i < count; ++i) {
    const float alone = bias + walkers[i].sum * static_cast<float>(trainings);
    result[i] = probability(alone);
    if (std::abs(alone) >= kSure) continue;
    unsure.push_back(walkers[i]);
    places.push_back(i);
  }
  add_trees(nodes, roots.subspan(first), unsure);
  for (std::size_t i = 0; i < unsure.size(); ++i)
    result[places[i]] = probability(bias + unsure[i].sum);
  return result;
}

}  // namespace tidings::article
