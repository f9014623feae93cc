#pragma once

#include <string_view>

#include "config/options.hpp"
#include "config/value_reader.hpp"
#include "config/yaml_reader.hpp"

// Mistakes in the keys of a map, told with what was meant.
namespace tidings::config {

// `where`: " in fetch", " of a source", ...; may be empty.
void report_unknown_key(ValueReader& reader, const Node::Entry& entry, Section section,
                        std::string_view where);

// The option's value is a text, a list or a map, and should be another of these.
void report_wrong_kind(ValueReader& reader, const Node& node, const Option& option);

}  // namespace tidings::config
