#include "parsers/article/json_ld.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

// Any script gives a bounded list of articles, whose names are not empty.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view script(reinterpret_cast<const char*>(data), size);
  const auto articles =
      tidings::article::read_json_ld({script, script}, "https://news.example/a", {"A title"});
  if (articles.size() > 64) std::abort();
  for (const auto& article : articles) {
    for (const auto& author : article.authors) {
      if (author.empty()) std::abort();
    }
  }
  return 0;
}
