#include <cstdint>
#include <string>

#include "tests/fuzz/feed_checks.hpp"

// Any bytes within a sitemap, and as a text sitemap.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  tidings::feed::check_feed("<urlset><url>" + std::string(bytes));
  tidings::feed::check_feed("https://news.example/1\n" + std::string(bytes));
  return 0;
}
