#include "parsers/site_rules/site_rules.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "parsers/html/document.hpp"

// Rules, a NUL, a page: both foreign. Bodies never lie inside each other's stripped parts.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  namespace site_rules = tidings::site_rules;
  const std::string_view input(reinterpret_cast<const char*>(data), size);
  const std::size_t cut = std::min(input.find('\0'), input.size());
  const auto rules = site_rules::Rules::parse(input.substr(0, cut));
  std::string text(input.substr(std::min(cut + 1, input.size())));
  if (text.empty()) text = "<h1 class=a>T</h1><div id=b><p>One<p>Two<img src=x></div>";
  const auto page = tidings::html::Document::parse(
      site_rules::replace_strings(rules, std::move(text)), {}, tidings::html::Detail::kAll);
  if (!page) return 0;
  for (const GumboNode* body : site_rules::apply(rules, *page).body) {
    if (body == nullptr) std::abort();
  }
  return 0;
}
