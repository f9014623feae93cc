#include "parsers/document/document.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdlib>

// Whatever is formatted parses, and what parses formats to the same bytes.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace tidings::document;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const auto parsed = parse(bytes);
  if (parsed && format(*parsed) != bytes) std::abort();
  const std::size_t half = size / 2;
  Document document;
  document.url = document.day = bytes.substr(0, size / 4);
  document.title = bytes.substr(0, half);
  document.paragraphs = {std::string(bytes), std::string(bytes.substr(half))};
  if (!parse(format(document))) std::abort();
  static_cast<void>(parse_file_name(bytes));
  return 0;
}
