#include <cstdlib>
#include <filesystem>
#include <vector>

#include <gmock/gmock.h>

#include "config/site_rule_folder.hpp"

namespace tidings::config {
namespace {

// The community's files: all load; what is broken in them is known.
TEST(PublishedSiteRules, AllLoad) {
  const char* shared = std::getenv("TIDINGS_SHARED");
  if (shared == nullptr) GTEST_SKIP() << "TIDINGS_SHARED is not set";
  std::vector<Mistake> mistakes;
  std::vector<Mistake> ignored;
  const auto rules = SiteRuleFolder::load(std::filesystem::path(shared) / "corpus/site-rules",
                                          &mistakes, &ignored);
  ASSERT_TRUE(rules);
  EXPECT_GE(rules->size(), 2'040U);
  EXPECT_LE(mistakes.size(), 1U);  // one calls contain() for contains()
  EXPECT_LE(ignored.size(), 600U);
}

}  // namespace
}  // namespace tidings::config
