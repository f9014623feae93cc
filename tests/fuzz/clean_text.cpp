#include "parsers/text/clean_text.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include "parsers/text/normalize.hpp"

// What is kept is clean, and every line is either kept or named as dropped.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace tidings::text;
  static const Boilerplate kKnown = [] {
    Boilerplate::Entries entries;
    entries.lines = {"News"};
    entries.headings = {"Related"};
    return Boilerplate(entries);
  }();
  const std::string_view raw(reinterpret_cast<const char*>(data), size);
  const CleanText text = clean_text(raw, kKnown);
  for (const std::string& paragraph : text.paragraphs) {
    if (paragraph.empty() || one_line(paragraph) != paragraph) std::abort();
  }
  std::size_t lines = text.paragraphs.size() + text.dropped.size();
  if (split_lines(raw).size() < lines) std::abort();
  return 0;
}
