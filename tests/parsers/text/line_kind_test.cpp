#include "parsers/text/line_kind.hpp"

#include <ostream>
#include <string_view>

#include <gtest/gtest.h>

namespace tidings::text {
namespace {

struct Case {
  const char* name;
  std::string_view line;
  LineKind kind;
};

void PrintTo(const Case& value, std::ostream* out) { *out << value.name; }

class Kind : public testing::TestWithParam<Case> {};

TEST_P(Kind, OfALine) {
  EXPECT_EQ(name_of(line_kind(GetParam().line)), name_of(GetParam().kind)) << GetParam().line;
}

INSTANTIATE_TEST_SUITE_P(
    Text, Kind,
    testing::Values(
        // dates, times and ages
        Case{"IsoTimeWithOffset", "2024-05-17T08:15+0000", LineKind::kMoment},
        Case{"IsoTimeInZulu", "2024-05-17T08:15:30Z", LineKind::kMoment},
        Case{"TimeWithZoneAndDay", "08:15 GMT 17.05.2024 (Updated: 09:40 GMT 17.05.2024)",
             LineKind::kMoment},
        Case{"DayAndTime", "2024-05-17 08:15:00", LineKind::kMoment},
        Case{"WeekdayDayAndTime", "Friday, 17 May 2024 08:15 GMT", LineKind::kMoment},
        Case{"HoursAgo", "4 hours ago", LineKind::kMoment},
        Case{"OneHourAgo", "1 hour ago", LineKind::kMoment},
        Case{"AnHourAgo", "an hour ago", LineKind::kMoment},
        Case{"JustNow", "just now", LineKind::kMoment},
        Case{"MinutesToRead", "3 MIN READ", LineKind::kMoment},
        Case{"MinutesToReadBehindASection", "CULTURE1 MIN READ", LineKind::kMoment},
        Case{"Published", "Published on May 17, 2024", LineKind::kMoment},
        Case{"LastUpdated", "Last updated: 5:30 p.m. ET", LineKind::kMoment},
        Case{"WhenItWasMadeInGerman", "Erstellt: 28.04.2023, 18:16 Uhr", LineKind::kMoment},
        Case{"WhenItWasPublishedInNorwegian", "Publisert 28. april 2023 18.16", LineKind::kMoment},
        Case{"ZonesOfTheUnitedStates", "Monday, November 18, 2019, 04:05 pm PT (07:05 pm ET)",
             LineKind::kMoment},
        Case{"GermanAge", "vor 3 Stunden", LineKind::kMoment},
        Case{"FrenchAge", "il y a 2 heures", LineKind::kMoment},
        Case{"SpanishAge", "hace 5 minutos", LineKind::kMoment},
        Case{"TurkishAge", "2 saat önce", LineKind::kMoment},
        Case{"RussianAge", "3 часа назад", LineKind::kMoment},
        Case{"PersianAge", "۳ ساعت پیش", LineKind::kMoment},
        Case{"ADay", "May 17, 2024", LineKind::kDay},
        Case{"ADayWithOrdinal", "the 3rd of June 2024", LineKind::kDay},
        Case{"ANumericDay", "17.05.2024", LineKind::kDay},
        Case{"ARussianDay", "17 мая 2024 г.", LineKind::kDay},
        Case{"FromADayToADay", "17 May 2024 | 3 June 2024", LineKind::kDay},
        Case{"OpeningHours", "9.30 A.M. / 7.00 P.M.", LineKind::kDay},
        Case{"OpeningHoursInGerman", "9:30 – 18:00 Uhr", LineKind::kDay},
        Case{"TwoMoments", "17 May 2024 08:15 | 18 May 2024 10:20", LineKind::kMoment},
        Case{"ADayAndATimeBehindABar", "17 May 2024 | 08:15", LineKind::kMoment},
        Case{"AYear", "2026", LineKind::kDay}, Case{"AStatusCode", "403", LineKind::kDay},
        Case{"AnAmountIsText", "$139.00", LineKind::kText},
        Case{"AShareIsText", "12 %", LineKind::kText},
        Case{"DaysOfADiaryAreText", "Day 2", LineKind::kText},
        Case{"MonthsWithoutANumberAreText", "March on Monday", LineKind::kText},
        Case{"ASentenceWithADateIsText", "The ferry sank on 17 May 2024.", LineKind::kText},
        // addresses and contacts
        Case{"AnAddress", "https://images.example/2024/pier_1920x0.jpg", LineKind::kAddress},
        Case{"AnAddressWithoutScheme", "www.example.org/news", LineKind::kAddress},
        Case{"AnAddressInASentenceIsText", "See https://example.org for more.", LineKind::kText},
        Case{"AMailAddress", "desk@example.org", LineKind::kContact},
        Case{"ANameWithAMailAddress", "Jane Doe, desk@example.org", LineKind::kContact},
        Case{"ATelephoneNumber", "+49 (30) 1234-5678", LineKind::kContact},
        Case{"ATelephoneNumberOfDigitsAlone", "+74950000000", LineKind::kContact},
        Case{"ALabelledTelephoneNumber", "Tel: 030 / 1234567", LineKind::kContact},
        Case{"ASentenceWithAMailAddressIsText", "Write to desk@example.org.", LineKind::kText},
        // what machines read
        Case{"ALocale", "en_EN", LineKind::kLocale},
        Case{"ALanguageTag", "pt-BR", LineKind::kLocale},
        Case{"AnIdentifier", "ABCDE17052024000012345ID1100220033", LineKind::kIdentifier},
        Case{"ALongWordIsText", "Donaudampfschifffahrtsgesellschaft", LineKind::kText},
        Case{"Keywords", "trade talks, steel tariffs, port strikes, ferry routes",
             LineKind::kKeywords},
        Case{"LabelledKeywords", "Tags: Ports, Ferries", LineKind::kKeywords},
        Case{"AListInASentenceIsText", "Apples, pears, plums and cherries are sold there.",
             LineKind::kText},
        Case{"AListOfNamesIsText", "Anna, Berta, Carla, Dora", LineKind::kText},
        Case{"NetworksToShareOn", "Facebook Twitter WhatsApp Telegram Email Print",
             LineKind::kShare},
        Case{"AShareButton", "Share on Facebook", LineKind::kShare},
        // credits
        Case{"ASource", "SOURCE:Harbour News Agency", LineKind::kSourceCredit},
        Case{"ASourceWithABlank", "Source: Harbour News and agencies", LineKind::kSourceCredit},
        Case{
            "ASentenceAboutASourceIsText",
            "Source: the ministry, which had until now refused to comment on any of these figures.",
            LineKind::kText},
        Case{"AFeedFooter", "The post Ferries sail again appeared first on Harbour News.",
             LineKind::kSourceCredit},
        Case{"AByline", "By Jane Doe and John Roe", LineKind::kByline},
        Case{"ALabelAlone", "Read more:", LineKind::kRelated},
        Case{"AWordWithAColonIsText", "Ingredients:", LineKind::kText},
        Case{"AHeadlineOfAVideoBelow", "WATCH | The ferries sail again:", LineKind::kRelated},
        Case{"TheDeskOfAnAgency", "(Reporting by Jane Doe and John Roe in Port Ann.)",
             LineKind::kByline},
        Case{"TheDeskOfAGermanAgency", "(Bericht von Jana Reh, redigiert von Ole Roth)",
             LineKind::kByline},
        Case{"TheDeskWithoutBrackets", "Reporting by Jane Doe; Editing by John Roe.",
             LineKind::kByline},
        Case{"TheDeskWithCommas", "Reporting by Jane Doe, editing by John Roe", LineKind::kByline},
        Case{"ATranslator", "Aus dem Englischen von Jane Doe. Copyright: An Agency, 2026.",
             LineKind::kByline},
        Case{"HelpOfAnAgency", "With files from An Agency", LineKind::kByline},
        Case{"ASentenceThatBeginsWithATranslator",
             "Translated by a fisherman in his boat, the log of the old keeper became known in all "
             "the harbours of the coast within a year.",
             LineKind::kText},
        Case{"WhoIsSeen", "Pictured from left are Jane Doe and John Roe of the ferry.",
             LineKind::kCaption},
        Case{"ASentenceOnReporting", "Reporting by a paper showed that the ferries had sailed.",
             LineKind::kText},
        Case{"ASentenceWithByIsText", "By Monday the ferries had sailed.", LineKind::kText},
        Case{"TheNoticeOfRights", "© 2026 Coast News. All Rights Reserved.",
             LineKind::kSourceCredit},
        Case{"RightsWithALabel", "Copyright: Coast Syndicate, 2026.", LineKind::kSourceCredit},
        Case{"ASentenceOnCopyright", "Copyright ends seventy years after the keeper's death.",
             LineKind::kText},
        Case{"ASign", "(jd)", LineKind::kByline},
        Case{"ASignWithAnAgency", "(dpa/jd)", LineKind::kByline},
        Case{"AnAbbreviationAlone", "(UNO)", LineKind::kText},
        // labels
        Case{"ACallToListen", "Listen to this article", LineKind::kLabel},
        Case{"ACallToListenWithItsLength", "Listen to article (3 min)", LineKind::kLabel},
        Case{"ACountOfComments", "1.234 Kommentare", LineKind::kLabel},
        Case{"AWayBack", "Back to top", LineKind::kLabel},
        Case{"AQuestionToTheReader", "Was this article helpful?", LineKind::kLabel},
        Case{"TheAnswerOfAForm", "Email check failed, please try again", LineKind::kLabel},
        Case{"WhatIsNotThereYet", "Loading...", LineKind::kLabel},
        Case{"OneWordThatSomebodySays", "Discuss.", LineKind::kText},
        Case{"ASentenceThatBeginsWithALabel", "Read more and talk less, the keeper said",
             LineKind::kText},
        Case{"WhereAPlayerStands", "0:00 / 3:45", LineKind::kMoment},
        // pictures
        Case{"APhotographerOfAnArchive", "Photo by Jane Doe on An Archive", LineKind::kCaption},
        Case{"APollOfAnAgency", "Most like the ferry, a Reuters/Ipsos poll finds", LineKind::kText},
        Case{"ACaptionWithAnAgencyAndAName", "The old pier after the storm. REUTERS/Jane Doe",
             LineKind::kCaption},
        Case{"ASentenceOnAPhoto", "Photo by photo the keeper showed us how the tower fell.",
             LineKind::kText},
        Case{"ACaptionWithAnAgencyBehindASlash", "Ruins of the old pier after the storm / Reuters",
             LineKind::kCaption},
        Case{"ACaptionWithALabelledPhotographer", "The old pier. Photo: Jane Doe",
             LineKind::kCaption},
        Case{"ACaptionWithACopyrightSign", "The old pier © Jane Doe", LineKind::kCaption},
        Case{"ACopyrightSignFirst", "© Photo : Coast archive / Go to the bank of pictures",
             LineKind::kCaption},
        Case{"ACaptionWithAnAgencyInBrackets", "Boats leave the harbour at dawn. (Reuters)",
             LineKind::kCaption},
        Case{"AFilePhoto", "The harbour master speaks (file photo)", LineKind::kCaption},
        Case{"AnAgencysCaption", "NORLAND -- The harbour master speaks to sailors in Port Town",
             LineKind::kCaption},
        Case{"AParagraphWithADashIsText", "PORT TOWN -- The harbour master spoke on Monday.",
             LineKind::kText},
        Case{"AnAbbreviationInBracketsIsText", "The electronic patient record (ePA)",
             LineKind::kText},
        Case{"AHeadingWithASlashIsText", "Profit / Loss", LineKind::kText},
        // other articles
        Case{"RelatedWithAColon", "Related: Ferries sail again", LineKind::kRelated},
        Case{"RelatedRunTogetherWithASite", "RelatedHarbour News - Ferries sail again",
             LineKind::kRelated},
        Case{"APointerToAnotherSite", "Also on harbour.example Ferries sail again",
             LineKind::kRelated},
        Case{"ALineThatBeginsWithAlsoOn", "Also on the list: two ferries", LineKind::kText},
        Case{"ASentenceThatBeginsWithASite", "Also on harbour.example one can read the log.",
             LineKind::kText},
        Case{"ReadMoreWithABar", "READ MORE | Ferries sail again", LineKind::kRelated},
        Case{"AHeadlineWithATimeRightBehindIt", "Ferries sail to the islands again04:22 GMT",
             LineKind::kRelated},
        Case{"ATimeAtTheEndOfASentenceIsText", "The ferry sails at 04:22 GMT.", LineKind::kText},
        Case{"ASentenceThatBeginsWithRelatedIsText", "Related works were shown in Port Town.",
             LineKind::kText},
        Case{"ASentenceThatBeginsWithMoreIsText", "More than twelve ferries sailed",
             LineKind::kText}),
    [](const auto& suite) { return suite.param.name; });

TEST(IsTerminated, TellsSentencesFromLabels) {
  for (const std::string_view line :
       {"It rained.", "Did it?", "It did!", "And so on…", "he said:", "“It rained.”", "\"It did!\"",
        "(It rained.)", "“It rained,”", "雨が降った。", "هل أمطرت؟"}) {
    EXPECT_TRUE(is_terminated(line)) << line;
  }
  for (const std::string_view line :
       {"", "Weather", "The “old” pier", "The old (new) pier", "a,"}) {
    EXPECT_FALSE(is_terminated(line)) << line;
  }
}

TEST(LineKey, IsTheSameForLinesThatDifferInMarksAndCase) {
  EXPECT_EQ(line_key("“Can’t” — SAY: no!"), line_key("\"can't\" - say no"));
  EXPECT_EQ(line_key("  …  "), "");
  EXPECT_EQ(line_key("۱۲ ساعت"), "12 ساعت");
}

}  // namespace
}  // namespace tidings::text
