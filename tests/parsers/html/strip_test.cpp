#include "parsers/html/strip.hpp"

#include <gmock/gmock.h>

#include "tests/support/cpu_time.hpp"

namespace tidings::html {
namespace {

using testing::IsEmpty;
using testing::SizeIs;

std::string stripped(std::string_view page) { return strip_noise(page, Detail::kAll).markup; }

struct Case {
  const char* name;
  const char* page;
  const char* left;
};

class StripNoise : public testing::TestWithParam<Case> {};

TEST_P(StripNoise, LeavesWhatTheTreeNeeds) {
  EXPECT_EQ(stripped(GetParam().page), GetParam().left);
}

INSTANTIATE_TEST_SUITE_P(
    Pages, StripNoise,
    testing::Values(
        Case{"TextAlone", "a < b && c", "a < b && c"}, Case{"Script", "a<script>x</script>b", "ab"},
        Case{"ScriptNameInAnyCase", "a<SCRIPT src='x'>x</ScRiPt >b", "ab"},
        Case{"ScriptEndNeedsItsWholeName", "a<script>'</scripted>'</script>b", "ab"},
        Case{"TagInAString", "a<script>'<p>'</script>b", "ab"},
        Case{"CommentInScriptEndsWithIt", "a<script><!-- x </script>b", "ab"},
        Case{"ScriptInCommentInScript", "a<script><!--<script>x</script>--></script>b", "ab"},
        Case{"EscapedTextEnds", "a<script><!-- --><script></script>b", "ab"},
        Case{"ShortCommentInScript", "a<script><!--><script></script>b", "ab"},
        Case{"SwallowingScriptEndsAtItsFirstEnd", "a<script><!--<script></script>b", "ab"},
        Case{"UnclosedScript", "a<script>x", "a"}, Case{"CutEndTag", "a<script>x</script", "a"},
        Case{"OtherTagsThatBeginWithS", "<span>a</span><section>b</section>",
             "<span>a</span><section>b</section>"},
        Case{"Style", "a<style media=\"x>y\">p{}</style>b", "ab"},
        Case{"Comment", "a<!-- <p> - -- -> -->b", "ab"},
        Case{"ShortComments", "a<!-->b<!--->c", "abc"},
        Case{"CommentWithBang", "a<!-- x --!>b", "ab"}, Case{"UnclosedComment", "a<!-- x", "a"},
        Case{"ConditionalComment", "a<!--[if IE]><p>x</p><![endif]-->b", "ab"},
        Case{"Doctype", "<!DOCTYPE html>a", "<!DOCTYPE html>a"},
        Case{"NestedSvg", "a<svg><g/><svg>x</svg>y</svg>b", "ab"},
        Case{"SelfClosingSvg", "a<svg/>b", "ab"},
        Case{"UnclosedSvg", "a<svg><path>b", "a<svg><path>b"},
        Case{"ScriptInAttribute", "<a title='<script>'>b</a><script>x</script>c",
             "<a title='<script>'>b</a>c"},
        Case{"CommentInAttribute", "<a title=\"<!--\">b</a>", "<a title=\"<!--\">b</a>"},
        Case{"QuoteInName", "<a b'c>d<!-- ' -->e", "<a b'c>de"},
        Case{"TextareaIsText", "<textarea><!--</textarea>a<!-- -->b",
             "<textarea><!--</textarea>ab"},
        Case{"TitleIsText", "<title><script></title>a", "<title><script></title>a"},
        Case{"Noscript", "<noscript><p>a</p></noscript>", "<noscript><p>a</p></noscript>"},
        Case{"UnclosedTag", "a<b c='<!-- x -->", "a<b c='<!-- x -->"}, Case{"Empty", "", ""}),
    [](const auto& parameter) { return parameter.param.name; });

class ThinMarkup : public testing::TestWithParam<Case> {};

TEST_P(ThinMarkup, LeavesWhatTellsOfTheText) {
  EXPECT_EQ(strip_noise(GetParam().page, Detail::kReadable).markup, GetParam().left);
}

INSTANTIATE_TEST_SUITE_P(
    Pages, ThinMarkup,
    testing::Values(
        Case{"AttributesThatNothingReads",
             "<a data-x=\"1\" href='/b' onclick=c() target=_top>d</a>", "<a href='/b'>d</a>"},
        Case{"AttributesThatAreRead",
             "<p class=a ID=\"b\" aria-hidden='true' data-testid=c hidden>",
             "<p class=a ID=\"b\" aria-hidden='true' data-testid=c hidden>"},
        Case{"AttributesOnLinesOfTheirOwn", "<img\n   src='a'\n   srcset='b'\n   class='c'\n/>",
             "<img\n   class='c'\n/>"},
        Case{"AttributesThatAbut", "<a class=\"a\"src=\"b\"id=\"c\">", "<a class=\"a\"id=\"c\">"},
        Case{"ABlankThatPartsTheNextAttribute", "<a src=\"b\"id=\"c\">", "<a id=\"c\">"},
        Case{"SlashesBeforeAttributes", "<a/src=b id=c>", "<a/ id=c>"},
        Case{"WithoutAValue", "<input required checked/>", "<input/>"},
        Case{"BlanksAroundTheSign", "<a target = 'b' rel = 'c'>", "<a rel = 'c'>"},
        Case{"ANameThatBeginsWithASign", "<a =b id=c>", "<a id=c>"},
        Case{"MarkupInAValue", "<a ping='<p class=b>' id=c>d", "<a id=c>d"},
        Case{"AValueThatNeverEnds", "<p>a</p><a src='b", "<p>a</p><a src='b"},
        Case{"RunsOfBlanks", "<p>a \n\t b</p>\n\n  <p>c</p>  ", "<p>a b</p>\n<p>c</p> "},
        Case{"BlanksInATextarea", "<textarea>a  b</textarea>", "<textarea>a  b</textarea>"},
        Case{"BlanksInValues", "<p class='a  b'>", "<p class='a  b'>"},
        Case{"BlanksBesideWhatIsTakenOut", "a  <!-- b -->  c", "a  c"}),
    [](const auto& parameter) { return parameter.param.name; });

TEST(StripNoiseScripts, KeepsThoseThatHoldJson) {
  const std::string page =
      "<script>1</script><script type='application/LD+JSON; charset=utf-8'>{\"a\":1}</script>"
      "<script id=__NEXT_DATA__ type=application/json>[2]</script>";
  const auto [markup, scripts] = strip_noise(page, Detail::kReadable);
  ASSERT_THAT(scripts, SizeIs(2));
  EXPECT_EQ(scripts[0].type, "application/ld+json");
  EXPECT_EQ(scripts[0].text, "{\"a\":1}");
  EXPECT_EQ(scripts[1].id, "__NEXT_DATA__");
  EXPECT_EQ(scripts[1].text, "[2]");
  EXPECT_THAT(markup, IsEmpty());
}

class StripNoiseTime : public testing::TestWithParam<const char*> {};

TEST_P(StripNoiseTime, IsLinear) {
  std::string page;
  while (page.size() < 4'000'000) page += GetParam();
  const double start = thread_seconds();
  (void)strip_noise(page, Detail::kReadable);
  EXPECT_LT(thread_seconds() - start, 1 * kSlowdown);
}

INSTANTIATE_TEST_SUITE_P(Hostile, StripNoiseTime,
                         testing::Values("<!--", "<svg>", "<script><!--<script></script>",
                                         "<script>", "<title>", "<textarea>", "<a b=\"", "<a b='\"",
                                         "</script", "<style>", "<!-- --", "<script><!-- -"));

}  // namespace
}  // namespace tidings::html
