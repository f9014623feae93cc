#include "parsers/date/date_names.hpp"

#include <array>
#include <string>
#include <string_view>

#include <gtest/gtest.h>

#include "parsers/date/fold_word.hpp"
#include "parsers/date/parse_date.hpp"

namespace tidings::date {
namespace {

struct Months {
  std::string_view language;
  std::array<std::string_view, 12> names;  // as they stand in a date
};

constexpr Months kMonths[] = {
    {"en",
     {"January", "February", "March", "April", "May", "June", "July", "August", "September",
      "October", "November", "December"}},
    {"de",
     {"Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober",
      "November", "Dezember"}},
    {"fr",
     {"janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre",
      "octobre", "novembre", "décembre"}},
    {"es",
     {"enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre",
      "octubre", "noviembre", "diciembre"}},
    {"it",
     {"gennaio", "febbraio", "marzo", "aprile", "maggio", "giugno", "luglio", "agosto", "settembre",
      "ottobre", "novembre", "dicembre"}},
    {"pt",
     {"janeiro", "fevereiro", "março", "abril", "maio", "junho", "julho", "agosto", "setembro",
      "outubro", "novembro", "dezembro"}},
    {"nl",
     {"januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september",
      "oktober", "november", "december"}},
    {"sv",
     {"januari", "februari", "mars", "april", "maj", "juni", "juli", "augusti", "september",
      "oktober", "november", "december"}},
    {"fi",
     {"tammikuuta", "helmikuuta", "maaliskuuta", "huhtikuuta", "toukokuuta", "kesäkuuta",
      "heinäkuuta", "elokuuta", "syyskuuta", "lokakuuta", "marraskuuta", "joulukuuta"}},
    {"pl",
     {"stycznia", "lutego", "marca", "kwietnia", "maja", "czerwca", "lipca", "sierpnia", "września",
      "października", "listopada", "grudnia"}},
    {"cs",
     {"ledna", "února", "března", "dubna", "května", "června", "července", "srpna", "září", "října",
      "listopadu", "prosince"}},
    {"hr",
     {"siječnja", "veljače", "ožujka", "travnja", "svibnja", "lipnja", "srpnja", "kolovoza",
      "rujna", "listopada", "studenoga", "prosinca"}},
    {"ro",
     {"ianuarie", "februarie", "martie", "aprilie", "mai", "iunie", "iulie", "august", "septembrie",
      "octombrie", "noiembrie", "decembrie"}},
    {"hu",
     {"január", "február", "március", "április", "május", "június", "július", "augusztus",
      "szeptember", "október", "november", "december"}},
    {"el",
     {"Ιανουαρίου", "Φεβρουαρίου", "Μαρτίου", "Απριλίου", "Μαΐου", "Ιουνίου", "Ιουλίου",
      "Αυγούστου", "Σεπτεμβρίου", "Οκτωβρίου", "Νοεμβρίου", "Δεκεμβρίου"}},
    {"tr",
     {"Ocak", "Şubat", "Mart", "Nisan", "Mayıs", "Haziran", "Temmuz", "Ağustos", "Eylül", "Ekim",
      "Kasım", "Aralık"}},
    {"ru",
     {"января", "февраля", "марта", "апреля", "мая", "июня", "июля", "августа", "сентября",
      "октября", "ноября", "декабря"}},
    {"uk",
     {"січня", "лютого", "березня", "квітня", "травня", "червня", "липня", "серпня", "вересня",
      "жовтня", "листопада", "грудня"}},
    {"bg",
     {"януари", "февруари", "март", "април", "май", "юни", "юли", "август", "септември", "октомври",
      "ноември", "декември"}},
    {"ar",
     {"يناير", "فبراير", "مارس", "أبريل", "مايو", "يونيو", "يوليو", "أغسطس", "سبتمبر", "أكتوبر",
      "نوفمبر", "ديسمبر"}},
    {"he",
     {"ינואר", "פברואר", "מרץ", "אפריל", "מאי", "יוני", "יולי", "אוגוסט", "ספטמבר", "אוקטובר",
      "נובמבר", "דצמבר"}},
    {"id",
     {"Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September",
      "Oktober", "November", "Desember"}},
    {"hi",
     {"जनवरी", "फ़रवरी", "मार्च", "अप्रैल", "मई", "जून", "जुलाई", "अगस्त", "सितंबर", "अक्टूबर", "नवंबर",
      "दिसंबर"}},
    {"th",
     {"มกราคม", "กุมภาพันธ์", "มีนาคม", "เมษายน", "พฤษภาคม", "มิถุนายน", "กรกฎาคม", "สิงหาคม", "กันยายน",
      "ตุลาคม", "พฤศจิกายน", "ธันวาคม"}},
};

class MonthNames : public testing::TestWithParam<Months> {};

TEST_P(MonthNames, AreReadWithinADate) {
  for (std::size_t i = 0; i < 12; ++i) {
    const std::string text = "7 " + std::string(GetParam().names[i]) + " 2019";
    const auto date = parse_date(text, {.language = GetParam().language});
    ASSERT_TRUE(date) << text;
    EXPECT_EQ(date->month, static_cast<int>(i) + 1) << text;
    EXPECT_EQ(date->day, 7) << text;
  }
}

INSTANTIATE_TEST_SUITE_P(Cldr, MonthNames, testing::ValuesIn(kMonths),
                         [](const auto& test) { return std::string(test.param.language); });

struct Weekdays {
  std::string_view language;
  std::array<std::string_view, 7> names;  // Sunday first
};

constexpr Weekdays kWeekdays[] = {
    {"en", {"Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"}},
    {"de", {"Sonntag", "Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag"}},
    {"fr", {"dimanche", "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi"}},
    {"es", {"domingo", "lunes", "martes", "miércoles", "jueves", "viernes", "sábado"}},
    {"it", {"domenica", "lunedì", "martedì", "mercoledì", "giovedì", "venerdì", "sabato"}},
    {"pl", {"niedziela", "poniedziałek", "wtorek", "środa", "czwartek", "piątek", "sobota"}},
    {"ru", {"воскресенье", "понедельник", "вторник", "среда", "четверг", "пятница", "суббота"}},
    {"tr", {"Pazar", "Pazartesi", "Salı", "Çarşamba", "Perşembe", "Cuma", "Cumartesi"}},
    {"el", {"Κυριακή", "Δευτέρα", "Τρίτη", "Τετάρτη", "Πέμπτη", "Παρασκευή", "Σάββατο"}},
    {"sv", {"söndag", "måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag"}},
};

class WeekdayNames : public testing::TestWithParam<Weekdays> {};

// The name alone decides between 3 April and 4 March.
TEST_P(WeekdayNames, DecideWhichNumberIsTheDay) {
  for (std::size_t i = 0; i < 7; ++i) {
    for (int year = 2001; year <= 2028; ++year) {
      const auto weekday = [year](int month, int day) {
        return static_cast<std::size_t>((days_from_civil(year, month, day) % 7 + 11) % 7);
      };
      const bool day_first = weekday(4, 3) == i;
      if (day_first == (weekday(3, 4) == i)) continue;
      const std::string text = std::string(GetParam().names[i]) + " 03/04/" + std::to_string(year);
      const auto date = parse_date(text);
      ASSERT_TRUE(date) << text;
      EXPECT_EQ(date->month, day_first ? 4 : 3) << text;
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Cldr, WeekdayNames, testing::ValuesIn(kWeekdays),
                         [](const auto& test) { return std::string(test.param.language); });

TEST(FindName, AWordThatIsNoNameMeansNothing) {
  for (const std::string_view word : {"", "x", "harbour", "januaryx", "\xFF"}) {
    EXPECT_EQ(find_name(word).months, 0) << word;
    EXPECT_EQ(find_name(word).weekdays, 0) << word;
  }
}

TEST(FindName, AShortNameMayBeAMonthAndADay) {
  const NameMeaning mar = find_name("mar");  // French mardi, and March
  EXPECT_EQ(mar.months, 1U << 3);
  EXPECT_EQ(mar.weekdays, 1U << 2);
}

TEST(FindName, LatinAndGreekNamesMayLackTheirAccents) {
  EXPECT_EQ(find_name("fevrier").months, 1U << 2);
  EXPECT_EQ(find_name("marz").months & 1U << 3, 1U << 3);
  EXPECT_EQ(find_name("ιανουαριου").months, 1U << 1);
}

TEST(MonthInLanguage, IsThatOfThePrimarySubtag) {
  EXPECT_EQ(month_in_language("listopada", "pl"), 11);
  EXPECT_EQ(month_in_language("listopada", "hr-HR"), 10);
  EXPECT_EQ(month_in_language("listopada", "uk_UA"), std::nullopt);
  EXPECT_EQ(month_in_language("march", "en"), std::nullopt);  // nothing to be decided
}

TEST(FoldWord, IsLowerCaseOneCodePointToOne) {
  EXPECT_EQ(fold_word("MÄRZ"), "märz");
  EXPECT_EQ(fold_word("ΙΟΎΛ"), "ιούλ");
  EXPECT_EQ(fold_word("АПРЕЛЯ"), "апреля");
  EXPECT_EQ(fold_word("\xC4\xB0"), "\xC4\xB0");  // I with a dot has no single folding
  EXPECT_EQ(fold_word("a\xFF"), "a\uFFFD");
}

}  // namespace
}  // namespace tidings::date
