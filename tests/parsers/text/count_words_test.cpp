#include "parsers/text/count_words.hpp"

#include <ostream>
#include <string_view>

#include <gtest/gtest.h>

namespace tidings::text {
namespace {

struct Case {
  const char* name;
  std::string_view text;
  std::size_t words;
};

void PrintTo(const Case& value, std::ostream* out) { *out << value.name; }

class CountWords : public testing::TestWithParam<Case> {};

TEST_P(CountWords, Is) { EXPECT_EQ(count_words(GetParam().text), GetParam().words); }

INSTANTIATE_TEST_SUITE_P(
    Text, CountWords,
    testing::Values(Case{"NoneForNothing", "", 0}, Case{"NoneForBlanks", " \n\u00a0", 0},
                    Case{"NoneForPunctuation", "— … “ ” -- !", 0},
                    Case{"OneForEachRunWithALetter", "The council met twice.", 4},
                    Case{"OneForAContraction", "don't can’t", 2},
                    Case{"OneForAHyphenatedWord", "well-known fact", 2},
                    Case{"OneForANumber", "3.5 per cent", 3},
                    Case{"NoneForADashBetweenBlanks", "one - two – three", 3},
                    Case{"CyrillicByBlanks", "Совет собрался снова.", 3},
                    Case{"ArabicByBlanks", "اجتمع المجلس مرتين", 3},
                    Case{"ChineseByDictionary", "我们去学校。", 3},
                    Case{"JapaneseByDictionary", "私は学生です", 4},
                    Case{"ThaiByDictionary", "ผมรักเมืองไทย", 4},
                    Case{"KoreanByBlanks", "위원회가 다시 모였다", 3},
                    Case{"MixedScripts", "GDP 增长 5%", 3},
                    Case{"IllFormedBytesAsNothing", "\xff\xfe word \x80", 1}),
    [](const auto& suite) { return suite.param.name; });

}  // namespace
}  // namespace tidings::text
