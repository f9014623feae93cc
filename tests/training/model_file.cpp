#include "tests/training/model_file.hpp"

#include <fstream>
#include <sstream>

namespace tidings::article::training {

std::expected<OwnedModel, std::string> read_model(const std::string& path) {
  std::ifstream in(path);
  OwnedModel model;
  std::string line;
  if (!std::getline(in, line)) return std::unexpected("cannot read the model " + path);
  std::istringstream(line) >> model.bias >> model.trainings;
  while (std::getline(in, line)) {
    std::istringstream tree(line);
    model.roots.push_back(static_cast<std::uint32_t>(model.nodes.size()));
    ModelNode node{};
    while (tree >> node.value >> node.feature >> node.left) model.nodes.push_back(node);
  }
  return model;
}

}  // namespace tidings::article::training
