#include "parsers/text/boilerplate.hpp"

#include <gtest/gtest.h>

namespace tidings::text {
namespace {

Boilerplate sample() {
  Boilerplate::Entries entries;
  entries.lines = {"Skip to content", "Sorry!!"};
  entries.starts = {"Follow us on"};
  entries.phrases = {"without any warranty"};
  entries.headings = {"Don't miss"};
  return Boilerplate(entries);
}

TEST(Boilerplate, KnowsAWholeLineInAnyCaseAndPunctuation) {
  EXPECT_TRUE(sample().is_known("Skip to content"));
  EXPECT_TRUE(sample().is_known("SKIP TO CONTENT »"));
  EXPECT_TRUE(sample().is_known("sorry"));
  EXPECT_FALSE(sample().is_known("Skip to content that matters"));
}

TEST(Boilerplate, KnowsALineByItsStart) {
  EXPECT_TRUE(sample().is_known("Follow us on every network there is."));
  EXPECT_FALSE(sample().is_known("They follow us on foot."));
}

TEST(Boilerplate, KnowsAPhraseInALineButNotInALongOne) {
  const std::string phrase = "All this comes without any warranty of ours.";
  EXPECT_TRUE(sample().is_known(phrase));
  std::string paragraph = phrase;
  for (int i = 0; i < 90; ++i) paragraph += " word";
  EXPECT_FALSE(sample().is_known(paragraph));
}

TEST(Boilerplate, KnowsTheHeadingsOfTeasers) {
  EXPECT_TRUE(sample().is_heading_of_teasers("DON’T MISS:"));
  EXPECT_FALSE(sample().is_heading_of_teasers("Don't miss the ferry"));
}

TEST(Boilerplate, WithoutEntriesKnowsNothing) {
  EXPECT_FALSE(Boilerplate().is_known(""));
  EXPECT_FALSE(Boilerplate().is_known("Skip to content"));
}

}  // namespace
}  // namespace tidings::text
