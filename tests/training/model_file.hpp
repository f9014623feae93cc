#pragma once

#include <expected>
#include <string>
#include <vector>

#include "parsers/article/model.hpp"

namespace tidings::article::training {

// A model with its own tables, as train.py writes it: "bias trainings", then one line a tree with
// "value feature left" for each node.
struct OwnedModel {
  std::vector<ModelNode> nodes;
  std::vector<std::uint32_t> roots;
  float bias = 0;
  std::size_t trainings = 1;

  [[nodiscard]] Model model() const {
    return {.nodes = nodes, .roots = roots, .bias = bias, .trainings = trainings};
  }
};

[[nodiscard]] std::expected<OwnedModel, std::string> read_model(const std::string& path);

}  // namespace tidings::article::training
