#include <string>
#include <string_view>

#include <gtest/gtest.h>

#include "parsers/feed/html_text.hpp"

// HTML within feeds, by the states of WHATWG HTML 13.2.5 that tell text from tags, and the
// attributes that hold addresses (HTML 4.01 and WHATWG, index of attributes).
namespace tidings::feed {
namespace {

struct Case {
  std::string_view name;
  std::string_view html;
  std::string_view expected;
};

std::string name_of(const testing::TestParamInfo<Case>& test) {
  return std::string(test.param.name);
}

class Line : public testing::TestWithParam<Case> {};

TEST_P(Line, IsWhatAReaderSees) { EXPECT_EQ(html_to_line(GetParam().html), GetParam().expected); }

constexpr Case kTags[] = {
    {"StartTag", "a<b>c", "ac"},
    {"EndTag", "a</b>c", "ac"},
    {"SelfClosing", "a<i/>c", "ac"},
    {"Attributes", "<a href='u' title=x data-y>b</a>", "b"},
    {"AGreaterThanInQuotes", "<a title=\"x>y\">b</a>", "b"},
    {"AGreaterThanInSingleQuotes", "<a title='x>y'>b</a>", "b"},
    {"AQuoteThatIsNoValue", "<a x'y>b</a>", "b"},
    {"ABlankBeforeTheEquals", "<a title = '>'>b</a>", "b"},
    {"NamesInCapitals", "<SCRIPT>x</SCRIPT>b<BR>c", "b c"},
    {"AnUnfinishedTag", "a <b c", "a <b c"},
    {"AnUnfinishedValue", "a <b c='d>e", "a <b c='d>e"},
    {"ATagWithinATag", "a <b <i>c</i>", "a <b c"},
    {"ALessThanAlone", "a < b", "a < b"},
    {"ALessThanAtTheEnd", "a <", "a <"},
    {"ALessThanBeforeANumber", "1 <2", "1 <2"},
    {"AnEmptyTag", "a <> b", "a <> b"},
    {"AnEmptyEndTag", "a </> b", "a </> b"},
    {"AnEndTagOfANumber", "a </1> b", "a </1> b"},
    {"AMailAddress", "Pen <pen@h.example>", "Pen"},
};
INSTANTIATE_TEST_SUITE_P(WhatwgHtml13_2_5_Tags, Line, testing::ValuesIn(kTags), name_of);

constexpr Case kOtherMarkup[] = {
    {"Comment", "a<!-- b -->c", "ac"},
    {"CommentWithATag", "a<!-- <b> -->c", "ac"},
    {"CommentWithDashes", "a<!-- -- -->c", "ac"},
    {"AnUnfinishedComment", "a <!-- b", "a <!-- b"},
    {"Section", "a<![CDATA[b]]>c", "ac"},
    {"AnUnfinishedSection", "a <![CDATA[ b", "a <![CDATA[ b"},
    {"ASectionBehindAnUnfinishedComment", "a <!-- b <![CDATA[c]]>d", "a <!-- b d"},
    {"ACommentBehindAnUnfinishedSection", "a <![CDATA[ b <!-- c -->d", "a <![CDATA[ b d"},
    {"AnUnfinishedCommentWithATag", "a <!-- b <i>c</i>", "a <!-- b c"},
    {"Doctype", "<!DOCTYPE html>a", "a"},
    {"Instruction", "<?xml version='1.0'?>a", "a"},
    {"AnUnfinishedDeclaration", "a <!b", "a <!b"},
};
INSTANTIATE_TEST_SUITE_P(WhatwgHtml13_2_5_41_MarkupDeclarations, Line,
                         testing::ValuesIn(kOtherMarkup), name_of);

constexpr Case kHidden[] = {
    {"Script", "a<script>b</script>c", "ac"},
    {"ScriptWithATagInAText", "a<script>'</b>'</script>c", "ac"},
    {"ScriptWithoutAnEnd", "a<script>b", "a"},
    {"ScriptWhoseEndHasBlanks", "a<script>b</script >c", "ac"},
    {"Style", "a<style>b{}</style>c", "ac"},
    {"AStyleThatIsAnAttribute", "a<p style='b'>c", "a c"},
    {"AnEndTagOfAScript", "a</script>b", "ab"},
};
INSTANTIATE_TEST_SUITE_P(WhatwgHtml13_2_5_4_ScriptData, Line, testing::ValuesIn(kHidden), name_of);

constexpr Case kBreaks[] = {
    {"Paragraphs", "<p>a</p><p>b</p>", "a b"},
    {"LineBreak", "a<br>b<br/>c", "a b c"},
    {"ListItems", "<ul><li>a<li>b</ul>", "a b"},
    {"Headings", "<h1>a</h1>b", "a b"},
    {"Cells", "<td>a</td><td>b</td>", "a b"},
    {"Divisions", "<div>a</div><div>b</div>", "a b"},
    {"InlineElements", "<b>a</b><i>b</i><span>c</span>", "abc"},
    {"ALink", "a<a href='u'>b</a>c", "abc"},
    {"LinesOfTheSource", "a\n\t b\r\nc", "a b c"},
    {"ANoBreakSpace", "a&nbsp;b", "a b"},
};
INSTANTIATE_TEST_SUITE_P(WhatwgHtml15_3_Rendering, Line, testing::ValuesIn(kBreaks), name_of);

constexpr Case kReferences[] = {
    {"Named", "&eacute;&hellip;", "é…"},
    {"NamedWithoutItsEnd", "&eacute &hellip", "é &hellip"},
    {"NamedBeforeALetter", "&notit;", "&notit;"},
    {"NamedBeforeAnEquals", "?a&copy=1", "?a&copy=1"},
    {"Decimal", "&#8364;", "€"},
    {"DecimalWithoutItsEnd", "&#8364 ", "€"},
    {"Hexadecimal", "&#x20AC;&#X20ac;", "€€"},
    {"OfWindows1252", "&#128;&#146;", "€’"},
    {"OfNothing", "a&#0;b", "ab"},
    {"ResolvedOnce", "&amp;eacute;", "&eacute;"},
    {"AnAmpersandAlone", "R & D &", "R & D &"},
    {"InTheMiddleOfAWord", "AT&amp;T", "AT&T"},
};
INSTANTIATE_TEST_SUITE_P(WhatwgHtml13_2_5_72_References, Line, testing::ValuesIn(kReferences),
                         name_of);

class Links : public testing::TestWithParam<Case> {};

TEST_P(Links, AreResolvedAndNothingElseChanges) {
  EXPECT_EQ(resolve_html_links(std::string(GetParam().html), "https://h.example/a/b"),
            GetParam().expected);
}

constexpr Case kAttributes[] = {
    {"Href", "<a href='c'>", "<a href='https://h.example/a/c'>"},
    {"Src", "<img src=\"/i\">", "<img src=\"https://h.example/i\">"},
    {"Cite", "<q cite='c'>", "<q cite='https://h.example/a/c'>"},
    {"Action", "<form action='c'>", "<form action='https://h.example/a/c'>"},
    {"Longdesc", "<img longdesc='c'>", "<img longdesc='https://h.example/a/c'>"},
    {"Background", "<td background='c'>", "<td background='https://h.example/a/c'>"},
    {"Poster", "<video poster='c'>", "<video poster='https://h.example/a/c'>"},
    {"Data", "<object data='c'>", "<object data='https://h.example/a/c'>"},
    {"Codebase", "<object codebase='c'>", "<object codebase='https://h.example/a/c'>"},
    {"InCapitals", "<A HREF='c'>", "<A HREF='https://h.example/a/c'>"},
    {"Several", "<a href='c'><img src='d'></a>",
     "<a href='https://h.example/a/c'><img src='https://h.example/a/d'></a>"},
    {"TwoOfATag", "<video src='c' poster='d'>",
     "<video src='https://h.example/a/c' poster='https://h.example/a/d'>"},
    {"Title", "<a title='c'>", "<a title='c'>"},
    {"DataOfAScript", "<a data-href='c'>", "<a data-href='c'>"},
    {"TextBetween", "href='c'", "href='c'"},
    {"AnEndTag", "</a href='c'>", "</a href='c'>"},
    {"AComment", "<!-- <a href='c'> -->", "<!-- <a href='c'> -->"},
};
INSTANTIATE_TEST_SUITE_P(Html4_IndexOfAttributes, Links, testing::ValuesIn(kAttributes), name_of);

constexpr Case kValues[] = {
    {"WithoutQuotes", "<a href=c>", "<a href=https://h.example/a/c>"},
    {"WithBlanksAroundTheEquals", "<a href = 'c'>", "<a href = 'https://h.example/a/c'>"},
    {"WithBlanksInside", "<a href=' c '>", "<a href='https://h.example/a/c'>"},
    {"OfAQueryAlone", "<a href='?c=d'>", "<a href='https://h.example/a/b?c=d'>"},
    {"WithAReference", "<a href='c?d&amp;e'>", "<a href='https://h.example/a/c?d&amp;e'>"},
    {"WithABareAmpersand", "<a href='c?d&e'>", "<a href='https://h.example/a/c?d&amp;e'>"},
    {"WithAnAngle", "<a href='c>d'>", "<a href='https://h.example/a/c%3Ed'>"},
    {"WithoutAScheme", "<a href='//o.example/c'>", "<a href='https://o.example/c'>"},
    {"UpAndDown", "<a href='../c/./d'>", "<a href='https://h.example/c/d'>"},
    {"OfAPlaceInThePage", "<a href='#c'>", "<a href='#c'>"},
    {"Empty", "<a href=''>", "<a href=''>"},
    {"Absolute", "<a href='http://o.example/c d'>", "<a href='http://o.example/c d'>"},
    {"OfAnotherScheme", "<a href='mailto:a@h.example'>", "<a href='mailto:a@h.example'>"},
    {"OfAScript", "<a href='javascript:x()'>", "<a href='javascript:x()'>"},
    {"OfData", "<img src='data:image/gif;base64,R0'>", "<img src='data:image/gif;base64,R0'>"},
    {"WithoutAnEnd", "<a href='c", "<a href='c"},
    {"BehindAnotherWithAnEquals", "<a title='x=y' href='c'>",
     "<a title='x=y' href='https://h.example/a/c'>"},
};
INSTANTIATE_TEST_SUITE_P(WhatwgHtml13_2_5_35_Values, Links, testing::ValuesIn(kValues), name_of);

struct Base64 {
  std::string_view encoded;
  std::string_view bytes;
};

class Rfc4648 : public testing::TestWithParam<Base64> {};

TEST_P(Rfc4648, IsDecoded) { EXPECT_EQ(decode_base64(GetParam().encoded), GetParam().bytes); }

// RFC 4648 10, the test vectors.
constexpr Base64 kVectors[] = {
    {"", ""},
    {"Zg==", "f"},
    {"Zm8=", "fo"},
    {"Zm9v", "foo"},
    {"Zm9vYg==", "foob"},
    {"Zm9vYmE=", "fooba"},
    {"Zm9vYmFy", "foobar"},
};
INSTANTIATE_TEST_SUITE_P(Rfc4648_10, Rfc4648, testing::ValuesIn(kVectors));

constexpr Base64 kSloppyBase64[] = {
    {"Zg", "f"},   {"Zm 9v\r\n\tYg", "foob"}, {"+/+/", "\xFB\xFF\xBF"}, {"Zm9v-_", ""},
    {"Zm9v.", ""}, {"\xC3\xA9", ""},
};
INSTANTIATE_TEST_SUITE_P(Rfc4648_3, Rfc4648, testing::ValuesIn(kSloppyBase64));

TEST(Rfc4648Alphabet, WhatEveryByteIsWrittenAsReadsBack) {
  constexpr std::string_view kAlphabet =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  for (unsigned byte = 0; byte < 256; ++byte) {
    const std::string encoded{kAlphabet[byte >> 2], kAlphabet[(byte & 3) << 4], '=', '='};
    EXPECT_EQ(decode_base64(encoded), std::string(1, static_cast<char>(byte))) << byte;
  }
}

}  // namespace
}  // namespace tidings::feed
