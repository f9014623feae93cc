#include "parsers/robots/robots.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

// A verdict that names a line names one of the file; /robots.txt is always allowed.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const std::size_t split = text.find('\0');
  const std::string_view path = text.substr(0, split);
  const auto rules = tidings::robots::Rules::parse(
      split == std::string_view::npos ? text : text.substr(split + 1));
  for (const char* token : {"tidings", "a", "*"}) {
    const auto verdict = rules.verdict(token, path);
    if (verdict.line > size || (verdict.line == 0) != verdict.text.empty()) std::abort();
    if (!verdict.allowed && verdict.line == 0) std::abort();
    if (!rules.verdict(token, "/robots.txt").allowed) std::abort();
    if (const auto delay = rules.crawl_delay(token); delay && !(*delay >= 0)) std::abort();
  }
  return 0;
}
