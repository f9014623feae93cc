#include <memory>
#include <string>
#include <string_view>

#include <gtest/gtest.h>
#include <unicode/gregocal.h>
#include <unicode/smpdtfmt.h>

#include "tests/parsers/date/date_support.hpp"

// Dates in the languages of the header: as CLDR has them, and as publishers write them.
namespace tidings {
namespace {

constexpr std::string_view kLanguages[] = {
    "en", "de", "fr", "es", "it", "pt", "nl",  "sv", "da", "nb", "nn", "fi", "is", "et",
    "lv", "lt", "pl", "cs", "sk", "sl", "hr",  "sr", "bs", "mk", "bg", "ro", "hu", "el",
    "tr", "kk", "ky", "uz", "uk", "ru", "be",  "ka", "hy", "sq", "mt", "ga", "cy", "gl",
    "ca", "eu", "af", "sw", "id", "ms", "fil", "hi", "bn", "mr", "ne", "ta", "te", "ml",
    "kn", "gu", "pa", "si", "ur", "he", "km",  "lo", "am", "lb", "fo", "br"};

// What ICU writes for noon of a day in 2024 by a pattern, in Western digits.
std::string written_by_icu(std::string_view language, const char16_t* pattern, int month, int day) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Locale locale((std::string(language) + "@numbers=latn").c_str());
  icu::SimpleDateFormat format(icu::UnicodeString(pattern), locale, status);
  auto calendar = std::make_unique<icu::GregorianCalendar>(*icu::TimeZone::getGMT(), status);
  format.adoptCalendar(calendar.release());
  const DateTime noon{.year = 2024, .month = month, .day = day, .hour = 12, .offset_minutes = 0};
  icu::UnicodeString text;
  format.format(static_cast<UDate>(noon.unix_seconds()) * 1000, text);
  std::string bytes;
  return text.toUTF8String(bytes);
}

class Language : public testing::TestWithParam<std::string_view> {
 protected:
  // Reads every month as the pattern writes it, on a day that is in no doubt.
  static void expect_every_month(const char16_t* pattern) {
    for (int month = 1; month <= 12; ++month) {
      const std::string text = written_by_icu(GetParam(), pattern, month, 17);
      const auto date = parse_date(text, {.language = GetParam()});
      ASSERT_TRUE(date) << text;
      EXPECT_EQ(date->day_text(),
                "2024-" + std::string(month < 10 ? "0" : "") + std::to_string(month) + "-17")
          << text;
    }
  }
};

TEST_P(Language, HasItsMonthsWithinADate) { expect_every_month(u"d MMMM y"); }

TEST_P(Language, HasItsMonthsByThemselves) { expect_every_month(u"d LLLL y"); }

TEST_P(Language, HasItsShortMonths) { expect_every_month(u"d MMM y"); }

TEST_P(Language, HasItsMonthsBeforeTheDay) { expect_every_month(u"MMMM d, y"); }

TEST_P(Language, HasItsDaysInTheFormOfMail) { expect_every_month(u"EEE, d MMM y"); }

INSTANTIATE_TEST_SUITE_P(Cldr, Language, testing::ValuesIn(kLanguages),
                         [](const auto& test) { return std::string(test.param); });

class AsPublished : public testing::TestWithParam<DateCase> {};

TEST_P(AsPublished, IsRead) { EXPECT_EQ(read_date(GetParam().text), GetParam().expected); }

constexpr DateCase kWesternEurope[] = {
    {"Thursday 14 March 2024 09.26 GMT", "none"},  // 9:26, or a ninth of something
    {"14th March 2024, 9:26am", "2024-03-14T09:26:00"},
    {"March 14th, 2024 at 9:26 a.m. EDT", "2024-03-14T09:26:00-04:00"},
    {"Donnerstag, 14. März 2024 um 09:26 Uhr", "2024-03-14T09:26:00"},
    {"Do., 14.03.2024, 09:26 Uhr", "2024-03-14T09:26:00"},
    {"14. Maerz 2024", "2024-03-14"},
    {"Sa, 06. Jän 2024", "2024-01-06"},
    {"jeudi 14 mars 2024 à 09h26", "2024-03-14T09:26:00"},
    {"Publié le 14 mars 2024 à 09:26", "none"},  // a word that no date has
    {"le 1er août 2024", "2024-08-01"},
    {"jeu. 14 mars 2024, 09:26", "2024-03-14T09:26:00"},
    {"14 aout 2024", "2024-08-14"},
    {"jueves, 14 de marzo de 2024, 09:26", "2024-03-14T09:26:00"},
    {"14 de setiembre de 2023", "2023-09-14"},
    {"giovedì 14 marzo 2024, ore 09:26", "2024-03-14T09:26:00"},
    {"1º gennaio 2024", "2024-01-01"},
    {"quinta-feira, 14 de março de 2024 às 09h26", "2024-03-14T09:26:00"},
    {"14 de outubro de 2024", "2024-10-14"},
    {"donderdag 14 maart 2024 om 09:26 uur", "none"},
    {"do 14 mrt 2024", "2024-03-14"},
    {"dijous, 14 de març de 2024", "2024-03-14"},
    {"xoves, 14 de marzo de 2024", "2024-03-14"},
    {"2024ko martxoaren 14a", "none"},
};
INSTANTIATE_TEST_SUITE_P(WesternEurope, AsPublished, testing::ValuesIn(kWesternEurope));

constexpr DateCase kNorthAndEast[] = {
    {"torsdag den 14. marts 2024 kl. 09.26", "2024-03-14T09:26:00"},
    {"torsdag 14. mars 2024 kl. 09:26", "2024-03-14T09:26:00"},
    {"torsdag 14 mars 2024 09:26", "2024-03-14T09:26:00"},
    {"torstai 14. maaliskuuta 2024 klo 9.26", "2024-03-14T09:26:00"},
    {"14. mars 2024", "2024-03-14"},
    {"neljapäev, 14. märts 2024", "2024-03-14"},
    {"2024. gada 14. marts", "none"},
    {"2024 m. kovo 14 d.", "2024-03-14"},
    {"czwartek, 14 marca 2024 r., 09:26", "none"},
    {"14 marca 2024, 09:26", "2024-03-14T09:26:00"},
    {"čtvrtek 14. března 2024 9:26", "2024-03-14T09:26:00"},
    {"štvrtok 14. marca 2024 o 9:26", "2024-03-14T09:26:00"},
    {"četrtek, 14. marec 2024", "2024-03-14"},
    {"četvrtak, 14. ožujka 2024. u 09:26", "2024-03-14T09:26:00"},
    {"четвртак, 14. март 2024", "2024-03-14"},
    {"2024. március 14., csütörtök 09:26", "2024-03-14T09:26:00"},
    {"joi, 14 martie 2024, ora 09:26", "none"},
    {"четвъртък, 14 март 2024", "2024-03-14"},
    {"четверг, 14 марта 2024 г. в 09:26", "2024-03-14T09:26:00"},
    {"четвер, 14 березня 2024 р., 09:26", "2024-03-14T09:26:00"},
    {"чацвер, 14 сакавіка 2024", "2024-03-14"},
    {"Πέμπτη, 14 Μαρτίου 2024 9:26 μ.μ.", "2024-03-14T21:26:00"},
    {"14 Mart 2024 Perşembe, 09:26", "2024-03-14T09:26:00"},
    {"14 Şubat 2024", "2024-02-14"},
    {"14 d’abril de 2024", "2024-04-14"},
    {"Min, 17 Mar 2024", "2024-03-17"},
    {"H, 2024. jún. 17.", "2024-06-17"},
    {"enjte, 14 mars 2024", "2024-03-14"},
};
INSTANTIATE_TEST_SUITE_P(NorthAndEast, AsPublished, testing::ValuesIn(kNorthAndEast));

constexpr DateCase kAsiaAndAfrica[] = {
    {"2024年3月14日(木) 9時26分", "2024-03-14T09:26:00"},
    {"2024年3月14日（木）午前9:26", "2024-03-14T09:26:00"},
    {"2024年03月14日 09:26:53", "2024-03-14T09:26:53"},
    {"2024年3月14日 星期四 下午3点20分", "2024-03-14T15:20:00"},
    {"2024-03-14 星期四", "2024-03-14"},
    {"3月14日 2024", "2024-03-14"},
    {"2024年3月", "2024-03-01"},
    {"24年3月14日", "none"},
    {"2024년 3월 14일 목요일 오후 3:20", "2024-03-14T15:20:00"},
    {"2024.03.14 09:26", "2024-03-14T09:26:00"},
    {"الخميس 14 مارس 2024", "2024-03-14"},
    {"الخميس، ١٤ مارس ٢٠٢٤ ٩:٢٦ ص", "2024-03-14T09:26:00"},
    {"14 آذار 2024", "2024-03-14"},
    {"יום חמישי, 14 במרץ 2024", "none"},
    {"14 מרץ 2024", "2024-03-14"},
    {"गुरुवार, 14 मार्च 2024", "2024-03-14"},
    {"১৪ মার্চ ২০২৪", "2024-03-14"},
    {"วันพฤหัสบดี 14 มีนาคม 2567 เวลา 09:26", "none"},
    {"14 มี.ค. 2567", "2024-03-14"},
    {"Thứ Năm, 14/03/2024", "2024-03-14"},
    {"Kamis, 14 Maret 2024 09:26 WIB", "2024-03-14T09:26:00+07:00"},
    {"Khamis, 14 Mac 2024", "2024-03-14"},
    {"Huwebes, 14 Marso 2024", "2024-03-14"},
    {"Alhamisi, 14 Machi 2024", "2024-03-14"},
    {"Donderdag 14 Maart 2024", "2024-03-14"},
    {"پنجشنبه ۱۴ مارس ۲۰۲۴", "2024-03-14"},
    {"جمعرات 14 مارچ 2024", "2024-03-14"},
};
INSTANTIATE_TEST_SUITE_P(AsiaAndAfrica, AsPublished, testing::ValuesIn(kAsiaAndAfrica));

}  // namespace
}  // namespace tidings
