#include "tests/parsers/html/hazards.hpp"

#include <cstdint>
#include <string_view>

#include <fmt/format.h>

namespace tidings::html {
namespace {

std::string repeat(std::string_view piece, std::size_t bytes) {
  std::string page;
  page.reserve(bytes + piece.size());
  while (page.size() < bytes) page += piece;
  return page;
}

// Each paragraph adds a formatting element that all later ones open again.
std::string tree_bomb(int paragraphs) {
  std::string page;
  for (int i = 0; i < paragraphs; ++i) page += fmt::format("<p><font size={}>x</p>", i);
  return page;
}

std::string attributes(int count) {
  std::string page = "<div";
  for (int i = 0; i < count; ++i) page += fmt::format(" a{}=1", i);
  return page + ">x</div>";
}

std::string random_bytes(std::size_t bytes) {
  std::string page;
  std::uint32_t state = 1;
  while (page.size() < bytes) {
    state = state * 1664525U + 1013904223U;
    page.push_back(static_cast<char>(state >> 24U));
  }
  return page;
}

std::string many_texts(std::size_t count) {
  std::string page;
  for (std::size_t i = 0; i < count; ++i) page += "<p>text " + std::to_string(i);
  return page;
}

// Texts that quote, each followed by a longer one without that quotation.
std::string quotations(std::size_t count) {
  std::string page = "<article><h1>Title</h1>";
  for (std::size_t i = 0; i < count; ++i) {
    page += fmt::format(
        "<p>“This was said on the pier by somebody who said it once, number {}.”</p><p>The keeper "
        "wrote it down in his log on day {} of that year, and then he lit the lamp again.</p>",
        i, i);
  }
  return page;
}

std::string misnested(std::size_t bytes) { return repeat("<b><i><u><p>x</b></i></u>", bytes); }

}  // namespace

std::vector<Hazard> hazards() {
  return {
      {"divs", repeat("<div>", 500'000)},
      {"list items", repeat("<li>", 800'000)},
      {"unclosed bold", repeat("<b>", 300'000)},
      {"misnested formatting", misnested(1'400'000)},
      {"attributes in one tag", attributes(100'000)},
      {"end tags below deep nesting", repeat("<div>", 50'000) + repeat("</x>", 400'000)},
      {"tree bomb", tree_bomb(4000)},
      {"tables in tables", repeat("<table><tr><td>", 500'000)},
      {"text in tables", "<table>" + repeat("<tr>x", 500'000)},
      {"links in links", repeat("<a>x", 500'000)},
      {"selects", repeat("<select><option>", 500'000)},
      {"templates", repeat("<template>", 500'000)},
      {"buttons", repeat("<button>", 500'000)},
      {"definition lists", repeat("<dd><dt>", 500'000)},
      {"frames", repeat("<svg><desc>", 500'000)},
      {"nested headings", repeat("<h1><span>", 500'000)},
      {"plain text", repeat("word ", 8'000'000)},
      {"less-than signs", repeat("<", 2'000'000)},
      {"entities", repeat("&", 2'000'000)},
      {"named entities", repeat("&notit;", 2'000'000)},
      {"zero bytes", std::string(2'000'000, '\0')},
      {"comments", repeat("<!--", 2'000'000)},
      {"scripts", repeat("<script>", 2'000'000)},
      {"random bytes", random_bytes(2'000'000)},
      {"long attribute", "<p title=\"" + std::string(4'000'000, 'x') + "\">x"},
      {"words behind many texts", many_texts(131'100) + repeat("word ", 4'000'000)},
      {"quotations", quotations(10'000)},
      {"quotations of one sign", repeat("<p>“" + repeat("a", 500) + ".”", 5'000'000)},
      {"flat elements", repeat("<i>x</i>", 8'000'000)},
      {"flat paragraphs", repeat("<p>x", 8'000'000)},
  };
}

}  // namespace tidings::html
