#include <string>
#include <string_view>

#include <gtest/gtest.h>

#include "parsers/feed/xml_repair.hpp"

// XmlRepair where a document breaks its rules at the worst place: ends of tags, sections and
// declarations that do not come, tags at the depth that is too deep, references at a piece's end.
namespace tidings::feed {
namespace {

struct Repaired {
  std::string text;
  bool truncated = false;
  bool too_deep = false;
};

// What a parser gets to read, passages put back in their places.
Repaired repaired(std::string_view document) {
  XmlRepair repair(document);
  Repaired result;
  char buffer[256];
  for (std::size_t count = 0; (count = repair.read(buffer, sizeof buffer)) > 0;) {
    result.text.append(buffer, count);
  }
  for (std::size_t at = 0; (at = result.text.find(XmlRepair::kPassage, at)) != std::string::npos;) {
    const std::string_view passage = repair.take_passage();
    result.text.replace(at, XmlRepair::kPassage.size(), passage);
    at += passage.size();
  }
  result.truncated = repair.truncated();
  result.too_deep = repair.too_deep();
  return result;
}

std::string repeat(std::string_view piece, std::size_t times) {
  std::string text;
  for (std::size_t i = 0; i < times; ++i) text += piece;
  return text;
}

struct Case {
  std::string_view name;
  std::string_view document;
  std::string_view expected;
};

std::string name_of(const testing::TestParamInfo<Case>& test) {
  return std::string(test.param.name);
}

class Markup : public testing::TestWithParam<Case> {};

TEST_P(Markup, IsRepaired) { EXPECT_EQ(repaired(GetParam().document).text, GetParam().expected); }

constexpr Case kEndTags[] = {
    {"WithoutAName", "<a>x</>y</a>", "<a>x&lt;/>y</a>"},
    {"OfANumber", "<a>x</1>y</a>", "<a>x&lt;/1>y</a>"},
    {"WithAttributes", "<a><b>x</b c='d'>y</a>", "<a><b>x</b>y</a>"},
    {"CutByATag", "<a><b>x</b<c/></a>", "<a><b>x</b><c/></a>"},
    {"CutByTheEnd", "<a><b>x</b", "<a><b>x"},
    {"WithABlankBeforeTheName", "<a>x</ a></a>", "<a>x&lt;/ a></a>"},
    {"OfAPrefixThatIsNotTheStarts", "<x:a>t</a></x:a>", "<x:a>t</x:a>"},
    {"InOtherCase", "<a><B>x</b></a>", "<a><B>x</B></a>"},
    {"OfAnOuterElement", "<a><b><c>x</b>y</a>", "<a><b><c>x</c></b>y</a>"},
};
INSTANTIATE_TEST_SUITE_P(Xml10_3_1_EndTags, Markup, testing::ValuesIn(kEndTags), name_of);

constexpr Case kMisspelt[] = {
    {"EndsTheElementOfTextAlone", "<r><title>x</titel>y</r>", "<r><title>x</title>y</r>"},
    {"NotOneWithAnElementInIt", "<r><a>x<c></c></b>y</a></r>", "<r><a>x<c></c>y</a></r>"},
    {"NotByATagOfHtml", "<r><a>x</i>y</a></r>", "<r><a>xy</a></r>"},
    {"NotAnItem", "<r><item>x</itm>y</item></r>", "<r><item>xy</item></r>"},
    {"NotAChannel", "<r><channel>x</chanel>y</channel></r>", "<r><channel>xy</channel></r>"},
};
INSTANTIATE_TEST_SUITE_P(MisspeltEndTags, Markup, testing::ValuesIn(kMisspelt), name_of);

constexpr Case kSections[] = {
    {"WithoutAnEnd", "<a><![CDATA[x<b>", "<a>x<b>"},
    {"EndedTwice", "<a><![CDATA[x]]>]]></a>", "<a>x]]></a>"},
    {"OfBrackets", "<a><![CDATA[]]]]></a>", "<a>]]</a>"},
    {"OutsideOfTheRoot", "<![CDATA[x]]><a>y</a>", "<a>y</a>"},
    {"HalfOpened", "<a><![CDATA x]]></a>", "<a>&lt;![CDATA x]]></a>"},
    {"WithReferences", "<a><![CDATA[&amp;&eacute;&#233;]]></a>", "<a>&amp;&eacute;&#233;</a>"},
};
INSTANTIATE_TEST_SUITE_P(Xml10_2_7, Markup, testing::ValuesIn(kSections), name_of);

constexpr Case kComments[] = {
    {"OfDashesAlone", "<a><!-----><b/></a>", "<a><b/></a>"},
    {"OfNothing", "<a><!----><b/></a>", "<a><b/></a>"},
    {"ThatEndsTooSoon", "<a><!-->x--><b/></a>", "<a><b/></a>"},
    {"WithAnInstruction", "<a><!-- ?> <?x --><b/></a>", "<a><b/></a>"},
    {"BehindOneWithoutAnEnd", "<a><?x <b/><!-- y --></a>", "<a>&lt;?x <b/></a>"},
    {"InstructionWithATag", "<a><?x <b> ?><c/></a>", "<a><c/></a>"},
    {"InstructionThatLooksLikeAPassage", "<a>x<?t?>y</a>", "<a>xy</a>"},
    {"InstructionEndedAtOnce", "<a><?><b/></a>", "<a>&lt;?><b/></a>"},
};
INSTANTIATE_TEST_SUITE_P(Xml10_2_5_And_2_6, Markup, testing::ValuesIn(kComments), name_of);

constexpr Case kDeclarations[] = {
    {"WithoutASubset", "<!DOCTYPE a SYSTEM 'x'><a/>", "<a/>"},
    {"WithAGreaterThanInQuotes", "<!DOCTYPE a SYSTEM 'x>y'><a/>", "<a/>"},
    {"WithAQuoteWithoutAnEnd", "<!DOCTYPE a SYSTEM 'x><a/>", "<a/>"},
    {"WithABracketWithoutAnEnd", "<!DOCTYPE a [<!ELEMENT a ANY><a/>", "<a/>"},
    {"WithACommentOfQuotes", "<!DOCTYPE a [<!-- it's --><!ENTITY e 'x'>]><a>&e;</a>", "<a>x</a>"},
    {"WithBracketsInBrackets", "<!DOCTYPE a [<![INCLUDE[<!ELEMENT a ANY>]]>]><a/>", "<a/>"},
    {"Twice", "<!DOCTYPE a><!DOCTYPE b><a/>", "<a/>"},
    {"WithinTheRoot", "<a><!DOCTYPE b></a>", "<a>&lt;!DOCTYPE b></a>"},
    {"AlonePastTheEnd", "<!DOCTYPE a", ""},
};
INSTANTIATE_TEST_SUITE_P(Xml10_2_8, Markup, testing::ValuesIn(kDeclarations), name_of);

constexpr Case kItems[] = {
    {"AnItemEndsWhatIsOpenInTheLast", "<r><item><a><b>x<item>y</item></r>",
     "<r><item><a><b>x</b></a></item><item>y</item></r>"},
    {"AnEntryEndsAnEntry", "<f><entry>x<entry>y</entry></f>",
     "<f><entry>x</entry><entry>y</entry></f>"},
    {"AnEntryWithinAnItemDoesNotEndIt", "<r><item><entry>x</entry></item></r>",
     "<r><item><entry>x</entry></item></r>"},
    {"OfAnotherPrefixDoesNotEndIt", "<r><item><x:item>y</x:item></item></r>",
     "<r><item><x:item>y</x:item></item></r>"},
    {"AnEmptyItemEndsAnItemToo", "<r><item>x<item/></r>", "<r><item>x</item><item/></r>"},
};
INSTANTIATE_TEST_SUITE_P(ItemsWithinItems, Markup, testing::ValuesIn(kItems), name_of);

constexpr Case kReferences[] = {
    {"InAnAttribute", "<a b='&eacute;&#233;&lt;&quot;'/>", "<a b=\"\u00E9\u00E9&lt;&quot;\"/>"},
    {"OfTheDocumentInAnAttribute", "<!DOCTYPE a [<!ENTITY e 'x'>]><a b='&e;'/>",
     "<a b=\"&amp;e;\"/>"},
    {"OfNothingLeavesNoText", "<a>&#0;</a>", "<a></a>"},
    {"C1InAnAttribute", "<a b='\u0093x\u0094'/>", "<a b=\"\u201Cx\u201D\"/>"},
    {"ControlInAnEndTagsPlace", "<a>x\x01</a>", "<a>x</a>"},
};
INSTANTIATE_TEST_SUITE_P(Xml10_4_1, Markup, testing::ValuesIn(kReferences), name_of);

TEST(Depth, OfAsManyElementsAsAreKeptIsNotTooDeep) {
  const auto nested = [](std::size_t depth) {
    return repaired(repeat("<a>", depth) + "x" + repeat("</a>", depth));
  };
  EXPECT_FALSE(nested(XmlRepair::kMaxDepth).too_deep);
  const Repaired one_more = nested(XmlRepair::kMaxDepth + 1);
  EXPECT_TRUE(one_more.too_deep);
  EXPECT_EQ(one_more.text, nested(XmlRepair::kMaxDepth).text);
}

TEST(Depth, TheEndTagsOfWhatWasDroppedEndNothingElse) {
  const std::string document = "<r>" + repeat("<d>", XmlRepair::kMaxDepth - 1) +
                               "<e><f>x</f></e>y" + repeat("</d>", XmlRepair::kMaxDepth - 1) +
                               "<g/></r>";
  const Repaired result = repaired(document);
  EXPECT_TRUE(result.text.ends_with("xy" + repeat("</d>", XmlRepair::kMaxDepth - 1) + "<g/></r>"));
  EXPECT_FALSE(result.truncated);
}

TEST(Depth, AnEmptyElementThatIsDroppedHasNoEndToWaitFor) {
  const std::string document = "<r>" + repeat("<d>", XmlRepair::kMaxDepth - 1) + "<e/><br>x</d>y" +
                               repeat("</d>", XmlRepair::kMaxDepth - 2) + "</r>";
  EXPECT_TRUE(repaired(document).text.ends_with("x</d>y" +
                                                repeat("</d>", XmlRepair::kMaxDepth - 2) + "</r>"));
}

TEST(Depth, TheEndOfAnItemEndsWhatWasDroppedInIt) {
  const std::string document = "<r><item>" + repeat("<d>", 1000) + "x</item><t>y</t></r>";
  const Repaired result = repaired(document);
  EXPECT_TRUE(result.text.ends_with("</item><t>y</t></r>"));
  EXPECT_FALSE(result.truncated);
}

// A piece of long text must not end within a reference, wherever that stands.
TEST(Pieces, OfLongTextKeepAReferenceWhole) {
  for (std::size_t before = 16'340; before < 16'400; ++before) {
    const std::string text = std::string(before, 'x') + "&CounterClockwiseContourIntegral;y";
    ASSERT_EQ(repaired("<a>" + text + "</a>").text,
              "<a>" + std::string(before, 'x') + "\u2233y</a>")
        << before;
  }
}

// A C1 character is put right only where its two bytes are in one piece.
TEST(Pieces, OfLongTextKeepACharacterWhole) {
  for (std::size_t before = 16'370; before < 16'390; ++before) {
    const std::string text = "&lt;" + std::string(before, 'x') + "\u0093y";
    ASSERT_EQ(repaired("<a>" + text + "</a>").text,
              "<a><" + std::string(before, 'x') + "\u201Cy</a>")
        << before;
  }
}

TEST(Pieces, OfAmpersandsAloneComeToAnEnd) {
  const std::string text = repeat("&", 50'000);
  EXPECT_EQ(repaired("<a>" + text + "</a>").text, "<a>" + text + "</a>");
}

TEST(Truncation, IsToldOfADocumentWithoutItsRoot) {
  for (const std::string_view document : {"", "<?xml version='1.0'?>", "<!DOCTYPE a>", "text"}) {
    EXPECT_TRUE(repaired(document).truncated) << document;
    EXPECT_EQ(repaired(document).text, "") << document;
  }
}

TEST(Truncation, IsNoneBehindAnEmptyRoot) {
  EXPECT_FALSE(repaired("<a/>").truncated);
  EXPECT_FALSE(repaired("<br>").truncated);
  EXPECT_FALSE(repaired("<a></a><b>").truncated);
}

}  // namespace
}  // namespace tidings::feed
