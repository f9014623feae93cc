#include "parsers/feed/tag.hpp"

#include <string>
#include <string_view>

#include <gtest/gtest.h>

namespace tidings::feed {
namespace {

// "name [a=b][c=d] /", "!" before one that is not clean; "none" where there is no tag.
std::string shown(std::string_view text) {
  Tag tag;
  if (!read_tag(text, tag)) return "none";
  std::string result = (tag.clean ? "" : "!") + std::string(tag.name);
  for (const RawAttribute& attribute : tag.attributes) {
    result += " [" + std::string(attribute.name) + "=" + std::string(attribute.value) + "]";
  }
  if (tag.self_closing) result += " /";
  EXPECT_EQ(text[tag.size - 1], '>');
  return result;
}

struct Case {
  std::string_view text;
  std::string_view expected;
};

class StartTag : public testing::TestWithParam<Case> {};

TEST_P(StartTag, IsRead) { EXPECT_EQ(shown(GetParam().text), GetParam().expected); }

constexpr Case kXml[] = {
    {"<a>", "a"},
    {"<a/>", "a /"},
    {"<a />", "a /"},
    {"<a\n\t>", "a"},
    {"<dc:creator>", "dc:creator"},
    {"<_a-b.c1>", "_a-b.c1"},
    {"<a b='c' d=\"e\">", "a [b=c] [d=e]"},
    {"<a b = 'c'>", "a [b=c]"},
    {"<a b='\"' c=\"'\">", "a [b=\"] [c=']"},
    {"<a b='>'>", "a [b=>]"},
    {"<a b=''>", "a [b=]"},
    {"<a b='c'/>", "a [b=c] /"},
    {"<a>b", "a"},
};
INSTANTIATE_TEST_SUITE_P(Xml10_3_1_WellFormed, StartTag, testing::ValuesIn(kXml));

constexpr Case kRepaired[] = {
    {"<a b=c>", "!a [b=c]"},
    {"<a b=c/>", "!a [b=c] /"},
    {"<a b=c/d>", "!a [b=c/d]"},
    {"<a b>", "!a"},
    {"<a b c='d'>", "!a [c=d]"},
    {"<a b='c'd='e'>", "!a [b=c] [d=e]"},
    {"<a b='c' b='d'>", "!a [b=c]"},
    {"<a b='&amp;'>", "!a [b=&amp;]"},
    {"<a b='<'>", "!a [b=<]"},
    {"<a 1='c'>", "!a"},
    {"<a x:y:z='c'>", "!a"},
    {"<a = 'c'>", "!a"},
    {"<a//>", "!a /"},
};
INSTANTIATE_TEST_SUITE_P(Sloppy, StartTag, testing::ValuesIn(kRepaired));

constexpr Case kNone[] = {
    {"<", "none"},      {"<>", "none"},      {"< a>", "none"},       {"<1a>", "none"},
    {"<a", "none"},     {"<a b", "none"},    {"<a b='c", "none"},    {"<a b=", "none"},
    {"<a <b>", "none"}, {"<a:>", "none"},    {"<a:b:c>", "none"},    {"<a=b>", "none"},
    {"</a>", "none"},   {"<a@b.c>", "none"}, {"<a b='c' <", "none"}, {"<!a>", "none"},
};
INSTANTIATE_TEST_SUITE_P(WhatIsText, StartTag, testing::ValuesIn(kNone));

TEST(ReadTag, NamesEndAt256Bytes) {
  EXPECT_EQ(read_tag_name(std::string(kMaxNameBytes, 'a')).size(), kMaxNameBytes);
  EXPECT_EQ(read_tag_name(std::string(kMaxNameBytes + 1, 'a')), "");
}

TEST(ReadTag, ValuesEndAt64Kilobytes) {
  const auto value_of = [](std::size_t bytes, std::string_view quote) {
    const std::string text =
        "<a b=" + std::string(quote) + std::string(bytes, 'x') + std::string(quote) + ">";
    Tag tag;
    return read_tag(text, tag) ? tag.attributes[0].value.size() : 0;
  };
  for (const std::string_view quote : {"'", "\"", ""}) {
    EXPECT_EQ(value_of(kMaxValueBytes, quote), kMaxValueBytes) << quote;
    EXPECT_EQ(value_of(kMaxValueBytes + 1, quote), 0U) << quote;
  }
}

TEST(LocalName, IsWhatFollowsThePrefix) {
  EXPECT_EQ(local_name("dc:date"), "date");
  EXPECT_EQ(local_name("date"), "date");
  EXPECT_EQ(local_name(":date"), "date");
}

TEST(IsVoidElement, WhatwgHtml13_1_2_HasNoEndTag) {
  for (const std::string_view name : {"br", "BR", "img", "hr", "input", "meta", "wbr", "col"}) {
    EXPECT_TRUE(is_void_element(name)) << name;
  }
  for (const std::string_view name : {"b", "p", "link", "source", "brs", ""}) {
    EXPECT_FALSE(is_void_element(name)) << name;  // <link> and <source> are elements of feeds
  }
}

TEST(IsHtmlElement, LeavesOutWhatFeedsAreWrittenWith) {
  for (const std::string_view name : {"p", "DIV", "table", "em", "br"}) {
    EXPECT_TRUE(is_html_element(name)) << name;
  }
  for (const std::string_view name :
       {"title", "link", "source", "summary", "content", "item", "category", "image", "author"}) {
    EXPECT_FALSE(is_html_element(name)) << name;
  }
}

}  // namespace
}  // namespace tidings::feed
