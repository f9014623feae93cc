#include "parsers/fingerprint/signature.hpp"

#include <algorithm>
#include <ostream>
#include <random>
#include <string>

#include <gtest/gtest.h>

namespace tidings::fingerprint {
namespace {

// `count` words of a language that nobody speaks, from the one with number `first` on.
std::string words(int first, int count) {
  std::string text;
  for (int i = first; i < first + count; ++i) text += "word" + std::to_string(i) + ' ';
  return text;
}

struct Pair {
  const char* name;
  std::string a;
  std::string b;
};

void PrintTo(const Pair& pair, std::ostream* out) { *out << pair.name; }

class SameShingles : public testing::TestWithParam<Pair> {};

TEST_P(SameShingles, Whatever) {
  EXPECT_EQ(make_signature(GetParam().a).shingles, make_signature(GetParam().b).shingles);
}

INSTANTIATE_TEST_SUITE_P(
    Signature, SameShingles,
    testing::Values(
        Pair{"TheCase", "The Council met again on MONDAY", "the council MET again on monday"},
        Pair{"TheCaseOfOtherScripts", "Совет собрался в Риге снова", "совет СОБРАЛСЯ в РИГЕ снова"},
        Pair{"ThePunctuation", "We met; again, on Monday.", "We met again -- on (Monday)"},
        Pair{"TheQuotes", "“We can’t” said he again now", "\"We can't\" said he again now"},
        Pair{"TheApostrophes", "rock 'n' roll isnt dead at all", "rock ʼn’ roll isn`t dead at all"},
        Pair{"TheParagraphs", "one two three\nfour five six", "one two three four\n\nfive six"},
        Pair{"TheUnderscores", "one_two three four five six", "one two three four five six"},
        Pair{"TheCompatibilityForm", "ﬁve ２０２６ goals in one ㎞", "five 2026 goals in one km"},
        Pair{"TheComposition", "Tu\u0308rkiye won again in extra time",
             "Türkiye won again in extra time"},
        Pair{"TheSharpS", "auf der langen Straße nach Rom", "auf der langen STRASSE nach Rom"},
        Pair{"TheBlanksInChinese", "今天 的会 议很长", "今天的会议很长"},
        Pair{"TheDotsOfAnEllipsis", "and so it went on… later", "and so it went on... later"}),
    [](const auto& suite) { return suite.param.name; });

TEST(MakeSignature, HashesAreDistinctAndAscending) {
  const auto shingles = make_signature(words(0, 50) + words(0, 50)).shingles;
  EXPECT_TRUE(std::ranges::is_sorted(shingles, std::less_equal<>()) &&
              std::ranges::adjacent_find(shingles) == shingles.end());
}

TEST(MakeSignature, OneShingleForEachRunOfFiveTokens) {
  EXPECT_EQ(make_signature(words(0, 12)).shingles.size(), 8U);
}

TEST(MakeSignature, TheWholeTextIsTheShingleOfAShortOne) {
  EXPECT_EQ(make_signature("Two words").shingles.size(), 1U);
  EXPECT_NE(make_signature("Two words").shingles, make_signature("Two others").shingles);
}

TEST(MakeSignature, TextWithoutLettersHasNoShingles) {
  EXPECT_TRUE(make_signature("").shingles.empty());
  EXPECT_TRUE(make_signature("… -- ***").shingles.empty());
}

TEST(MakeSignature, EachHanOrKanaCharacterIsAToken) {
  EXPECT_EQ(make_signature("今日は学校へ行く").shingles.size(), 4U);
}

TEST(MakeSignature, LatinRunsInChineseAreTokens) {
  EXPECT_EQ(make_signature("增长GDP百分5点").shingles.size(), 3U);
}

TEST(MakeSignature, TheExactHashCollapsesWhiteSpaceOnly) {
  const auto exact = [](const char* text) { return make_signature(text).exact; };
  EXPECT_EQ(exact(" One\n\ntwo\tthree "), exact("One two\u00a0three"));
  EXPECT_NE(exact("One two three"), exact("one two three"));
  EXPECT_NE(exact("One two three"), exact("One two three."));
}

// Stored indexes live longer than a build of the program.
TEST(MakeSignature, HashesStayWhatTheyAre) {
  const Signature signature = make_signature("The quick brown fox jumps");
  ASSERT_EQ(signature.shingles.size(), 1U);
  EXPECT_EQ(signature.shingles.front(), 16450190200610409694ULL);
  EXPECT_EQ(signature.exact, 11634228861129916561ULL);
}

TEST(Containment, OfATextInItselfIsOne) {
  const Signature text = make_signature(words(0, 40));
  EXPECT_DOUBLE_EQ(containment(text, text), 1);
}

TEST(Containment, OfATeaserInItsArticleIsOneBothWays) {
  const Signature article = make_signature(words(0, 300));
  const Signature teaser = make_signature(words(0, 90));
  EXPECT_DOUBLE_EQ(containment(teaser, article), 1);
  EXPECT_DOUBLE_EQ(containment(article, teaser), 1);
}

TEST(Containment, IsTheShareOfTheShorterOnesShingles) {
  const Signature a = make_signature(words(0, 104));  // 100 shingles
  const Signature b = make_signature(words(50, 204));
  EXPECT_DOUBLE_EQ(containment(a, b), 0.5);
}

TEST(Containment, OfStrangersIsZero) {
  EXPECT_DOUBLE_EQ(containment(make_signature(words(0, 50)), make_signature(words(500, 50))), 0);
}

TEST(Containment, WithNothingIsZero) {
  EXPECT_DOUBLE_EQ(containment(make_signature(""), make_signature("")), 0);
  EXPECT_DOUBLE_EQ(containment(make_signature(""), make_signature("a b")), 0);
}

TEST(Features, AreAllOfAShortText) {
  const Signature text = make_signature(words(0, 20));
  EXPECT_EQ(text.features().size(), text.shingles.size());
}

TEST(Features, AreTheSmallestOfAnOrdinaryText) {
  const Signature text = make_signature(words(0, 200));
  ASSERT_EQ(text.features().size(), kMinFeatures);
  EXPECT_EQ(text.features().back(), text.shingles[kMinFeatures - 1]);
}

TEST(Features, GrowWithALongText) {
  const auto count = static_cast<double>(make_signature(words(0, 16'004)).features().size());
  EXPECT_NEAR(count, 1000, 150);
}

TEST(Features, AreSharedByATeaserAndItsArticle) {
  for (int article = 0; article < 200; ++article) {
    const Signature whole = make_signature(words(article * 1000, 250));
    const Signature part = make_signature(words(article * 1000, 75));
    std::vector<std::uint64_t> shared;
    std::ranges::set_intersection(whole.features(), part.features(), std::back_inserter(shared));
    EXPECT_GE(shared.size(), 1U) << article;
  }
}

}  // namespace
}  // namespace tidings::fingerprint
