#include "parsers/html/stand_ins.hpp"

#include <random>
#include <string>
#include <string_view>

#include <gmock/gmock.h>

#include "parsers/html/document.hpp"
#include "parsers/html/node.hpp"
#include "parsers/html/strip.hpp"

namespace tidings::html {
namespace {

// A tree as one line: <name attribute="value">, "text", </name>.
std::string written(const GumboNode& root) {
  std::string out;
  walk(
      root,
      [&](const GumboNode& node) {
        if (is_text(node)) out += '"' + std::string(node.v.text.text) + '"';
        if (!is_element(node)) return false;
        out += '<' + tag_name(node);
        const GumboVector& attributes = node.v.element.attributes;
        for (unsigned i = 0; i < attributes.length; ++i) {
          const auto& attribute = *static_cast<const GumboAttribute*>(attributes.data[i]);
          out += ' ' + std::string(attribute.name) + "=\"" + attribute.value + '"';
        }
        out += '>';
        return true;
      },
      [&](const GumboNode& node) { out += "</" + tag_name(node) + '>'; });
  return out;
}

std::string with_stand_ins(const std::string& page) {
  return written(*Document::parse(page, {}, Detail::kAll)->root());
}

std::string without_stand_ins(const std::string& page) {
  const std::string markup = strip_noise(page, Detail::kAll).markup;
  GumboOutput* output =
      gumbo_parse_with_options(&kGumboDefaultOptions, markup.data(), markup.size());
  std::string tree = written(*output->root);
  gumbo_destroy_output(&kGumboDefaultOptions, output);
  return tree;
}

struct Case {
  const char* name;
  const char* page;
};

class SameTree : public testing::TestWithParam<Case> {};

TEST_P(SameTree, AsWithoutStandIns) {
  EXPECT_EQ(with_stand_ins(GetParam().page), without_stand_ins(GetParam().page));
}

INSTANTIATE_TEST_SUITE_P(
    Pages, SameTree,
    testing::Values(
        Case{"Paragraphs", "<p class='lead text'>A first paragraph</p><p>and a second one"},
        Case{"TextAroundTags", "  before the tag <b>inside of it</b> and behind it  "},
        Case{"BlanksWithin", "<p>several   words \n\n apart</p>"},
        Case{"References", "<p>bread &amp; butter &copy2024 &nbsp;&#8217;tis &unknown; &lt;b&gt;"},
        Case{"ReferencesInValues", "<a title='bread &amp; butter' href='/path?a=1&copy=2'>"},
        Case{"ControlsAndReturns",
             "<p>first line\r\nsecond line\x01third line\xC2\x84"
             "fourth line</p><a title='first\r\nsecond'>"},
        Case{"TextInTables", "<table>foster parented text<tr><td>cell of it</table>"},
        Case{"TextInSelects", "<select><option>first choice<option>second choice</select>"},
        Case{"MisnestedFormatting", "<p><b class=strong>bold text<i>both of them</b>slanted</p>x"},
        Case{"EqualFormattingElements",
             "<p><b class=strong>1<b class=strong>2<b class=strong>3<b class=strong>4<p>paragraph"},
        Case{"FormattingElementsThatDiffer",
             "<p><b class=strong1>1<b class=strong2>2<b class=strong3>3<b class=strong4>4<p>text"},
        Case{"RepeatedAttributes", "<a class='first one' class='second one'>"},
        Case{"UnquotedValues", "<a class=unquoted href=/some/path>some text</a>"},
        Case{"HiddenInputsInTables", "<table><input type=hidden name=secret></table>"},
        Case{"Titles", "<title>a title of &lt;b&gt; <b class='not a tag'></title>text of it"},
        Case{"Textareas", "<textarea>\n<p class='not a tag'>text</textarea>behind it"},
        Case{"OtherRawText", "<xmp><p class='not a tag'>text of it</p></xmp>behind it"},
        Case{"Plaintext", "<plaintext><p class='not a tag'>text of it"},
        Case{"CharacterData", "<svg><![CDATA[<p class='not a tag'>text]]></svg>behind it"},
        Case{"ForeignEncodings",
             "<math><annotation-xml encoding='text/html'><p>a paragraph</annotation-xml></math>"},
        Case{"EndTagsWithAttributes", "<p>some text</p class='no > end'>more of the text"},
        Case{"BrokenDeclarations", "<?php echo 'some text' ?>behind it<!bogus text>behind that</>"},
        Case{"LessThanSigns", "three < four and << five <3 hearts"},
        Case{"TagsThatNeverEnd", "<p>some text</p><a class='never closed"},
        Case{"Doctypes", "<!DOCTYPE html PUBLIC '-//W3C//DTD HTML 4.01//EN'><p>some text"},
        Case{"OtherScripts",
             "<p title='Brot \xE2\x80\x94 \xE5\xA5\xBD'>\xD0\x9F\xD1\x80\xD0\xB8 "
             "\xF0\x9F\x8D\x9E \xE5\xA5\xBD\xE5\xA5\xBD</p>"}),
    [](const auto& parameter) { return parameter.param.name; });

TEST(StandIns, MakeNoDifferenceToTheTreeOfAnyMarkup) {
  constexpr std::string_view kPieces[] = {"<p>",
                                          "</p>",
                                          "<b class=strong>",
                                          "</b>",
                                          "<a href='/some/path'>",
                                          "</a>",
                                          "<table>",
                                          "<td title='some cell'>",
                                          "<li>",
                                          "</table>",
                                          "<select>",
                                          "<option>",
                                          "</select>",
                                          "<i>",
                                          "</i>",
                                          "<svg>",
                                          "<title>",
                                          "</title>",
                                          "<h1>",
                                          "<textarea>",
                                          "some text",
                                          " more  text ",
                                          "&amp;",
                                          "x",
                                          "</textarea>",
                                          "<br/>",
                                          "\n",
                                          "<font color=red>",
                                          "<main>",
                                          "<![CDATA[",
                                          "]]>",
                                          "<!",
                                          "</",
                                          "\xC2\x85",
                                          "<form id=formular>"};
  std::mt19937 chance(7);
  for (int page = 0; page < 2000; ++page) {
    std::string markup;
    for (int i = 0; i < 30; ++i) markup += kPieces[chance() % std::size(kPieces)];
    ASSERT_EQ(with_stand_ins(markup), without_stand_ins(markup)) << markup;
  }
}

class PrivateCharacters : public testing::TestWithParam<Case> {};

TEST_P(PrivateCharacters, OfAPageStandForThemselves) {
  EXPECT_EQ(with_stand_ins(GetParam().page), without_stand_ins(GetParam().page));
}

INSTANTIATE_TEST_SUITE_P(
    Planes, PrivateCharacters,
    testing::Values(Case{"Plane15", "<p>some text</p>\xF3\xB0\x80\x80"},
                    Case{"Plane16", "<p>some text</p>\xF4\x80\x80\x80"},
                    Case{"HexadecimalReference", "<p>some text</p>&#xF0000;"},
                    Case{"DecimalReference", "<p>some text</p>&#983040;"},
                    Case{"ReferenceWithoutAnEnd", "<p>some text</p>&#x0f0000 b"},
                    Case{"ReferenceInAValue", "<p title='&#xF0000;'>some text</p>"},
                    Case{"Plane14", "<p>flag of some \xF3\xA0\x81\xA7 text</p>"}),
    [](const auto& parameter) { return parameter.param.name; });

TEST(StandIns, RunOutWithoutLosingText) {
  std::string page;
  for (int i = 0; i < 140'000; ++i) page += "<p>text " + std::to_string(i);
  const auto document = Document::parse(page);
  ASSERT_TRUE(document);
  EXPECT_FALSE(document->cost().truncated);
  EXPECT_THAT(text_of(*document->root()), testing::EndsWith("text 139999"));
}

TEST(StandIns, LeaveNoTextThatTheArenaHasNoRoomFor) {
  std::string page = "<p>&amp;";
  for (int i = 0; i < 1000; ++i) page += std::string(1000, 'x') + "&amp;";
  const auto document = Document::parse(page, {.max_arena_bytes = 900'000});
  ASSERT_TRUE(document);
  EXPECT_TRUE(document->cost().truncated);
  EXPECT_THAT(text_of(*document->root()), testing::IsEmpty());
}

}  // namespace
}  // namespace tidings::html
