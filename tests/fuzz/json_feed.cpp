#include <cstdint>
#include <string>

#include "tests/fuzz/feed_checks.hpp"

// Any bytes as JSON, and as the members of an item.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  tidings::feed::check_feed("{" + std::string(bytes));
  tidings::feed::check_feed("{\"items\":[{" + std::string(bytes) + "}]}");
  return 0;
}
