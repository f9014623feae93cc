#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

// Gradient-boosted decision trees, trained by tests/training.
namespace tidings::article {

// A split (go to `left` when row[feature] < value, else to left + 1) or, with kLeaf, a score.
struct ModelNode {
  static constexpr std::uint16_t kLeaf = 0xFFFF;
  float value;
  std::uint16_t feature;
  std::uint16_t left;  // counted from the tree's root
};

// Trees over a feature row; refers to tables it does not own.
struct Model {
  std::span<const ModelNode> nodes;
  std::span<const std::uint32_t> roots;
  float bias = 0;
  // Trainings that the trees come from, one behind the other and equally many of each; every one
  // gives its share of the score.
  std::size_t trainings = 1;

  // Probability that a block with these features is part of the article, 0..1, for each of
  // `count` rows that stand one behind the other in `rows`. Where the first training is sure, the
  // others are not asked.
  [[nodiscard]] std::vector<double> probabilities(std::span<const float> rows,
                                                  std::size_t count) const;
};

// The trained model of this program, and the names of the features it was trained on.
[[nodiscard]] const Model& body_model();
[[nodiscard]] std::span<const std::string_view> body_model_features();

}  // namespace tidings::article
