#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include "parsers/feed/html_text.hpp"
#include "tests/parsers/feed/feed_support.hpp"

// Items that are written in every format and read back: what was said must come out, whatever it is
// made of and however it is written.
namespace tidings::feed {
namespace {

struct Written {
  std::string id;
  std::string link;
  std::string title;
  std::string summary;  // HTML
  std::string author;
  std::string category;
};

std::uint32_t next_number(std::uint32_t& seed) {
  seed = seed * 1'664'525 + 1'013'904'223;
  return seed >> 16;
}

// Words with what formats give a meaning to; no blanks around, none doubled.
std::string words(std::uint32_t& seed, int count) {
  constexpr std::string_view kWords[] = {
      "ferry", "ice",       "&",      "<",      ">",    "\"",         "'", "&amp;", "]]>",    "<b>",
      "</a>",  "caf\u00E9", "\u20AC", "\u65E5", "\\",   "{",          "}", "[",     "]",      ",",
      ":",     "&#233;",    "&nope;", "-->",    "<!--", "\U0001F600", "%", "$",     "\u00B7", "1"};
  std::string text;
  for (int i = 0; i < count; ++i) {
    if (i > 0) text += ' ';
    text += kWords[next_number(seed) % std::size(kWords)];
  }
  return text;
}

Written written(std::uint32_t seed) {
  const std::string number = std::to_string(seed);
  return {.id = "urn:h:" + number,
          .link = "https://h.example/" + number + "?a=1&b=2",
          .title = words(seed, 5),
          .summary = "<p title=\"a\">" + number + " &lt; 9 &amp; more</p>",
          .author = "Pen " + number,
          .category = words(seed, 1)};
}

std::string xml(std::string_view text) {
  std::string escaped;
  append_html(escaped, text);
  return escaped;
}

// HTML of plain text, as it stands in a title of RSS.
std::string html(std::string_view text) { return xml(xml(text)); }

std::string rss_of(const Written& item) {
  return rss_item("<guid isPermaLink='false'>" + item.id + "</guid><link>" + xml(item.link) +
                  "</link><title>" + html(item.title) + "</title><description>" +
                  xml(item.summary) + "</description><dc:creator>" + item.author +
                  "</dc:creator><category>" + html(item.category) + "</category>");
}

// The same in sections, where they can hold it.
std::string rss_in_sections_of(const Written& item) {
  const auto section = [](std::string text) {
    for (std::size_t at = 0; (at = text.find("]]>", at)) != std::string::npos; at += 17) {
      text.replace(at, 3, "]]]]><![CDATA[>");
    }
    return "<![CDATA[" + text + "]]>";
  };
  return rss_item("<guid isPermaLink='false'>" + section(item.id) + "</guid><link>" +
                  section(item.link) + "</link><title>" + section(xml(item.title)) +
                  "</title><description>" + section(item.summary) + "</description><author>" +
                  section(item.author) + "</author><category>" + section(xml(item.category)) +
                  "</category>");
}

std::string atom_of(const Written& item) {
  return "<feed xmlns='http://www.w3.org/2005/Atom'><entry><id>" + item.id + "</id><link href=\"" +
         xml(item.link) + "\"/><title>" + xml(item.title) + "</title><summary type='html'>" +
         xml(item.summary) + "</summary><author><name>" + item.author +
         "</name></author><category term=\"" + xml(item.category) + "\"/></entry></feed>";
}

std::string json_string(std::string_view text) {
  std::string quoted = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') quoted += '\\';
    quoted += c;
  }
  return quoted + "\"";
}

std::string json_of(const Written& item) {
  return R"({"items":[{"id":)" + json_string(item.id) + R"(,"url":)" + json_string(item.link) +
         R"(,"title":)" + json_string(item.title) + R"(,"content_html":)" +
         json_string(item.summary) + R"(,"authors":[{"name":)" + json_string(item.author) +
         R"(}],"tags":[)" + json_string(item.category) + "]}]}";
}

struct Format {
  std::string_view name;
  std::string (*write)(const Written& item);
};

class RoundTrip : public testing::TestWithParam<Format> {};

TEST_P(RoundTrip, WhatWasSaidComesOut) {
  for (std::uint32_t seed = 0; seed < 500; ++seed) {
    const Written said = written(seed);
    const std::string text = GetParam().write(said);
    const Feed feed = parsed(text);
    ASSERT_EQ(feed.items.size(), 1U) << text;
    const Item& item = feed.items[0];
    EXPECT_EQ(item.id, said.id) << text;
    EXPECT_EQ(item.link, said.link) << text;
    ASSERT_EQ(item.title, said.title) << text;
    EXPECT_EQ(item.summary.empty() ? item.content : item.summary, said.summary) << text;
    EXPECT_EQ(item.authors, std::vector<std::string>{said.author}) << text;
    ASSERT_EQ(item.categories, std::vector<std::string>{said.category}) << text;
    EXPECT_FALSE(feed.truncated) << text;
    EXPECT_EQ(feed.note, "") << text;
  }
}

// A document between white space and comments, or behind a declaration, says the same.
TEST_P(RoundTrip, WhatStandsAroundMakesNoDifference) {
  const Written said = written(7);
  const std::string text = GetParam().write(said);
  for (const std::string& around : {" \n" + text + "\n ", "\xEF\xBB\xBF" + text}) {
    const Feed feed = parsed(around);
    ASSERT_EQ(feed.items.size(), 1U) << around;
    EXPECT_EQ(feed.items[0].title, said.title);
  }
}

// What any byte may become on its way: the reader ends, and says something of what it read.
TEST_P(RoundTrip, AnyByteMayBeAnother) {
  const std::string whole = GetParam().write(written(11));
  for (std::size_t at = 0; at < whole.size(); ++at) {
    for (const char byte : {'\0', '<', '&', '"', ']', '}', '\xC3', '\xFF'}) {
      std::string text = whole;
      text[at] = byte;
      const auto feed = parse(text);
      ASSERT_TRUE(feed || !feed.error().empty()) << at;
    }
  }
}

constexpr Format kFormats[] = {{"Rss", rss_of},
                               {"RssInSections", rss_in_sections_of},
                               {"Atom", atom_of},
                               {"JsonFeed", json_of}};
INSTANTIATE_TEST_SUITE_P(OfItems, RoundTrip, testing::ValuesIn(kFormats),
                         [](const auto& test) { return std::string(test.param.name); });

}  // namespace
}  // namespace tidings::feed
