#include "parsers/text/repeats.hpp"

#include <gmock/gmock.h>

#include "tests/support/cpu_time.hpp"

namespace tidings::text {
namespace {

using testing::ElementsAre;

const std::string kFirst = "The ferry left the harbour at dawn. It carried forty people.";
const std::string kSecond = "Nobody saw the rocks before the storm came up.";
const std::string kThird = "“We were lucky,” the captain said. “It could have been worse.”";

TEST(Sentences, AreCutBehindTheirEnds) {
  EXPECT_THAT(sentences("It rained. “Did it?” she asked. Yes! And so on… Then"),
              ElementsAre("It rained.", "“Did it?”", "she asked.", "Yes!", "And so on…", "Then"));
}

TEST(Sentences, OfALineWithoutAnEndIsTheLine) {
  EXPECT_THAT(sentences("Weather in Port Town"), ElementsAre("Weather in Port Town"));
}

TEST(Sentences, OfNothingAreNone) { EXPECT_THAT(sentences(""), testing::IsEmpty()); }

TEST(RepeatedLines, AreLaterCopies) {
  EXPECT_THAT(repeated_lines({kFirst, kSecond, kFirst}), ElementsAre(false, false, true));
}

TEST(RepeatedLines, MayDifferInQuotesAndCase) {
  EXPECT_THAT(
      repeated_lines({"“We can’t stay here”, he said.", "\"We can't stay HERE\", he said."}),
      ElementsAre(false, true));
}

TEST(RepeatedLines, ArePiecesOfAnEarlierParagraph) {
  EXPECT_THAT(repeated_lines({kFirst, "It carried forty people."}), ElementsAre(false, true));
}

TEST(RepeatedLines, AreNotThoseWithASentenceOfTheirOwn) {
  EXPECT_THAT(repeated_lines({kFirst, kFirst + " Two were hurt."}), ElementsAre(false, false));
}

TEST(RepeatedLines, AreNotShortOnes) {
  EXPECT_THAT(repeated_lines({"Not at all.", "Not at all."}), ElementsAre(false, false));
}

TEST(JoinedLines, AreOtherParagraphsRunTogether) {
  EXPECT_THAT(joined_lines({kFirst + ' ' + kSecond + ' ' + kThird, kFirst, kSecond, kThird}),
              ElementsAre(true, false, false, false));
}

TEST(JoinedLines, MayHoldHeadingsThatLostTheirLine) {
  EXPECT_THAT(
      joined_lines({kFirst + " After the storm " + kSecond, kFirst, "After the storm", kSecond}),
      ElementsAre(true, false, false, false));
}

TEST(JoinedLines, AreNotThoseWithASentenceOfTheirOwn) {
  EXPECT_THAT(joined_lines({kFirst + ' ' + kSecond + " Two were hurt.", kFirst, kSecond}),
              ElementsAre(false, false, false));
}

TEST(JoinedLines, AreNotCopiesOfOneLine) {
  EXPECT_THAT(joined_lines({kFirst, kFirst, kThird, kThird}),
              ElementsAre(false, false, false, false));
}

TEST(JoinedLines, TakeTimeLinearInTheText) {
  std::vector<std::string> lines;
  for (int i = 0; i < 20'000; ++i) lines.push_back("Line. Number " + std::to_string(i % 7) + ".");
  std::string all;
  for (int i = 0; i < 20'000; ++i) all += lines[static_cast<std::size_t>(i)] + ' ';
  lines.push_back(all);
  const double start = thread_seconds();
  EXPECT_EQ(joined_lines(lines).size(), lines.size());
  EXPECT_LT(thread_seconds() - start, 5 * kSlowdown);
}

TEST(DropRepeatedParagraphs, KeepsTheFirstOfEach) {
  EXPECT_THAT(drop_repeated_paragraphs({kFirst, kSecond, kThird, kSecond, kThird}),
              ElementsAre(kFirst, kSecond, kThird));
}

TEST(DropRepeatedParagraphs, ChangesNothingElse) {
  EXPECT_THAT(drop_repeated_paragraphs({kFirst, "Heading", kSecond, "Heading", kThird}),
              ElementsAre(kFirst, "Heading", kSecond, "Heading", kThird));
}

}  // namespace
}  // namespace tidings::text
