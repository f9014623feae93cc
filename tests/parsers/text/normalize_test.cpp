#include "parsers/text/normalize.hpp"

#include <ostream>
#include <string>

#include <gmock/gmock.h>

#include "tests/support/cpu_time.hpp"

namespace tidings::text {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

struct Case {
  const char* name;
  std::string text;
  std::string expected;
};

void PrintTo(const Case& value, std::ostream* out) { *out << value.name; }

class OneLine : public testing::TestWithParam<Case> {};

TEST_P(OneLine, Gives) { EXPECT_EQ(one_line(GetParam().text), GetParam().expected); }

INSTANTIATE_TEST_SUITE_P(
    Text, OneLine,
    testing::Values(
        Case{"EmptyForNothing", "", ""}, Case{"EmptyForBlanksAlone", " \t\n ", ""},
        Case{"AsciiAsItIs", "A plain line, 3.5 %.", "A plain line, 3.5 %."},
        Case{"OneBlankForARun", "a \t\r\n  b", "a b"}, Case{"NoBlanksAtTheEnds", "  a b\n", "a b"},
        Case{"ABlankForNul", std::string("a\0b", 3), "a b"},
        Case{"ABlankForEscape", "a\x1b[31mb", "a [31mb"}, Case{"ABlankForDelete", "a\x7f", "a"},
        Case{"ABlankForC1Controls", "a\u0085b\u009Fc", "a b c"},
        Case{"ABlankForNoBreakSpace", "10\u00a0000\u202f€", "10 000 €"},
        Case{"ABlankForIdeographicSpace", "\u3000今日\u3000は", "今日 は"},
        Case{"ABlankForLineAndParagraphSeparator", "a\u2028b\u2029c", "a b c"},
        Case{"NothingForByteOrderMark", "\ufeffHead", "Head"},
        Case{"NothingForSoftHyphenAndZeroWidthSpace", "re\u00adport\u200bed\u2060", "reported"},
        Case{"NothingForNoncharacters", "a\uFFFF\uFDD0z", "az"},
        Case{"JoinersOfPersianAndEmojiStay", "می\u200cخواهد 👩\u200d🚀",
             "می\u200cخواهد 👩\u200d🚀"},
        Case{"ComposedLetters", "Tu\u0308rkiye", "Türkiye"},
        Case{"ComposedHangul", "\u1112\u1161\u11ab", "한"},
        Case{"LetterComposedAcrossADroppedMark", "e\u200b\u0301", "é"},
        Case{"MarksInCanonicalOrder", "q\u0307\u0323", "q\u0323\u0307"},
        Case{"SingletonsReplaced", "10 \u2126", "10 Ω"},
        Case{"LigaturesAndWidthKept", "ﬁ Ａ", "ﬁ Ａ"},
        Case{"CurlyQuotesKept", "“It’s” – „so“ …", "“It’s” – „so“ …"},
        Case{"ReplacementForALoneContinuation", "a\x80z", "a\uFFFDz"},
        Case{"OneReplacementForACutSequence", "a\xE2\x80z", "a\uFFFDz"},
        Case{"ReplacementsForASurrogate", "\xED\xA0\x80", "\uFFFD\uFFFD\uFFFD"},
        Case{"ReplacementsForAnOverlongSlash", "\xC0\xAF", "\uFFFD\uFFFD"}),
    [](const auto& suite) { return suite.param.name; });

TEST(OneLine, IsStableWhenAppliedTwice) {
  for (const std::string text :
       {"e\u200b\u0301 \u00a0x", "a\xE2\x80z", "\u1112\u1161\u11ab\u0301"}) {
    EXPECT_EQ(one_line(one_line(text)), one_line(text)) << text;
  }
}

TEST(OneLine, MarksBeyondTheLimitAreDropped) {
  std::string text = "a";
  for (int i = 0; i < 100; ++i) text += "\u0323";
  const std::string line = one_line(text);
  std::size_t marks = 0;
  for (std::size_t at = line.find("\u0323"); at != std::string::npos;
       at = line.find("\u0323", at + 2)) {
    ++marks;
  }
  EXPECT_LE(marks, static_cast<std::size_t>(kMaxMarks));
}

TEST(OneLine, AMegabyteOfUnorderedMarksIsLinear) {
  std::string text = "a";
  while (text.size() < 1'000'000) text += "\u0307\u0323";
  const double start = thread_seconds();
  EXPECT_LT(one_line(text).size(), 200U);
  EXPECT_LT(thread_seconds() - start, 2 * kSlowdown);
}

TEST(SplitLines, CutsAtEveryKindOfLineBreak) {
  EXPECT_THAT(split_lines("a\nb\r\nc\rd\ve\ff\u0085g\u2028h\u2029i"),
              ElementsAre("a", "b", "c", "d", "e", "f", "g", "h", "i"));
}

TEST(SplitLines, DropsLinesWithoutText) {
  EXPECT_THAT(split_lines("\n \n\u00a0\n a \n\n\u200b\nb\n"), ElementsAre("a", "b"));
}

TEST(SplitLines, OfNothingIsNothing) { EXPECT_THAT(split_lines(" \n\n"), IsEmpty()); }

TEST(SplitLines, ATabIsABlankInALine) { EXPECT_THAT(split_lines("a\tb"), ElementsAre("a b")); }

TEST(SplitLines, ComposesEachLine) {
  EXPECT_THAT(split_lines("Tu\u0308r\nzu\u0308"), ElementsAre("Tür", "zü"));
}

}  // namespace
}  // namespace tidings::text
