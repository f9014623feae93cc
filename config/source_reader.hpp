#pragma once

#include <bitset>
#include <cstddef>
#include <string>
#include <unordered_map>
#include <vector>

#include "config/options.hpp"
#include "config/settings.hpp"
#include "config/value_reader.hpp"
#include "config/yaml_reader.hpp"

namespace tidings::config {

// Reads sources and the defaults for them into settings. Settings and value reader are not owned.
class SourceReader {
 public:
  // `check_paths`: whether the files that a source names must be there.
  SourceReader(Settings& settings, ValueReader& reader, bool check_paths)
      : settings_(settings), reader_(reader), check_paths_(check_paths) {}

  // Reads one entry of `sources`.
  void read(const Node& node);
  // Reads a default once, so that a mistake in it is reported once, and keeps it for the sources.
  void read_default(const Node::Entry& entry);
  // Gives each source the defaults that it does not set itself; `file` is the one they stand in.
  void apply_defaults(const std::string& file);

 private:
  // The options that a map gave, by their place in the table.
  using Given = std::bitset<128>;

  Given read_keys(const Node& node, Source& source);
  void read_section(const Node::Entry& entry, const Option& option, const Target& target);
  void check(const Source& source, const Given& given, const Node& node);
  void check_paths(const Source& source, const Node& node);

  Settings& settings_;
  ValueReader& reader_;
  const bool check_paths_;
  std::vector<Node::Entry> defaults_;
  std::vector<Given> given_;                            // by source
  std::unordered_map<std::string, std::size_t> names_;  // of sources: their place in the list
};

}  // namespace tidings::config
