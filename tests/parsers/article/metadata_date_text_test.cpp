#include "parsers/article/metadata_date_text.hpp"

#include <string>

#include <gmock/gmock.h>

namespace tidings::article {
namespace {

// The days found in `text`, joined by blanks.
std::string days(std::string_view text, const DateOptions& options = {}) {
  std::string out;
  for (const FoundDate& found : find_dates(text, options)) {
    if (!out.empty()) out += ' ';
    out += found.date.day_text();
  }
  return out;
}

struct Case {
  std::string_view text;
  std::string_view day;
};

class DatesInText : public testing::TestWithParam<Case> {};

TEST_P(DatesInText, FindsTheDay) { EXPECT_EQ(days(GetParam().text), GetParam().day); }

INSTANTIATE_TEST_SUITE_P(
    Forms, DatesInText,
    testing::Values(
        Case{"Posted on 2021-11-04, at noon", "2021-11-04"},
        Case{"2021/11/4 and 2021.11.05", "2021-11-04 2021-11-05"},
        Case{"Stand: 04.11.2021 (vorläufig)", "2021-11-04"}, Case{"04. 11. 2021", "2021-11-04"},
        Case{"4-11-2021", "2021-11-04"}, Case{"13/11/2021", "2021-11-13"},
        Case{"11/13/2021", "2021-11-13"}, Case{"Zürich, 4.11.21 – Text", "2021-11-04"},
        Case{"id20211104x 20211104", "2021-11-04 2021-11-04"},
        Case{"Donnerstag, 4. November 2021, 10:39 Uhr", "2021-11-04"},
        Case{"Published: Nov. 4th, 2021", "2021-11-04"}, Case{"November 4 2021", "2021-11-04"},
        Case{"Feb 182009", "2009-02-18"}, Case{"le 1er juin 2019 à 15h", "2019-06-01"},
        Case{"17 de febrero de 2020", "2020-02-17"}, Case{"2020. november 7.", "2020-11-07"},
        Case{"2024 m. lapkričio 7 d.", "2024-11-07"}, Case{"12 мая 2020 года", "2020-05-12"},
        Case{"2024年8月8日 20時", "2024-08-08"}, Case{"2024년 8월 8일", "2024-08-08"},
        Case{"4 November 2021", "2021-11-04"}, Case{"٤/١١/٢٠٢١", "2021-11-04"}));

INSTANTIATE_TEST_SUITE_P(NoDays, DatesInText,
                         testing::Values(Case{"", ""}, Case{"10:39", ""}, Case{"4 November", ""},
                                         Case{"November 2021", ""}, Case{"1.2.34.5", ""},
                                         Case{"31.02.2021", ""}, Case{"05.11.1812", ""},
                                         Case{"© 2021", ""}, Case{"0221 4711-2021", ""},
                                         Case{"1399/02/21", ""}, Case{"99999999", ""}));

TEST(DatesInTextOrder, TheOrderOfDayAndMonthComesFromTheOptions) {
  DateOptions american;
  american.order = NumericOrder::kMonthFirst;
  EXPECT_EQ(days("11/04/2021", american), "2021-11-04");
  EXPECT_EQ(days("04.11.2021", american), "2021-11-04");
}

TEST(DatesInTextOrder, AMonthNameOfTwoMeaningsIsReadInItsLanguage) {
  DateOptions polish;
  polish.language = "pl";
  DateOptions croatian;
  croatian.language = "hr";
  EXPECT_EQ(days("4 listopada 2021", polish), "2021-11-04");
  EXPECT_EQ(days("4. listopada 2021.", croatian), "2021-10-04");
}

TEST(DatesInTextPlace, SaysWhichBytesNameTheDay) {
  const auto found = find_dates("Am 4.11.2021 gesagt", {});
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].begin, 3U);
  EXPECT_EQ(found[0].end, 12U);
}

TEST(DatesInTextLimits, StopsAfterTheMostAskedFor) {
  EXPECT_EQ(find_dates("1.1.2020 2.1.2020 3.1.2020", {}, 2).size(), 2U);
}

TEST(DatesInUrl, FindsTheDayOfThePath) {
  const auto day = [](std::string_view url) {
    const auto found = find_dates_in_url(url);
    return found.empty() ? std::string() : found.front().date.day_text();
  };
  EXPECT_EQ(day("https://a.example/2021/11/04/slug"), "2021-11-04");
  EXPECT_EQ(day("https://a.example/news/2021-11-04-slug.html"), "2021-11-04");
  EXPECT_EQ(day("https://a.example/20211104/slug-1234567890.html"), "2021-11-04");
  EXPECT_EQ(day("https://a.example/2021/nov/04/slug"), "2021-11-04");
  EXPECT_EQ(day("https://web.archive.org/web/20120216182711/http://a.example/2011/5/6/x"),
            "2011-05-06");
  EXPECT_EQ(day("https://web.archive.org/web/20120216/http://a.example/x"), "");
  EXPECT_EQ(day("https://2021-11-04.example/x"), "");
  EXPECT_EQ(day("https://a.example/2021/11/slug"), "");
  EXPECT_EQ(day(""), "");
}

}  // namespace
}  // namespace tidings::article
