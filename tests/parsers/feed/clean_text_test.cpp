#include "parsers/feed/clean_text.hpp"

#include <string>
#include <string_view>

#include <gtest/gtest.h>

namespace tidings::feed {
namespace {

std::string cleaned(std::string_view text) {
  std::string out;
  append_clean(out, text);
  return out;
}

std::string decoded(std::string_view text, const Entities& entities = {}) {
  std::string out;
  append_decoded(out, text, entities, has_unclean(text));
  return out;
}

TEST(HasUnclean, Xml10_2_2_ControlsAndNonCharactersAreFoundAtEveryPlace) {
  for (const std::string_view odd : {"\x01", "\x1F", "\u0080", "\u009F", "\uFFFE", "\uFFFF"}) {
    for (std::size_t before = 0; before < 130; ++before) {
      const std::string text =
          std::string(before, 'x') + std::string(odd) + std::string(130 - before, 'y');
      ASSERT_TRUE(has_unclean(text)) << before;
    }
  }
}

TEST(HasUnclean, Xml10_2_2_WhatIsAllowedIsNot) {
  for (const std::string_view text :
       {"", "\t\n\r ~\x7F", "\u00A0\u00BF\u00E9", "\uFFFD", "\uFEFF", "\U0001F600", "\u2028"}) {
    std::string longer(text);
    while (longer.size() < 200) longer += std::string(text) + "x";
    EXPECT_FALSE(has_unclean(longer)) << text;
  }
}

TEST(AppendClean, C1CharactersAreThoseOfWindows1252) {
  EXPECT_EQ(cleaned("\u0080\u0093a\u0094\u0099"), "\u20AC\u201Ca\u201D\u2122");
  EXPECT_EQ(cleaned("a\u0081b"), "ab");  // it has none there
}

TEST(AppendClean, ControlsAndNonCharactersGo) {
  EXPECT_EQ(cleaned("a\x02\x1B\uFFFE\uFFFFb\tc\n"), "ab\tc\n");
}

TEST(AppendDecoded, ResolvesReferencesOnce) {
  EXPECT_EQ(decoded("&lt;b&gt; &amp;amp; &quot;&apos;"), "<b> &amp; \"'");
  EXPECT_EQ(decoded("&eacute;&#233;&#xE9;"), "\u00E9\u00E9\u00E9");
}

TEST(AppendDecoded, WhatIsNoReferenceStays) {
  for (const std::string_view text :
       {"&", "&&", "&;", "&#;", "&x;", "AT&T", "a&b;", "&amp", "&lt", "&#12", "?a=1&copy=2"}) {
    EXPECT_EQ(decoded(text), text);
  }
}

TEST(AppendDecoded, TheDocumentsOwnEntitiesCountAfterHtmls) {
  const Entities entities{{"harbour", "Harbour News"}, {"eacute", "wrong"}};
  EXPECT_EQ(decoded("&harbour; &eacute; &other;", entities), "Harbour News \u00E9 &other;");
}

TEST(ReadEntities, Xml10_4_2_1_InternalEntitiesAreKept) {
  const Entities entities = read_entities("<!ENTITY a 'x'> <!ENTITY\n b \"y'z\"><!ENTITY c ''>");
  EXPECT_EQ(entities.at("a"), "x");
  EXPECT_EQ(entities.at("b"), "y'z");
  EXPECT_EQ(entities.at("c"), "");
}

TEST(ReadEntities, Xml10_4_2_TheFirstDeclarationIsBinding) {
  EXPECT_EQ(read_entities("<!ENTITY a 'x'><!ENTITY a 'y'>").at("a"), "x");
}

TEST(ReadEntities, CharactersAreResolvedAtOnce) {
  EXPECT_EQ(read_entities("<!ENTITY a '&#233;&eacute;&lt;'>").at("a"), "\u00E9\u00E9<");
}

TEST(ReadEntities, NothingFromOutsideAndNoEntityWithinAnother) {
  for (const std::string_view subset :
       {"<!ENTITY a SYSTEM 'file:///etc/passwd'>", "<!ENTITY a PUBLIC 'p' 'http://h.example/'>",
        "<!ENTITY % a 'x'>", "<!ENTITY a '&b;'>", "<!ENTITY a '%b;'>", "<!ENTITY a>", "<!ENTITY",
        "<!ENTITY a", "<!ENTITY '", "<!ENTITY a x>"}) {
    EXPECT_TRUE(read_entities(subset).empty()) << subset;
  }
}

TEST(ReadEntities, TheirNumberAndSizeAreLimited) {
  std::string subset;
  for (int i = 0; i < 1000; ++i) subset += "<!ENTITY e" + std::to_string(i) + " 'x'>";
  EXPECT_EQ(read_entities(subset).size(), 256U);
  EXPECT_EQ(read_entities("<!ENTITY a '" + std::string(1000, 'x') + "'>").size(), 1U);
  EXPECT_TRUE(read_entities("<!ENTITY a '" + std::string(1001, 'x') + "'>").empty());
  EXPECT_TRUE(read_entities(std::string(100'000, ' ') + "<!ENTITY a 'x'>").empty());
}

}  // namespace
}  // namespace tidings::feed
