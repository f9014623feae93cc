#include "parsers/feed/html_text.hpp"

#include <string>

#include <gtest/gtest.h>

#include "parsers/feed/references.hpp"

namespace tidings::feed {
namespace {

TEST(HtmlToLine, TagsAreLeftOutAndReferencesResolvedOnce) {
  EXPECT_EQ(html_to_line("<b>A</b> &amp;amp; &eacute;"), "A &amp; \u00E9");
  EXPECT_EQ(html_to_line("a <!-- <b> --> c"), "a c");
  EXPECT_EQ(html_to_line("1 < 2 <3 > 0"), "1 < 2 <3 > 0");
  EXPECT_EQ(html_to_line("<a title='>'>x</a>"), "x");
  EXPECT_EQ(html_to_line("x <b unfinished"), "x <b unfinished");
}

TEST(HtmlToLine, BlocksAreSeparatedInlinesAreNot) {
  EXPECT_EQ(html_to_line("<p>a</p><p>b</p>"), "a b");
  EXPECT_EQ(html_to_line("a<b>b</b>c"), "abc");
}

TEST(HtmlToLine, ScriptsAndStylesAreNoText) {
  EXPECT_EQ(html_to_line("a<script>'</b>'</script>b<style>c</style>d"), "abd");
  EXPECT_EQ(html_to_line("a<script>b"), "a");
}

TEST(HtmlToLine, WhatwgHtml13_2_5_73_LegacyNamesNeedNoSemicolon) {
  EXPECT_EQ(html_to_line("&copy 2024 &eacutes &amp&lt"), "\u00A9 2024 &eacutes &<");
  EXPECT_EQ(html_to_line("?a=1&copy=2"), "?a=1&copy=2");
}

TEST(HtmlToLine, ManyOpenersTakeLinearTime) {
  std::string text;
  for (int i = 0; i < 300'000; ++i) text += "<!--";
  EXPECT_EQ(html_to_line(text).size(), text.size());
  text.clear();
  for (int i = 0; i < 300'000; ++i) text += "<a b='";
  EXPECT_FALSE(html_to_line(text).empty());
}

TEST(ResolveHtmlLinks, OnlyRelativeAddressesChange) {
  const std::string base = "https://h.example/a/b";
  EXPECT_EQ(resolve_html_links("<a href=\"c?x&amp;y\">t</a>", base),
            "<a href=\"https://h.example/a/c?x&amp;y\">t</a>");
  EXPECT_EQ(resolve_html_links("<img src='/i' alt='x=y'>", base),
            "<img src='https://h.example/i' alt='x=y'>");
  EXPECT_EQ(resolve_html_links("<a href=c>", base), "<a href=https://h.example/a/c>");
  for (const std::string same :
       {"<a href='https://o.example/'>", "<a href='#top'>", "a href='b'", "<a href='mailto:a@b'>",
        "<!-- <a href='b'> -->", "<a title='b'>"}) {
    EXPECT_EQ(resolve_html_links(same, base), same);
    EXPECT_EQ(resolve_html_links(same, ""), same);
  }
}

TEST(AppendHtml, WhatIsAppendedReadsBackAsItself) {
  for (const std::string text : {"a<b>&\"'c", "&amp;", "]]>", ""}) {
    std::string escaped;
    append_html(escaped, text);
    EXPECT_EQ(escaped.find_first_of("<>\""), std::string::npos);
    EXPECT_EQ(html_to_line(escaped), text);
  }
}

TEST(DecodeBase64, Rfc4648_4_WithWhiteSpace) {
  EXPECT_EQ(decode_base64("SGFy\n Ym91cg=="), "Harbour");
  EXPECT_EQ(decode_base64("not base64!"), "");
}

TEST(References, WhatwgHtml13_5_AllNamesAreThere) {
  EXPECT_EQ(find_entity("AElig"), "\u00C6");
  EXPECT_EQ(find_entity("zwnj"), "\u200C");
  EXPECT_EQ(find_entity("CounterClockwiseContourIntegral"), "\u2233");
  EXPECT_EQ(find_entity("nosuch"), std::nullopt);
  EXPECT_EQ(find_entity("hellip", /*legacy=*/true), std::nullopt);
  EXPECT_EQ(find_entity("copy", /*legacy=*/true), "\u00A9");
}

TEST(References, NumbersOfAnyLengthAreRead) {
  EXPECT_EQ(read_reference("&#128240;x")->text, "\U0001F4F0");
  EXPECT_EQ(read_reference("&#x1F4F0;x")->size, 9U);
  EXPECT_EQ(read_reference("&#99999999999999999999;")->text, "");
  EXPECT_FALSE(read_reference("&#65").has_value());
  EXPECT_EQ(read_html_reference("&#65 ")->text, "A");
}

}  // namespace
}  // namespace tidings::feed
