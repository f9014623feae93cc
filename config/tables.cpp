#include "config/tables.hpp"

#include <string>
#include <vector>

#include <yaml-cpp/yaml.h>

#include "config/embedded/boilerplate_yaml.hpp"
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

const text::Boilerplate& boilerplate_table() {
  static const text::Boilerplate kTable = [] {
    const YAML::Node table = YAML::Load(std::string(embedded::kBoilerplateYaml));
    text::Boilerplate::Entries entries;
    entries.lines = table["lines"].as<std::vector<std::string>>();
    entries.starts = table["starts"].as<std::vector<std::string>>();
    entries.phrases = table["phrases"].as<std::vector<std::string>>();
    entries.headings = table["headings"].as<std::vector<std::string>>();
    return text::Boilerplate(entries);
  }();
  return kTable;
}

}  // namespace tidings::config
