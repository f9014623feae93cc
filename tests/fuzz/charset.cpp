#include "parsers/charset/charset.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "parsers/charset/utf8.hpp"

namespace {

void expect_text(const tidings::charset::Decoded& decoded) {
  if (!tidings::utf8::is_valid(decoded.text) || decoded.encoding.empty()) std::abort();
}

}  // namespace

// Whatever comes in, well-formed UTF-8 goes out. The first line is the Content-Type header.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const std::size_t split = text.find('\n');
  const std::string_view header = text.substr(0, split);
  const auto bytes = split == std::string_view::npos ? text : text.substr(split + 1);
  expect_text(tidings::charset::decode_html(bytes, header));
  expect_text(tidings::charset::decode_xml(bytes, header));
  expect_text(tidings::charset::decode_text(bytes, header));
  return 0;
}
