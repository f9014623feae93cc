#include <span>
#include <string>
#include <string_view>

#include <gtest/gtest.h>

#include "parsers/url/host.hpp"

// Domains that are not ASCII: UTS 46 as WHATWG URL 3.3 asks for it (not transitional; CheckBidi and
// CheckJoiners on; CheckHyphens, UseSTD3ASCIIRules and VerifyDnsLength off).
namespace tidings::url {
namespace {

struct Case {
  std::string_view name;
  std::string_view domain;
  std::string_view ascii;  // or "failure"
};

class Domain : public testing::TestWithParam<Case> {};

TEST_P(Domain, IsMappedAsTheClauseSays) {
  EXPECT_EQ(parse_host(GetParam().domain).value_or("failure"), GetParam().ascii);
}

std::string name_of(const testing::TestParamInfo<Case>& test) {
  return std::string(test.param.name);
}

constexpr Case kMapping[] = {
    {"CapitalsAreFolded", "Ä.example", "xn--4ca.example"},
    {"LigaturesAreTakenApart", "ﬁsh.example", "fish.example"},
    {"CircledNumbersAreNumbers", "①2.example", "12.example"},
    {"UnitsAreLetters", "㎏.example", "kg.example"},
    {"RomanNumeralsAreLetters", "Ⅷ.example", "viii.example"},
    {"FullWidthIsAscii", "ｎｅｗｓ．ｅｘａｍｐｌｅ", "news.example"},
    {"HalfWidthKatakanaIsWide", "ﾆｭｰｽ.example", "xn--zck9awe6d.example"},
    {"MathematicalLettersAreLetters", "𝐧𝐞𝐰𝐬.example", "news.example"},
    {"KelvinIsK", "\u212A.example", "k.example"},
};
INSTANTIATE_TEST_SUITE_P(Uts46_4_Step1_Mapping, Domain, testing::ValuesIn(kMapping), name_of);

constexpr Case kIgnored[] = {
    {"SoftHyphen", "ne\u00ADws.example", "news.example"},
    {"ZeroWidthSpace", "ne\u200Bws.example", "news.example"},
    {"WordJoiner", "ne\u2060ws.example", "news.example"},
    {"ByteOrderMark", "\uFEFFnews.example", "news.example"},
    {"VariationSelector", "new\uFE0Fs.example", "news.example"},
    {"ALabelOfNothingElseIsEmpty", "\u00AD.example", ".example"},
};
INSTANTIATE_TEST_SUITE_P(Uts46_5_Ignored, Domain, testing::ValuesIn(kIgnored), name_of);

// Deviation characters mean themselves: this is not transitional processing.
constexpr Case kDeviations[] = {
    {"SharpS", "faß.example", "xn--fa-hia.example"},
    {"FinalSigma", "βόλος.example", "xn--nxasmm1c.example"},
    {"ZeroWidthJoinerAfterAVirama", "ශ්\u200Dරී.example", "xn--10cl1a0b660p.example"},
    {"ZeroWidthNonJoinerBetweenJoiningLetters", "نامه\u200Cای.example",
     "xn--mgba3gch31f060k.example"},
};
INSTANTIATE_TEST_SUITE_P(Uts46_5_Deviations, Domain, testing::ValuesIn(kDeviations), name_of);

constexpr Case kNormalization[] = {
    {"DecomposedIsComposed", "u\u0308.example", "xn--tda.example"},
    {"HangulSyllablesAreComposed", "\u1112\u1161\u11AB.example", "xn--6q8b.example"},
    {"OhmIsOmega", "\u2126.example", "xn--bya.example"},
};
INSTANTIATE_TEST_SUITE_P(Uts46_4_Step2_Normalization, Domain, testing::ValuesIn(kNormalization),
                         name_of);

constexpr Case kDots[] = {
    {"IdeographicFullStop", "news。example", "news.example"},
    {"FullWidthFullStop", "news．example", "news.example"},
    {"HalfWidthIdeographicFullStop", "news｡example", "news.example"},
    {"AtTheEnd", "ü.example。", "xn--tda.example."},
    {"TwoInARow", "ü..example", "xn--tda..example"},
};
INSTANTIATE_TEST_SUITE_P(Uts46_4_Step3_Dots, Domain, testing::ValuesIn(kDots), name_of);

constexpr Case kInvalid[] = {
    {"PrivateUse", "a\uE000.example", "failure"},
    {"ReplacementCharacter", "a\uFFFD.example", "failure"},
    {"C1Control", "a\u0085.example", "failure"},
    {"LineSeparator", "a\u2028.example", "failure"},
    {"NonCharacter", "a\uFFFE.example", "failure"},
    {"AMarkBeginsTheLabel", "\u0301a.example", "failure"},
    {"AJoinerBetweenLatinLetters", "a\u200Db.example", "failure"},
    {"ANonJoinerBetweenLatinLetters", "a\u200Cb.example", "failure"},
    {"IllFormedUtf8", "\xC3.example", "failure"},
    {"EscapedBytesThatAreNoUtf8", "%FF.example", "failure"},
    {"AnEscapedSurrogate", "%ED%A0%80.example", "failure"},
};
INSTANTIATE_TEST_SUITE_P(Uts46_4_1_Validity, Domain, testing::ValuesIn(kInvalid), name_of);

// RFC 5893 2, for every label of a domain that holds a right-to-left one.
constexpr Case kBidi[] = {
    {"Rule1_AHebrewLabel", "אב.example", "xn--4dbc.example"},
    {"Rule1_ADigitBeginsALabel", "0à.א", "failure"},
    {"Rule2_ALatinLetterWithinHebrew", "אbג.example", "failure"},
    {"Rule3_ANumberEndsAHebrewLabel", "א1.example", "xn--1-zhc.example"},
    {"Rule3_ASignEndsAHebrewLabel", "א+.example", "failure"},
    {"Rule4_EuropeanAndArabicNumbers", "ا1٢.example", "failure"},
    {"Rule5_AHebrewLetterWithinLatin", "aאb.example", "failure"},
    {"WithoutARightToLeftLabelDigitsMayBegin", "0à.example", "xn--0-sfa.example"},
};
INSTANTIATE_TEST_SUITE_P(Rfc5893_2_Bidi, Domain, testing::ValuesIn(kBidi), name_of);

constexpr Case kALabels[] = {
    {"InCapitals", "XN--TDA.example", "xn--tda.example"},
    {"BesideUnicode", "xn--tda.ü", "xn--tda.xn--tda"},
    {"OfAnEmoji", "💩.example", "xn--ls8h.example"},
    {"ThatIsNoPunycode", "xn--pokxncvks.example", "failure"},
    {"ThatHoldsADecomposedLetter", "xn--u-ccb.example", "failure"},
    {"ThatHoldsADeviation", "xn--fa-hia.example", "xn--fa-hia.example"},
    {"ThatBreaksTheBidiRule", "xn--a-0hc.example", "failure"},
    {"InTheMiddleOfALabelMeansNothing", "axn--tda.example", "axn--tda.example"},
};
INSTANTIATE_TEST_SUITE_P(Uts46_4_Step4_ALabels, Domain, testing::ValuesIn(kALabels), name_of);

// WHATWG URL 3.5, step 7: what mapping brings forth is checked too, else one host would be another.
constexpr Case kBroughtForth[] = {
    {"FullWidthSolidus", "a／b.example", "failure"},
    {"FullWidthPercentSign", "％41.example", "failure"},
    {"FullWidthCommercialAt", "a＠b.example", "failure"},
    {"FullWidthNumberSign", "a＃b.example", "failure"},
    {"FullWidthColon", "a：1.example", "failure"},
    {"FullWidthQuestionMark", "a？b.example", "failure"},
    {"FullWidthBracket", "a［b.example", "failure"},
    {"AccountOf", "℀.example", "failure"},
    {"QuestionAndExclamation", "⁈.example", "failure"},
    {"IdeographicSpace", "a\u3000b.example", "failure"},
    {"ALastLabelThatIsANumber", "example.①", "failure"},
    {"AnAddressInOtherDigits", "①②⑦.０.0.¹", "127.0.0.1"},
};
INSTANTIATE_TEST_SUITE_P(WhatwgUrl3_5_ForbiddenAfterMapping, Domain,
                         testing::ValuesIn(kBroughtForth), name_of);

// What comes out goes through the short way for ASCII, or the check of A-labels.
TEST(DomainInAscii, IsItselfOnceMore) {
  for (const std::span<const Case> cases :
       {std::span<const Case>(kMapping), {kIgnored}, {kDeviations}, {kNormalization}, {kDots}}) {
    for (const Case& each : cases) {
      EXPECT_EQ(parse_host(each.ascii), std::string(each.ascii)) << each.name;
    }
  }
}

}  // namespace
}  // namespace tidings::url
