#include "config/key_mistakes.hpp"

#include <vector>

#include <fmt/format.h>

#include "config/nearest_name.hpp"

namespace tidings::config {

void report_unknown_key(ValueReader& reader, const Node::Entry& entry, Section section,
                        std::string_view where) {
  std::vector<std::string_view> known;
  for (const Option& option : options()) {
    if (option.section == section) known.push_back(option.name);
  }
  const auto meant = nearest_name(entry.key, known);
  const std::string hint = meant ? fmt::format("did you mean \"{}\"?", *meant)
                                 : fmt::format("known are {}", fmt::join(known, ", "));
  reader.report(entry.mark, fmt::format("unknown key \"{}\"{}; {}", entry.key, where, hint));
}

void report_wrong_kind(ValueReader& reader, const Node& node, const Option& option) {
  reader.set_option(option);
  const std::string_view found = node.kind == Node::Kind::kNothing  ? "no value"
                                 : node.kind == Node::Kind::kScalar ? "a text"
                                 : node.kind == Node::Kind::kList   ? "a list"
                                                                    : "a map";
  reader.fail(node.mark, fmt::format("{}; expected {}", found, expectation(option)));
}

}  // namespace tidings::config
