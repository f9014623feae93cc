#include "config/tables.hpp"

#include <string>
#include <vector>

#include <yaml-cpp/yaml.h>

#include "config/embedded/tracking_yaml.hpp"

namespace tidings::config {

const url::TrackingTable& tracking_table() {
  static const url::TrackingTable kTable = [] {
    const YAML::Node table = YAML::Load(std::string(embedded::kTrackingYaml));
    return url::TrackingTable(table["prefixes"].as<std::vector<std::string>>(),
                              table["names"].as<std::vector<std::string>>());
  }();
  return kTable;
}

}  // namespace tidings::config
