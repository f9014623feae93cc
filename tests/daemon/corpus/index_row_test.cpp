#include "daemon/corpus/index_row.hpp"

#include <algorithm>
#include <random>

#include <gtest/gtest.h>

namespace tidings::corpus {
namespace {

state::Document document(std::string title, std::string url = "https://site.example/a") {
  state::Document document;
  document.file = "000_c2146fd9ab94773e.txt";
  document.day = "2026-03-12";
  document.title = std::move(title);
  document.url = std::move(url);
  document.words = 301;
  return document;
}

std::string title_cell(const std::string& title) {
  const std::string row = index_row(document(title));
  const std::string start = "| 000 | 2026-03-12 | ";
  return row.substr(start.size(), row.find(" | [site") - start.size());
}

std::string source_cell(const std::string& url) {
  const std::string row = index_row(document("T", url));
  const std::string start = "| 000 | 2026-03-12 | T | ";
  return row.substr(start.size(), row.find(" | 301") - start.size());
}

TEST(IndexRow, HoldsNumberDayTitleSourceWordsAndFile) {
  EXPECT_EQ(index_row(document("A title", "https://www.site.example/a?b=c")),
            "| 000 | 2026-03-12 | A title | [site.example](https://www.site.example/a?b=c) | 301 | "
            "[000_c2146fd9ab94773e.txt](000_c2146fd9ab94773e.txt) |\n");
}

TEST(IndexRow, ShowsADashForWhatIsUnknown) {
  state::Document unknown = document("", "");
  unknown.day = "";
  EXPECT_TRUE(index_row(unknown).starts_with("| 000 | - | - | - | 301 |")) << index_row(unknown);
}

TEST(IndexRow, EscapesWhatMarkdownReadsAsMarkup) {
  struct Case {
    std::string title;
    std::string cell;
  };
  const std::vector<Case> cases{
      {"A | B", "A \\| B"},
      {"*bold* _it_ ~~gone~~", "\\*bold\\* \\_it\\_ \\~\\~gone\\~\\~"},
      {"snake_case stays", "snake_case stays"},
      {"`code`", "\\`code\\`"},
      {"[a](javascript:b)", "\\[a\\](javascript:b)"},
      {"![i](http://x.example/p.png)", "!\\[i\\](http\\://x.example/p.png)"},
      {"<script>alert(1)</script>", "\\<script\\>alert(1)\\</script\\>"},
      {"<!-- rest", "\\<!-- rest"},
      {"back\\slash\\|", "back\\\\slash\\\\\\|"},
      {"AT&T", "AT&T"},
      {"&lt;b&gt;", "\\&lt;b\\&gt;"},
      {"&#124;", "\\&#124;"},
      {"www.example.com", "www\\.example.com"},
      {"WWW.example.com", "WWW\\.example.com"},
      {"mail me@example.com", "mail me\\@example.com"},
      {"two\nlines\r\n| 999 |", "two lines  \\| 999 \\|"},
      {"Не только ASCII – 日本", "Не только ASCII – 日本"},
  };
  for (const Case& one : cases) EXPECT_EQ(title_cell(one.title), one.cell) << one.title;
}

TEST(IndexRow, LinksOnlyHttpAddressesAndEncodesWhatWouldEndTheLink) {
  struct Case {
    std::string url;
    std::string cell;
  };
  const std::vector<Case> cases{
      {"https://a.example/x(1)|y", "[a.example](https://a.example/x%281%29%7Cy)"},
      {"https://a.example/x y`z`<b>", "[a.example](https://a.example/x%20y%60z%60%3Cb%3E)"},
      {"https://a.example/?a=1&lt;=2", "[a.example](https://a.example/?a=1\\&lt;=2)"},
      {"https://user@a.example/", "[a.example](https://user@a.example/)"},
      {"https://[::1]:8443/x", "[\\[::1\\]:8443](https://[::1]:8443/x)"},
      {"https://a.example/\nb", "[a.example](https://a.example/%0Ab)"},
      {"javascript:alert(1)", "-"},
      {"403", "-"},
  };
  for (const Case& one : cases) EXPECT_EQ(source_cell(one.url), one.cell) << one.url;
}

TEST(IndexRow, IsOneLineOfSixCellsWhateverItHolds) {
  std::mt19937 random(1);
  const std::string alphabet = "ab |\\\n\r\t[]()<>&;#`*_~!@.:/w\xc3\xa9\x01\x7f";
  const auto text = [&] {
    std::string made;
    for (std::size_t n = random() % 30; n > 0; --n) made += alphabet[random() % alphabet.size()];
    return made;
  };
  for (int i = 0; i < 20'000; ++i) {
    const std::string row = index_row(document(text(), "https://" + text()));
    ASSERT_EQ(std::ranges::count(row, '\n'), 1) << row;
    ASSERT_EQ(row.back(), '\n');
    int bars = 0;
    for (std::size_t k = 0; k < row.size(); ++k) {
      if (row[k] == '\\') {
        ++k;
      } else if (row[k] == '|') {
        ++bars;
      }
    }
    ASSERT_EQ(bars, 7) << row;
  }
}

TEST(IndexRow, GivesItsNumberBack) {
  state::Document large = document("| 7 |");
  large.number = 1'234'567;
  EXPECT_EQ(index_row_number(index_row(large)), 1'234'567U);
  EXPECT_EQ(index_row_number("| No. | Date |"), std::nullopt);
  EXPECT_EQ(index_row_number("|----:|:-----|"), std::nullopt);
  EXPECT_EQ(index_row_number(""), std::nullopt);
}

}  // namespace
}  // namespace tidings::corpus
