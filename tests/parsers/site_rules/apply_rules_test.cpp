#include <ctime>
#include <string>
#include <vector>

#include <gmock/gmock.h>

#include "parsers/html/document.hpp"
#include "parsers/html/node.hpp"
#include "parsers/site_rules/site_rules.hpp"

namespace tidings::site_rules {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

constexpr const char* kPage = R"(<html><head><title>T</title>
<link rel="next" href="/story?page=2"><meta name="kind" content="paid">
<script type="application/ld+json">{"headline":"From script"}</script></head><body>
<div id="top" class="bar  share">Share</div>
<h1>The <b>headline</b></h1><p class="by">Ann Lee</p><p class="by">Bo Ek</p>
<span class="when">Published</span><span class="when">4 May 2021</span>
<div id="text"><p>One</p><div class="ad-box big">Ad</div><p>Two</p>
<img src="/px/grey.gif"><p class="banner-top">Ban</p></div>
<div id="more"><p>Three</p></div></body></html>)";

html::Document page(std::string text = kPage) {
  return *html::Document::parse(std::move(text), {}, html::Detail::kAll);
}

Findings run(std::string_view rules, const html::Document& document) {
  return apply(Rules::parse(rules), document);
}

// The text of the bodies, without what is stripped.
std::string body_text(const Findings& findings) {
  std::string out;
  for (const GumboNode* root : findings.body) {
    html::walk(*root, [&](const GumboNode& node) {
      if (&node != root && findings.strip.contains(&node)) return false;
      if (node.type == GUMBO_NODE_TEXT) out += std::string(node.v.text.text) + ";";
      return html::is_element(node);
    });
  }
  return out;
}

TEST(SiteRules, TitleDateAndAuthorsAreTheFirstPatternsThatFindText) {
  const html::Document document = page();
  const Findings found =
      run("title: //h2\ntitle: //h1\ndate: //span[@class='when']\nauthor: //p[@class='by']\n",
          document);
  EXPECT_EQ(found.title, "The headline");
  EXPECT_EQ(found.date, "4 May 2021");
  EXPECT_THAT(found.authors, ElementsAre("Ann Lee", "Bo Ek"));
}

TEST(SiteRules, PatternsMayGiveStringsAndAttributes) {
  const html::Document document = page();
  const Findings found =
      run("title: substring-after(string(//h1), 'The ')\ndate: concat('2021', '-05-04')\n"
          "author: //meta[@name='kind']/@content\n",
          document);
  EXPECT_EQ(found.title, "headline");
  EXPECT_EQ(found.date, "2021-05-04");
  EXPECT_THAT(found.authors, ElementsAre("paid"));
}

TEST(SiteRules, JsonScriptsCanBeReached) {
  const html::Document document = page();
  EXPECT_EQ(
      run("title: substring-before(substring-after(//script, ':\"'), '\"')\n", document).title,
      "From script");
}

TEST(SiteRules, BodyIsTheFirstPatternThatFindsNodesInDocumentOrder) {
  const html::Document document = page();
  const Findings found =
      run("body: //section\nbody: //div[@id='more'] | //div[@id='text']\n", document);
  ASSERT_EQ(found.body.size(), 2U);
  EXPECT_EQ(body_text(found), "One;Ad;Two;Ban;Three;");
}

TEST(SiteRules, ABodyInsideABodyIsNotTakenTwice) {
  const html::Document document = page();
  EXPECT_EQ(run("body: //div[@id='text'] | //div[@id='text']/p\n", document).body.size(), 1U);
}

TEST(SiteRules, WhatIsStrippedIsNamed) {
  const html::Document document = page();
  const Findings found =
      run("body: //div[@id='text']\nstrip: //p[. = 'Two']\nstrip_id_or_class: ad-box\n", document);
  EXPECT_EQ(body_text(found), "One;Ban;");
}

TEST(SiteRules, StripIdOrClassMeansWholeTokensUnlessItEndsInAJoint) {
  const html::Document document = page();
  EXPECT_EQ(run("strip_id_or_class: box\nstrip_id_or_class: ad\n", document).strip.size(), 0U);
  EXPECT_EQ(run("strip_id_or_class: bar share\n", document).strip.size(), 1U);
  EXPECT_EQ(run("strip_id_or_class: banner-\n", document).strip.size(), 1U);
  EXPECT_EQ(run("strip_id_or_class: top\n", document).strip.size(), 1U);
}

TEST(SiteRules, ImagesAreStrippedByAPartOfTheirAddress) {
  const html::Document document = page();
  EXPECT_EQ(run("strip_image_src: /px/\n", document).strip.size(), 1U);
}

TEST(SiteRules, ABodyIsNotFoundInsideWhatIsStripped) {
  const html::Document document = page();
  EXPECT_THAT(run("strip: //div[@id='text']\nbody: //div[@id='text']\n", document).body, IsEmpty());
}

TEST(SiteRules, LinksComeFromElementsAttributesOrStrings) {
  const html::Document document = page();
  EXPECT_EQ(run("next_page_link: //link[@rel='next']\n", document).next_page_url, "/story?page=2");
  EXPECT_EQ(run("next_page_link: //link/@href\n", document).next_page_url, "/story?page=2");
  EXPECT_EQ(run("single_page_link: concat(//link/@href, '&all=1')\n", document).single_page_url,
            "/story?page=2&all=1");
  EXPECT_EQ(run("single_page_link: //h1\n", document).single_page_url, "");
}

TEST(SiteRules, ALinkWithAConditionNeedsThePageToHoldIt) {
  const html::Document document = page();
  EXPECT_EQ(run("single_page_link: //link\nif_page_contains: //nav\n", document).single_page_url,
            "");
  EXPECT_EQ(run("single_page_link: //link\nif_page_contains: //h1\n", document).single_page_url,
            "/story?page=2");
}

TEST(SiteRules, AClueNamesAnAdvertisement) {
  const html::Document document = page();
  EXPECT_TRUE(run("native_ad_clue: //meta[@content='paid']\n", document).native_ad);
  EXPECT_FALSE(run("native_ad_clue: //meta[@content='free']\n", document).native_ad);
}

TEST(SiteRules, WhatIsMovedIntoABodyIsARootOfItsOwn) {
  const html::Document document = page();
  const Findings found =
      run("move_into(//div[@id='text']): //div[@id='more']\nbody: //div[@id='text']\n", document);
  ASSERT_EQ(found.body.size(), 2U);
  EXPECT_EQ(body_text(found), "One;Ad;Two;Ban;Three;");
}

TEST(SiteRules, WrappersAndDissolvedElementsKeepTheText) {
  const html::Document document = page();
  const Findings found =
      run("wrap_in(section): //div[@id='text']\ndissolve: //div[@class='ad-box big']\n"
          "body: //section\n",
          document);
  EXPECT_EQ(body_text(found), "One;Ad;Two;Ban;");
}

TEST(SiteRules, NestedMatchesCanBeDissolvedWrappedAndStripped) {
  const html::Document document = page("<div><div><div><p>x</p></div></div></div>");
  EXPECT_EQ(body_text(run("dissolve: //div\nbody: //p\n", document)), "x;");
  EXPECT_EQ(body_text(run("wrap_in(b): //div\nbody: //p\n", document)), "x;");
  EXPECT_EQ(run("strip: //div\nbody: //p\n", document).strip.size(), 3U);
  EXPECT_EQ(body_text(run("move_into(//div/div): //div\nbody: //p\n", document)), "x;");
}

TEST(SiteRules, SwitchesComeThrough) {
  const html::Document document = page();
  const Findings found = run("prune: no\nskip_json_ld: yes\nautodetect_on_failure: no\n", document);
  EXPECT_FALSE(found.prune);
  EXPECT_TRUE(found.skip_json_ld);
  EXPECT_FALSE(found.autodetect_on_failure);
}

TEST(Replacements, AreMadeInOrder) {
  const Rules rules = Rules::parse("replace_string(a): bb\nfind_string: bb\nreplace_string: c\n");
  EXPECT_EQ(replace_strings(rules, "xaya"), "xcyc");
  EXPECT_EQ(replace_strings(Rules::parse("title: //h1\n"), "xaya"), "xaya");
}

TEST(Replacements, CannotMakeAPageGrowWithoutBound) {
  std::string rules;
  for (int i = 0; i < 40; ++i) rules += "replace_string(a): aaaa\n";
  EXPECT_LE(replace_strings(Rules::parse(rules), std::string(1'000, 'a')).size(), 300'000U);
}

TEST(SiteRulesLimits, DeepAndWidePagesEndSoonAndPartly) {
  const std::clock_t start = std::clock();
  std::string deep;
  for (int i = 0; i < 3'000; ++i) deep += "<div>";
  const html::Document tall = page(deep + "<p>x</p>");
  EXPECT_THAT(run("body: //p\n", tall).body, IsEmpty());  // beyond the depth limit
  std::string wide;
  for (int i = 0; i < 20'000; ++i) wide += "<p><a>x</a></p>";
  const html::Document flat = page(wide);
  const Findings found =
      run("strip: //p[preceding-sibling::p/a = following-sibling::p/a]\nbody: //p[last()]\n", flat);
  EXPECT_THAT(found.strip, IsEmpty());  // beyond the limit of steps
  EXPECT_EQ(found.body.size(), 1U);
  EXPECT_LT(std::clock() - start, 5 * CLOCKS_PER_SEC);  // of this process
}

}  // namespace
}  // namespace tidings::site_rules
