#include "parsers/article/metadata_names.hpp"

#include <string>

#include <gmock/gmock.h>

namespace tidings::article {
namespace {

std::string joined(const std::vector<std::string>& names) {
  std::string out;
  for (const std::string& name : names) out += (out.empty() ? "" : "; ") + name;
  return out;
}

struct Case {
  const char* byline;
  const char* names;
};

class Bylines : public testing::TestWithParam<Case> {};
TEST_P(Bylines, GiveNames) { EXPECT_EQ(joined(split_names(GetParam().byline)), GetParam().names); }
INSTANTIATE_TEST_SUITE_P(
    Forms, Bylines,
    testing::Values(Case{"By Ann Lee and Bo Ek, Reuters", "Ann Lee; Bo Ek; Reuters"},
                    Case{"Von Ann Lee und Bo Ek", "Ann Lee; Bo Ek"},
                    Case{"Par Zoé Roux et Luc Blanc", "Zoé Roux; Luc Blanc"},
                    Case{"Por Ana Gil y Luis Paz", "Ana Gil; Luis Paz"},
                    Case{"Text: Ann Lee | Fotos: Bo Ek", "Ann Lee; Bo Ek"},
                    Case{"作者：王小明、李大文", "王小明; 李大文"}, Case{"신현주 기자", "신현주"},
                    Case{"Ann Lee (le), Bo Ek [photos]", "Ann Lee; Bo Ek"},
                    Case{"Ann Lee, senior editor", "Ann Lee"},
                    Case{"Ann Lee | Political Correspondent", "Ann Lee"},
                    Case{"Ann Lee / Bo Ek & Cy Orr", "Ann Lee; Bo Ek; Cy Orr"},
                    Case{"Posted by Ann Lee on", "Ann Lee on"}, Case{"Autor:in Ann Lee", "Ann Lee"},
                    Case{"Erstellt von Ann Lee", "Ann Lee"}));
INSTANTIATE_TEST_SUITE_P(NoNames, Bylines,
                         testing::Values(Case{"", ""}, Case{"By", ""}, Case{"Kommentar von", ""},
                                         Case{"ann@a.example", ""},
                                         Case{"https://a.example/ann", ""}, Case{"4 May 2021", ""},
                                         Case{"@ann", ""}, Case{"More →", ""}, Case{"Editor", ""},
                                         Case{"this is a whole sentence that names nobody at all",
                                              ""}));

TEST(StatedNames, KeepDigitsAndJointNamesOfOneWord) {
  EXPECT_EQ(joined(split_stated_names("BR24 Redaktion")), "BR24 Redaktion");
  EXPECT_EQ(joined(split_stated_names("Le Figaro et AFP")), "Le Figaro et AFP");
  EXPECT_EQ(joined(split_stated_names("Ann Lee and Bo Ek, Nairobi")), "Ann Lee; Bo Ek; Nairobi");
}

TEST(BylinePrefix, NeedsABlankOrColonBehindIt) {
  EXPECT_EQ(byline_prefix("By Ann"), 3U);
  EXPECT_EQ(byline_prefix("VON: Ann"), 5U);
  EXPECT_EQ(byline_prefix("Byron Ann"), 0U);
  EXPECT_EQ(byline_prefix("Vonda"), 0U);
  EXPECT_EQ(byline_prefix(""), 0U);
}

TEST(OpensByline, IsTrueForTheWordAlone) {
  EXPECT_TRUE(opens_byline("Von"));
  EXPECT_TRUE(opens_byline("by Ann"));
  EXPECT_FALSE(opens_byline("Bye"));
  EXPECT_FALSE(opens_byline(""));
}

TEST(Personal, NamesHaveTwoToFiveWordsWhereTheScriptHasCapitals) {
  EXPECT_TRUE(is_personal("Ann Lee"));
  EXPECT_TRUE(is_personal("王小明"));
  EXPECT_FALSE(is_personal("amw"));
  EXPECT_FALSE(is_personal("One of the many desks here"));
}

}  // namespace
}  // namespace tidings::article
