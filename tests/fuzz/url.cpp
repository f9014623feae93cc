#include "parsers/url/url.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "parsers/charset/utf8.hpp"

// A URL that was read is ASCII and reads as itself; so does its canonical form.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const std::size_t split = text.find('\0');
  const auto base = tidings::url::parse(text.substr(0, split));
  const auto input = split == std::string_view::npos ? text : text.substr(split + 1);
  const auto url = tidings::url::parse(input, base ? &*base : nullptr);
  if (!url) return 0;
  const std::string href = url->text();
  if (tidings::utf8::ascii_prefix(href) != href.size()) std::abort();
  const auto again = tidings::url::parse(href);
  if (!again || again->text() != href) std::abort();
  const tidings::url::TrackingTable tracking({"utm_"}, {"fbclid", "a"});
  const auto canonical = tidings::url::canonical(href, tracking);
  if (!canonical || tidings::url::canonical(*canonical, tracking) != canonical) std::abort();
  if (tidings::url::registrable_domain(url->host).empty()) std::abort();
  return 0;
}
