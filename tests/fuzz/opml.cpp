#include "parsers/opml/opml.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

// What was read can be written and is read back in the same number.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const auto list = tidings::opml::parse(bytes);
  if (tidings::opml::parse(tidings::opml::write("fuzz", list)).size() != list.size()) std::abort();
  return 0;
}
