#include <cstdint>
#include <string>

#include "tests/fuzz/feed_checks.hpp"

// Any bytes, and the same within the item of an RSS feed.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  tidings::feed::check_feed(bytes);
  tidings::feed::check_feed("<rss><channel><item>" + std::string(bytes));
  return 0;
}
