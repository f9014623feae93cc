#include "parsers/article/article.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

// Whatever a page holds, extraction ends with one-line paragraphs, each with a verdict behind it.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  tidings::article::Options options;
  options.url = "https://news.example/2026/05/11/story.html";
  options.explain = true;
  const auto article = tidings::article::extract(bytes, options);
  if (!article) return 0;
  for (const auto& paragraph : article->paragraphs) {
    if (paragraph.empty() || paragraph.find('\n') != std::string::npos) std::abort();
  }
  for (const auto& block : article->blocks) {
    if (block.reason.empty() || block.score < 0 || block.score > 1) std::abort();
  }
  return 0;
}
