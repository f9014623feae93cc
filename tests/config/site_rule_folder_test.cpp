#include "config/site_rule_folder.hpp"

#include <filesystem>
#include <fstream>
#include <string>

#include <gmock/gmock.h>

namespace tidings::config {
namespace {

namespace fs = std::filesystem;

class SiteRuleFolderTest : public testing::Test {
 protected:
  SiteRuleFolderTest()
      : folder_(fs::path(testing::TempDir()) /
                (std::string("rules-") +
                 testing::UnitTest::GetInstance()->current_test_info()->name())) {
    fs::remove_all(folder_);
    fs::create_directories(folder_);
  }
  ~SiteRuleFolderTest() override { fs::remove_all(folder_); }

  void write(const std::string& name, const std::string& text) const {
    std::ofstream(folder_ / name) << text;
  }

  fs::path folder_;
};

TEST_F(SiteRuleFolderTest, AFileServesItsHostAndWww) {
  write("news.example.txt", "title: //h1\n");
  const auto rules = SiteRuleFolder::load(folder_);
  ASSERT_TRUE(rules);
  EXPECT_NE(rules->find("news.example"), nullptr);
  EXPECT_NE(rules->find("WWW.News.Example"), nullptr);
  EXPECT_NE(rules->find("news.example."), nullptr);
  EXPECT_EQ(rules->find("en.news.example"), nullptr);
  EXPECT_EQ(rules->find("example"), nullptr);
  EXPECT_EQ(rules->find(""), nullptr);
}

TEST_F(SiteRuleFolderTest, ADottedFileServesOtherSubDomainsAndTheNearestFileWins) {
  write(".news.example.txt", "title: //h1\n");
  write("de.news.example.txt", "title: //h2\n");
  write(".example.txt", "title: //h3\n");
  const auto rules = SiteRuleFolder::load(folder_);
  ASSERT_TRUE(rules);
  const auto* sub_domain = rules->find("en.news.example");
  ASSERT_NE(sub_domain, nullptr);
  EXPECT_EQ(rules->find("a.b.news.example"), sub_domain);
  EXPECT_NE(rules->find("de.news.example"), sub_domain);
  EXPECT_NE(rules->find("news.example"), sub_domain);
  EXPECT_EQ(rules->find("other.test"), nullptr);
}

TEST_F(SiteRuleFolderTest, MistakesNameFileAndLineAndTheOtherFilesLoad) {
  write("a.example.txt", "title: //h1\nbody: //div[\n");
  write("b.example.txt", "login_uri: /x\n");
  write("README.md", "no: rules");
  std::vector<Mistake> mistakes;
  std::vector<Mistake> ignored;
  const auto rules = SiteRuleFolder::load(folder_, &mistakes, &ignored);
  ASSERT_TRUE(rules);
  EXPECT_EQ(rules->size(), 2U);
  ASSERT_EQ(mistakes.size(), 1U);
  EXPECT_THAT(mistakes[0].text(), testing::HasSubstr("a.example.txt:2:"));
  ASSERT_EQ(ignored.size(), 1U);
  EXPECT_THAT(ignored[0].text(), testing::HasSubstr("b.example.txt:1:"));
}

TEST_F(SiteRuleFolderTest, AHugeFileIsAMistake) {
  write("a.example.txt", std::string(1'100'000, '#'));
  std::vector<Mistake> mistakes;
  ASSERT_TRUE(SiteRuleFolder::load(folder_, &mistakes));
  EXPECT_EQ(mistakes.size(), 1U);
}

TEST_F(SiteRuleFolderTest, AFolderThatIsNotThereIsAnError) {
  const auto rules = SiteRuleFolder::load(folder_ / "none");
  ASSERT_FALSE(rules);
  EXPECT_THAT(rules.error().text(), testing::HasSubstr("none"));
}

TEST_F(SiteRuleFolderTest, AnEmptyFolderHasNoRules) {
  const auto rules = SiteRuleFolder::load(folder_);
  ASSERT_TRUE(rules);
  EXPECT_EQ(rules->find("news.example"), nullptr);
  EXPECT_EQ(SiteRuleFolder().find("news.example"), nullptr);
}

TEST(ShippedSiteRules, HoldNoMistakeAndServeThePublishersHosts) {
  std::vector<Mistake> mistakes;
  std::vector<Mistake> ignored;
  const auto rules =
      SiteRuleFolder::load(fs::path(TIDINGS_SOURCE_DIR) / "config/sites", &mistakes, &ignored);
  ASSERT_TRUE(rules);
  EXPECT_THAT(mistakes, testing::IsEmpty());
  EXPECT_THAT(ignored, testing::IsEmpty());
  for (const char* host :
       {"sputnikglobe.com", "arabic.sputniknews.com", "ifpnews.com", "menafn.com", "www.menafn.com",
        "en.radiofarda.com", "trt.global", "www.trtworld.com"}) {
    EXPECT_NE(rules->find(host), nullptr) << host;
  }
}

}  // namespace
}  // namespace tidings::config
