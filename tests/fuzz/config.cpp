#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "config/options.hpp"
#include "config/value_reader.hpp"
#include "config/yaml_reader.hpp"

using namespace tidings::config;

// Reads any bytes as a configuration, and each scalar and list as the value of each option.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  ValueReader reader([](const std::string&) { return std::nullopt; }, false);
  reader.set_file("fuzz.yaml");
  const auto read_as_all = [&](const Node& node) {
    for (const Option& option : options()) {
      if (option.assign == nullptr) continue;
      Settings settings;
      Source source;
      HostSettings host;
      reader.set_option(option);
      option.assign({&settings, &source, &host}, node, reader);
    }
  };
  read_yaml(std::string_view(reinterpret_cast<const char*>(data), size),
            {[&](const Node::Entry& entry) { read_as_all(entry.value); }, read_as_all,
             [&](Mark mark, const std::string& what) { reader.report(mark, what); }});
  if (reader.mistakes().size() > ValueReader::kMostMistakes) std::abort();
  return 0;
}
