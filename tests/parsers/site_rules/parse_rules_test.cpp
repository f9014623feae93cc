#include <string>
#include <vector>

#include <gmock/gmock.h>

#include "parsers/site_rules/rules_parts.hpp"
#include "parsers/site_rules/site_rules.hpp"

namespace tidings::site_rules {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Pair;

struct Outcome {
  Rules rules;
  std::vector<Mistake> mistakes;
  std::vector<Mistake> ignored;
};

Outcome parse(std::string_view text) {
  std::vector<Mistake> mistakes;
  std::vector<Mistake> ignored;
  Rules rules = Rules::parse(text, &mistakes, &ignored);
  return {std::move(rules), std::move(mistakes), std::move(ignored)};
}

TEST(RuleFile, CommentsBlankLinesAndAByteOrderMarkSayNothing) {
  const Outcome outcome =
      parse("\xEF\xBB\xBF# rules\n\n  # more\r\n// and this\r\ntitle: //h1\r\n");
  EXPECT_THAT(outcome.rules.parts().title, ElementsAre("//h1"));
  EXPECT_THAT(outcome.mistakes, IsEmpty());
  EXPECT_THAT(outcome.ignored, IsEmpty());
}

TEST(RuleFile, KeepsSeveralPatternsOfADirectiveInOrder) {
  const Outcome outcome = parse("body: //article\nbody: //div[@id='b']\nauthor:'Ann Lee'\n");
  EXPECT_THAT(outcome.rules.parts().body, ElementsAre("//article", "//div[@id='b']"));
  EXPECT_THAT(outcome.rules.parts().author, ElementsAre("'Ann Lee'"));
}

TEST(RuleFile, AValueMayHoldColons) {
  const Outcome outcome =
      parse("strip: //p[following-sibling::div]\ntest_url: https://a.example/x\n");
  EXPECT_THAT(outcome.rules.parts().strip, ElementsAre("//p[following-sibling::div]"));
  EXPECT_THAT(outcome.rules.parts().test_urls, ElementsAre("https://a.example/x"));
}

TEST(RuleFile, BothSpellingsOfAReplacementAreRead) {
  const Outcome outcome = parse(
      "find_string: <b>\nreplace_string: <i>\nreplace_string(\"v\":): \"w\":\n"
      "replace_string(f(x)): g\nreplace_string(gone):\n");
  EXPECT_THAT(outcome.rules.parts().replacements,
              ElementsAre(Pair("<b>", "<i>"), Pair("\"v\":", "\"w\":"), Pair("f(x)", "g"),
                          Pair("gone", "")));
}

TEST(RuleFile, AHalfReplacementIsAMistake) {
  EXPECT_EQ(parse("find_string: a\ntitle: //h1\n").mistakes.at(0).line, 1);
  EXPECT_EQ(parse("title: //h1\nreplace_string: a\n").mistakes.at(0).line, 2);
  EXPECT_EQ(parse("replace_string(): a\n").mistakes.at(0).line, 1);
}

TEST(RuleFile, BrokenXPathIsNamedWithItsLineAndTheRestIsUsed) {
  const Outcome outcome = parse("title: //h1\nbody: //div[@class='x'\nstrip: //nav\n");
  ASSERT_EQ(outcome.mistakes.size(), 1U);
  EXPECT_EQ(outcome.mistakes[0].line, 2);
  EXPECT_THAT(outcome.mistakes[0].message, HasSubstr("//div[@class='x'"));
  EXPECT_THAT(outcome.rules.parts().body, IsEmpty());
  EXPECT_THAT(outcome.rules.parts().strip, ElementsAre("//nav"));
}

TEST(RuleFile, AFunctionThatXPathDoesNotHaveIsNamed) {
  const Outcome outcome = parse("strip: //a[contain(@class, 'text(x)')]\n");
  ASSERT_EQ(outcome.mistakes.size(), 1U);
  EXPECT_THAT(outcome.mistakes[0].message, HasSubstr("contain()"));
}

class SoundXPath : public testing::TestWithParam<const char*> {};
TEST_P(SoundXPath, IsTaken) {
  EXPECT_THAT(parse("body: " + std::string(GetParam()) + "\n").mistakes, IsEmpty());
}
INSTANTIATE_TEST_SUITE_P(
    Forms, SoundXPath,
    testing::Values("//div[contains(concat(' ', normalize-space(@class), ' '), ' b ')]",
                    "(//p)[position() < last()]", "//a/following-sibling::node()",
                    "//*[@id='a' or (@id=\"b\" and not(self::div))]", "id('content')",
                    "substring-before(//span, 'foo(bar)')", "//comment() | //text()[1]"));

TEST(RuleFile, UnsupportedAndUnknownDirectivesAreListedNotRefused) {
  const Outcome outcome = parse("login_uri: /login\ntitl: //h1\nstrip_attr: @style\n");
  EXPECT_THAT(outcome.mistakes, IsEmpty());
  ASSERT_EQ(outcome.ignored.size(), 3U);
  EXPECT_THAT(outcome.ignored[0].message, HasSubstr("login_uri"));
  EXPECT_THAT(outcome.ignored[1].message, HasSubstr("titl"));
  EXPECT_EQ(outcome.ignored[2].line, 3);
}

TEST(RuleFile, ALineWithoutAColonIsAMistake) {
  EXPECT_EQ(parse("title: //h1\nbody //div\n").mistakes.at(0).line, 2);
}

TEST(RuleFile, SwitchesTakeYesAndNo) {
  const Outcome outcome = parse(
      "prune: no\ntidy: yes\nskip_json_ld: yes\nautodetect_on_failure: no\n"
      "convert_double_br_tags: yes\n");
  EXPECT_FALSE(outcome.rules.parts().prune);
  EXPECT_TRUE(outcome.rules.parts().skip_json_ld);
  EXPECT_FALSE(outcome.rules.parts().autodetect_on_failure);
  EXPECT_THAT(outcome.mistakes, IsEmpty());
  EXPECT_EQ(parse("prune: maybe\n").mistakes.size(), 1U);
}

TEST(RuleFile, HttpHeadersKeepTheirNames) {
  const Outcome outcome = parse("http_header(User-Agent): Mozilla/5.0 (X; Y)\n");
  EXPECT_THAT(http_headers(outcome.rules), ElementsAre(Pair("User-Agent", "Mozilla/5.0 (X; Y)")));
}

TEST(RuleFile, AConditionBelongsToTheLinkBeforeIt) {
  const Outcome outcome = parse(
      "single_page_link: //a[1]\nsingle_page_link: //a[2]\nif_page_contains: //div[@id='n']\n");
  const auto& links = outcome.rules.parts().single_page_link;
  ASSERT_EQ(links.size(), 2U);
  EXPECT_EQ(links[0].condition, "");
  EXPECT_EQ(links[1].condition, "//div[@id='n']");
  EXPECT_EQ(parse("if_page_contains: //div\n").mistakes.size(), 1U);
}

TEST(RuleFile, WrapInMoveIntoAndDissolveTakeTheirTargets) {
  const Outcome outcome = parse(
      "wrap_in(blockquote): //p[@class='q']\nmove_into(body)://div[@id='x']\n"
      "move_into(//div[@id='a']): //div[@id='b']\ndissolve://li\n");
  const auto& parts = outcome.rules.parts();
  ASSERT_EQ(parts.wrap_in.size(), 1U);
  EXPECT_EQ(parts.wrap_in[0].target, "blockquote");
  ASSERT_EQ(parts.move_into.size(), 2U);
  EXPECT_EQ(parts.move_into[0].target, "//body");
  EXPECT_EQ(parts.move_into[1].target, "//div[@id='a']");
  EXPECT_THAT(parts.dissolve, ElementsAre("//li"));
}

TEST(RuleFile, EndlessFilesAreCutAndSaidToBe) {
  std::string text;
  for (int i = 0; i < 6'000; ++i) text += "strip_id_or_class: x\n";
  const Outcome outcome = parse(text);
  EXPECT_EQ(outcome.mistakes.size(), 1U);
  EXPECT_LE(outcome.rules.parts().strip_id_or_class.size(), 5'000U);
}

TEST(RuleFile, AnyBytesAreRead) {
  EXPECT_THAT(parse("").mistakes, IsEmpty());
  EXPECT_EQ(parse("\xFF\xFE:\nbody: \x01\n(\n):\n").rules.parts().body.size(), 0U);
}

}  // namespace
}  // namespace tidings::site_rules
