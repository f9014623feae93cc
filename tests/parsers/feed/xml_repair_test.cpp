#include "parsers/feed/xml_repair.hpp"

#include <string>
#include <string_view>

#include <gtest/gtest.h>

namespace tidings::feed {
namespace {

// What a parser gets to read, passages put back in their places.
std::string repaired(std::string_view text, std::size_t piece = 4000) {
  XmlRepair repair(text);
  std::string buffer(piece, '\0');
  std::string result;
  for (std::size_t count = 0; (count = repair.read(buffer.data(), piece)) > 0;) {
    result += buffer.substr(0, count);
  }
  for (std::size_t at = 0; (at = result.find(XmlRepair::kPassage, at)) != std::string::npos;) {
    const std::string_view passage = repair.take_passage();
    result.replace(at, XmlRepair::kPassage.size(), passage);
    at += passage.size();
  }
  return result;
}

struct Case {
  std::string_view text;
  std::string_view expected;
};

void expect_all(std::initializer_list<Case> cases) {
  for (const Case& c : cases) EXPECT_EQ(repaired(c.text), c.expected) << c.text;
}

TEST(XmlRepair, WellFormedXmlPassesByteForByte) {
  constexpr std::string_view kXml = "<a x=\"1\" y='2'><b/>t\n<c >u</c></a>";
  EXPECT_EQ(repaired(kXml), kXml);
}

TEST(XmlRepair, AnyReadSizeGivesTheSameBytes) {
  constexpr std::string_view kXml = "<a><b>x & y &eacute;<![CDATA[z]]></a>";
  for (const std::size_t piece : {1U, 2U, 3U, 7U, 64U}) {
    EXPECT_EQ(repaired(kXml, piece), repaired(kXml)) << piece;
  }
}

TEST(XmlRepair, Xml10_4_1_ReferencesThatAreNoneBecomeText) {
  expect_all({{"<a>R & D</a>", "<a>R & D</a>"},
              {"<a>AT&T;</a>", "<a>AT&T;</a>"},
              {"<a>&bogus;</a>", "<a>&bogus;</a>"},
              {"<a>&#xZ; &#; &</a>", "<a>&#xZ; &#; &</a>"}});
}

TEST(XmlRepair, WhatwgHtml13_5_NamesOfHtmlAreResolved) {
  expect_all({{"<a>caf&eacute; &hellip; &nbsp;</a>", "<a>caf\u00E9 \u2026 \u00A0</a>"},
              {"<a>&LT;b&GT; &AMP;</a>", "<a><b> &</a>"}});
}

TEST(XmlRepair, WhatwgHtml13_2_5_80_NumbersOfWindows1252AreSetRight) {
  expect_all({{"<a>&#146;&#x92;</a>", "<a>\u2019\u2019</a>"},
              {"<a>&#0;&#8;&#xD800;&#x110000;x</a>", "<a>x</a>"},
              {"<a>&#8217;</a>", "<a>\u2019</a>"}});
}

TEST(XmlRepair, Xml10_2_2_ControlCharactersAreLeftOut) {
  EXPECT_EQ(repaired(std::string("<a t='\x02x'>B\x07 \0\tx\x1F</a>", 21)), "<a t=\"x\">B \tx</a>");
  EXPECT_EQ(repaired("<a>don\u0092t \uFFFE</a>"), "<a>don\u2019t </a>");
}

TEST(XmlRepair, Xml10_2_4_AnAngleThatBeginsNoTagIsText) {
  expect_all({{"<a>1 < 2 <3 <- <></a>", "<a>1 &lt; 2 &lt;3 &lt;- &lt;></a>"},
              {"<a>Pen <pen@h.example></a>", "<a>Pen &lt;pen@h.example></a>"},
              {"<a>x <b y</a>", "<a>x &lt;b y</a>"}});
}

TEST(XmlRepair, Xml10_3_1_AttributesAreSetRight) {
  expect_all({{"<a x=1 y=z/>", "<a x=\"1\" y=\"z\"/>"},
              {"<a x/>", "<a/>"},
              {"<a x='1' x='2'/>", "<a x=\"1\"/>"},
              {"<a u='?a=1&b=2&amp;c'/>", "<a u=\"?a=1&amp;b=2&amp;c\"/>"},
              {"<a t='x<y\"z'/>", "<a t=\"x&lt;y&quot;z\"/>"},
              {"<a x=\"1\"y=\"2\"/>", "<a x=\"1\" y=\"2\"/>"},
              {"<a 1='2' =x ''>t</a>", "<a>t</a>"}});
}

TEST(XmlRepair, AtMost100AttributesOfATagAreKept) {
  std::string tag = "<a";
  for (int i = 0; i < 5000; ++i) tag += " n" + std::to_string(i) + "='v'";
  const std::string result = repaired(tag + "/>");
  EXPECT_NE(result.find(" n99="), std::string::npos);
  EXPECT_EQ(result.find(" n100="), std::string::npos);
}

TEST(XmlRepair, AValueOver64KilobytesMakesATagText) {
  EXPECT_TRUE(repaired("<a><b x='" + std::string(70'000, 'y') + "'/></a>").starts_with("<a>&lt;b"));
}

TEST(XmlRepair, Xml10_3_1_MissingEndTagsAreSupplied) {
  expect_all({{"<a><b>x</a>", "<a><b>x</b></a>"},
              {"<a><b><c>x</a>", "<a><b><c>x</c></b></a>"},
              {"<a><p>x<p>y</a>", "<a><p>x<p>y</p></p></a>"},
              {"<A>x</a>", "<A>x</A>"}});
}

TEST(XmlRepair, Xml10_3_1_StrayEndTagsAreDropped) {
  expect_all({{"<a><b>x</b></p></a>", "<a><b>x</b></a>"}, {"<a>x</p></b ></a>", "<a>x</a>"}});
}

TEST(XmlRepair, AMisspeltEndTagEndsItsElement) {
  EXPECT_EQ(repaired("<a><title>x</titel><b/></a>"), "<a><title>x</title><b/></a>");
}

TEST(XmlRepair, AnItemWithinAnItemEndsTheOuterOne) {
  EXPECT_EQ(repaired("<c><item><t>1</t><item><t>2</t></item></c>"),
            "<c><item><t>1</t></item><item><t>2</t></item></c>");
}

TEST(XmlRepair, WhatwgHtml13_1_2_VoidElementsStandAlone) {
  expect_all({{"<d>x<br>y<img src='i'></d>", "<d>x<br/>y<img src=\"i\"/></d>"},
              {"<d>x<br></br>y</d>", "<d>x<br/>y</d>"}});
}

TEST(XmlRepair, CommentsInstructionsAndDeclarationsAreLeftOut) {
  expect_all({{"<?xml version='1.0' encoding='x'?><!DOCTYPE a><a>x<!-- <b> -->y<?php 1 ?></a>",
               "<a>xy</a>"},
              {"<a>x<!-- y</a>", "<a>x&lt;!-- y</a>"},
              {"<a>x<!b>y</a>", "<a>x&lt;!b>y</a>"},
              {"<!DOCTYPE a [<!-- ]> --><!ELEMENT a ANY>]><a/>", "<a/>"}});
}

TEST(XmlRepair, Xml10_4_3_2_PlainEntitiesOfTheSubsetAreResolved) {
  expect_all(
      {{"<!DOCTYPE a [<!ENTITY h 'Harbour &amp; Sons'>]><a>&h;</a>", "<a>Harbour & Sons</a>"},
       {"<!DOCTYPE a [<!ENTITY h '<b>'>]><a>&h;</a>", "<a><b></a>"}});
}

TEST(XmlRepair, Xml10_4_2_2_OtherEntitiesAreNot) {
  expect_all({{"<!DOCTYPE a [<!ENTITY h SYSTEM 'file:///etc/passwd'>]><a>&h;</a>", "<a>&h;</a>"},
              {"<!DOCTYPE a [<!ENTITY x 'y'><!ENTITY h '&x;&x;'>]><a>&h;</a>", "<a>&h;</a>"},
              {"<!DOCTYPE a [<!ENTITY % p 'y'>]><a>&p;</a>", "<a>&p;</a>"}});
  const std::string large = "<!DOCTYPE a [<!ENTITY h '" + std::string(2000, 'x') + "'>]><a>&h;</a>";
  EXPECT_EQ(repaired(large), "<a>&h;</a>");
}

std::string read_raw(XmlRepair& repair) {
  std::string text(1000, '\0');
  text.resize(repair.read(text.data(), text.size()));
  return text;
}

TEST(XmlRepair, Xml10_2_7_SectionsPassBesideTheParser) {
  XmlRepair repair("<a><![CDATA[x<b>&]]>y<![CDATA[]]><![CDATA[z\x07]]></a>");
  EXPECT_EQ(read_raw(repair), "<a><?t?>y<?t?></a>");
  EXPECT_EQ(repair.take_passage(), "x<b>&");
  EXPECT_EQ(repair.take_passage(), "z");
  EXPECT_EQ(repair.take_passage(), "");
}

TEST(XmlRepair, LongTextAndTextWithReferencesPassBesideTheParser) {
  const std::string longer(100, 'x');
  const std::string document = "<a>&lt;b> &amp;amp; &quot;&apos;<b>" + longer + "</b>c</a>";
  XmlRepair repair(document);
  EXPECT_EQ(read_raw(repair), "<a><?t?><b><?t?></b>c</a>");
  EXPECT_EQ(repair.take_passage(), "<b> &amp; \"'");
  EXPECT_EQ(repair.take_passage(), longer);
}

TEST(XmlRepair, PiecesOfLongTextCutNeitherReferencesNorCharacters) {
  std::string document = "<a>";
  std::string expected = "<a>";
  for (int i = 0; i < 20'000; ++i) {
    document += "\u00E9&hellip;";
    expected += "\u00E9\u2026";
  }
  EXPECT_EQ(repaired(document + "</a>"), expected + "</a>");
}

TEST(XmlRepair, WhatStandsOutsideOfTheRootIsLeftOut) {
  EXPECT_EQ(repaired("<a>x</a> tail <b>y</b>"), "<a>x</a>");
}

TEST(XmlRepair, TagsDeeperThan200AreDropped) {
  std::string text = "<r>";
  for (int i = 0; i < 5000; ++i) text += "<d>";
  text += "x";
  for (int i = 0; i < 5000; ++i) text += "</d>";
  XmlRepair repair(text);
  std::string result(100'000, '\0');
  result.resize(repair.read(result.data(), result.size()));
  EXPECT_EQ(result.find("x"), 3 + 3 * (XmlRepair::kMaxDepth - 1));
  EXPECT_TRUE(repair.too_deep());
}

TEST(XmlRepair, KnowsWhetherTheRootElementEnded) {
  XmlRepair whole("<a></a>");
  XmlRepair cut("<a><b>");
  char buffer[100];
  while (whole.read(buffer, sizeof buffer) > 0) {
  }
  while (cut.read(buffer, sizeof buffer) > 0) {
  }
  EXPECT_FALSE(whole.truncated());
  EXPECT_TRUE(cut.truncated());
}

}  // namespace
}  // namespace tidings::feed
