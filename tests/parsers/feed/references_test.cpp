#include "parsers/feed/references.hpp"

#include <string>
#include <string_view>

#include <gtest/gtest.h>

namespace tidings::feed {
namespace {

std::string resolved(std::string_view text) {
  const auto reference = read_reference(text);
  return reference ? reference->text : "none";
}

std::string in_html(std::string_view text) {
  const auto reference = read_html_reference(text);
  return reference ? reference->text + "/" + std::to_string(reference->size) : "none";
}

struct Windows1252 {
  int number;
  std::string_view meant;
};

// The table of WHATWG HTML 13.2.5.80, "numeric character reference end state".
constexpr Windows1252 kTable[] = {
    {0x80, "\u20AC"}, {0x82, "\u201A"}, {0x83, "\u0192"}, {0x84, "\u201E"}, {0x85, "\u2026"},
    {0x86, "\u2020"}, {0x87, "\u2021"}, {0x88, "\u02C6"}, {0x89, "\u2030"}, {0x8A, "\u0160"},
    {0x8B, "\u2039"}, {0x8C, "\u0152"}, {0x8E, "\u017D"}, {0x91, "\u2018"}, {0x92, "\u2019"},
    {0x93, "\u201C"}, {0x94, "\u201D"}, {0x95, "\u2022"}, {0x96, "\u2013"}, {0x97, "\u2014"},
    {0x98, "\u02DC"}, {0x99, "\u2122"}, {0x9A, "\u0161"}, {0x9B, "\u203A"}, {0x9C, "\u0153"},
    {0x9E, "\u017E"}, {0x9F, "\u0178"}};

TEST(NumericReference, WhatwgHtml13_2_5_80_C1NumbersAreWindows1252) {
  for (const Windows1252& each : kTable) {
    EXPECT_EQ(resolved("&#" + std::to_string(each.number) + ";"), each.meant) << each.number;
    EXPECT_NE(from_windows_1252(static_cast<char32_t>(each.number)),
              static_cast<char32_t>(each.number));
  }
  for (const char32_t undefined : {U'\x81', U'\x8D', U'\x8F', U'\x90', U'\x9D'}) {
    EXPECT_EQ(from_windows_1252(undefined), undefined);
  }
}

TEST(NumericReference, DecimalAndHexadecimalInAnyCase) {
  EXPECT_EQ(resolved("&#233;"), "\u00E9");
  EXPECT_EQ(resolved("&#xe9;"), "\u00E9");
  EXPECT_EQ(resolved("&#XE9;"), "\u00E9");
  EXPECT_EQ(resolved("&#x0000000e9;"), "\u00E9");
  EXPECT_EQ(resolved("&#128512;"), "\U0001F600");
  EXPECT_EQ(resolved("&#x10FFFD;"), "\U0010FFFD");
}

TEST(NumericReference, Xml10_2_2_WhatXmlCannotHoldIsNothing) {
  for (const std::string_view text :
       {"&#0;", "&#1;", "&#31;", "&#xD800;", "&#xDFFF;", "&#x110000;", "&#xFFFE;"}) {
    EXPECT_EQ(resolved(text), "") << text;
  }
}

TEST(NumericReference, WithoutDigitsOrAnEndIsNone) {
  for (const std::string_view text : {"&#;", "&#x;", "&#a;", "&#xg;", "&#12", "&# 12;", "&#-1;"}) {
    EXPECT_EQ(resolved(text), "none") << text;
  }
}

TEST(NamedReference, NamesHaveCase) {
  EXPECT_EQ(resolved("&Eacute;"), "\u00C9");
  EXPECT_EQ(resolved("&eacute;"), "\u00E9");
  EXPECT_EQ(resolved("&EACUTE;"), "none");
  EXPECT_EQ(resolved("&AMP;"), "&");
}

TEST(NamedReference, SomeStandForTwoCharacters) {
  EXPECT_EQ(resolved("&NotEqualTilde;"), "\u2242\u0338");
  EXPECT_EQ(resolved("&fjlig;"), "fj");
}

TEST(HtmlReference, WhatwgHtml13_2_5_73_WithoutASemicolonOnlyTheOldNames) {
  EXPECT_EQ(in_html("&eacute x"), "\u00E9/7");
  EXPECT_EQ(in_html("&hellip x"), "none");
  EXPECT_EQ(in_html("&amp"), "&/4");
  EXPECT_EQ(in_html("&ampx"), "none");
  EXPECT_EQ(in_html("&amp="), "none");
  EXPECT_EQ(in_html("&amp;"), "&/5");
}

TEST(HtmlReference, NumbersNeedNoSemicolon) {
  EXPECT_EQ(in_html("&#233 x"), "\u00E9/5");
  EXPECT_EQ(in_html("&#xE9"), "\u00E9/5");
  EXPECT_EQ(in_html("&#146;x"), "\u2019/6");
}

}  // namespace
}  // namespace tidings::feed
