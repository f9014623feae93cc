#include "parsers/charset/detect.hpp"

#include <gtest/gtest.h>

#include "parsers/charset/charset.hpp"

namespace tidings::charset {
namespace {

using namespace std::string_view_literals;

TEST(DetectUtf16, SeesTheZeroBytesOfMarkUp) {
  EXPECT_EQ(detect_utf16("<\0p\0>\0\x16\x04"sv), "UTF-16LE");
  EXPECT_EQ(detect_utf16("\0<\0p\0>\x04\x16"sv), "UTF-16BE");
}

TEST(DetectUtf16, IsNotFooledByOtherZeroBytes) {
  EXPECT_EQ(detect_utf16("plain text"), "");
  EXPECT_EQ(detect_utf16("\0\0\0\0\0\0"sv), "");
  EXPECT_EQ(detect_utf16("a\0b c d e f g h i"sv), "");
  EXPECT_EQ(detect_utf16(""), "");
}

// The same words in several encodings. Russian: "Завтра в городе откроется новая библиотека,
// сообщил мэр." Ukrainian: "Завтра в місті відкриється нова бібліотека, повідомив її директор."
// Korean: "내일 도시에 새로운 도서관이 문을 연다고 시장이 밝혔다."
struct Case {
  std::string_view name;
  std::string_view text;
};

class Detect : public testing::TestWithParam<Case> {};

TEST_P(Detect, FindsTheEncodingOfASentence) { EXPECT_EQ(detect(GetParam().text), GetParam().name); }

TEST_P(Detect, FindsItInAPageFullOfMarkUp) {
  std::string page = "<html><head><script>" + std::string(200'000, 'x') + "</script></head><body>";
  for (int i = 0; i < 5; ++i) {
    page += "<p class='paragraph of-the-article'>" + std::string(GetParam().text) + "</p>\n";
  }
  EXPECT_EQ(detect(page), GetParam().name);
}

constexpr Case kCases[] = {
    {"windows-1251",
     "\xC7\xE0\xE2\xF2\xF0\xE0 \xE2 \xE3\xEE\xF0\xEE\xE4\xE5 \xEE\xF2\xEA\xF0\xEE\xE5\xF2\xF1\xFF "
     "\xED\xEE\xE2\xE0\xFF \xE1\xE8\xE1\xEB\xE8\xEE\xF2\xE5\xEA\xE0, \xF1\xEE\xEE\xE1\xF9\xE8\xEB "
     "\xEC\xFD\xF0."},
    {"KOI8-R",
     "\xFA\xC1\xD7\xD4\xD2\xC1 \xD7 \xC7\xCF\xD2\xCF\xC4\xC5 \xCF\xD4\xCB\xD2\xCF\xC5\xD4\xD3\xD1 "
     "\xCE\xCF\xD7\xC1\xD1 \xC2\xC9\xC2\xCC\xC9\xCF\xD4\xC5\xCB\xC1, \xD3\xCF\xCF\xC2\xDD\xC9\xCC "
     "\xCD\xDC\xD2."},
    {"KOI8-U",
     "\xFA\xC1\xD7\xD4\xD2\xC1 \xD7 \xCD\xA6\xD3\xD4\xA6 "
     "\xD7\xA6\xC4\xCB\xD2\xC9\xA4\xD4\xD8\xD3\xD1 "
     "\xCE\xCF\xD7\xC1 \xC2\xA6\xC2\xCC\xA6\xCF\xD4\xC5\xCB\xC1, "
     "\xD0\xCF\xD7\xA6\xC4\xCF\xCD\xC9\xD7 "
     "\xA7\xA7 \xC4\xC9\xD2\xC5\xCB\xD4\xCF\xD2."},
    {"x-mac-cyrillic",
     "\x87\xE0\xE2\xF2\xF0\xE0 \xE2 \xE3\xEE\xF0\xEE\xE4\xE5 \xEE\xF2\xEA\xF0\xEE\xE5\xF2\xF1\xDF "
     "\xED\xEE\xE2\xE0\xDF \xE1\xE8\xE1\xEB\xE8\xEE\xF2\xE5\xEA\xE0, \xF1\xEE\xEE\xE1\xF9\xE8\xEB "
     "\xEC\xFD\xF0."},
    {"EUC-KR",
     "\xB3\xBB\xC0\xCF \xB5\xB5\xBD\xC3\xBF\xA1 \xBB\xF5\xB7\xCE\xBF\xEE "
     "\xB5\xB5\xBC\xAD\xB0\xFC\xC0\xCC \xB9\xAE\xC0\xBB \xBF\xAC\xB4\xD9\xB0\xED "
     "\xBD\xC3\xC0\xE5\xC0\xCC \xB9\xE0\xC7\xFB\xB4\xD9."},
};

INSTANTIATE_TEST_SUITE_P(Sentences, Detect, testing::ValuesIn(kCases));

// "Rīt pilsētā atvērs jaunu bibliotēku, sacīja mērs" with quotation marks of either encoding.
TEST(Detect, TellsBalticEncodingsApartByTheirQuotationMarks) {
  constexpr std::string_view kWords =
      "R\xEEt pils\xE7t\xE2 atv\xE7rs jaunu bibliot\xE7ku, sac\xEEja m\xE7rs. Darbi s\xE2ksies "
      "pavasar\xEE un ilgs l\xEE"
      "dz rudenim, piebilda vi\xF2\xF0.";
  EXPECT_EQ(detect(kWords), "windows-1257");
  EXPECT_EQ(detect("\xA5" + std::string(kWords) + "\xA1"), "ISO-8859-13");
}

// "Zítra se ve městě otevře nová knihovna, řekl starosta. Žáci se těší": its Ž is 0xAE in
// ISO-8859-2, 0x8E in windows-1250.
TEST(Detect, TakesWindowsCodePagesWherePunctuationOfTheirsStands) {
  constexpr std::string_view kWords =
      "Z\xEDtra se ve m\xECst\xEC otev\xF8"
      "e nov\xE1 knihovna, \xF8"
      "ekl starosta m\xECsta. "
      "Pr\xE1"
      "ce za\xE8nou p\xF8\xED\x9At\xED rok.";
  EXPECT_EQ(detect(std::string(kWords) + " \x84\x8E\xE1"
                                         "ci se t\xEC\x9A\xED.\x93"),
            "windows-1250");
}

// French in ISO-8859-15: "sœur", "100 €".
TEST(Detect, KnowsLatin9ByTheEuroAndTheFrenchOe) {
  const std::string words =
      "Le maire a d\xE9"
      "clar\xE9 que la biblioth\xE8que sera ouverte d\xE8s l'\xE9t\xE9, apr\xE8s des travaux. ";
  EXPECT_EQ(detect(words), "windows-1252");
  EXPECT_EQ(detect(words + "Sa s\xBDur est l\xE0."), "ISO-8859-15");
  EXPECT_EQ(detect(words + "Le prix : 100 \xA4."), "ISO-8859-15");
  EXPECT_EQ(detect(words + "Le prix : 100 \x80."), "windows-1252");
}

TEST(Detect, KnowsIso2022JpThoughItIsAscii) {
  EXPECT_EQ(detect("\x1B$BF|K\\8l$N%F%-%9%H\x1B(B"), "ISO-2022-JP");
}

TEST(Detect, HasNoAnswerForPlainAsciiOrNothing) {
  EXPECT_EQ(detect("Nothing but ASCII"), "");
  EXPECT_EQ(detect(""), "");
}

TEST(DetectUtf16, NeedsAZeroByteInEveryFifthUnit) {
  const auto units = [](int ascii, int others) {
    std::string bytes;
    for (int i = 0; i < ascii; ++i) bytes += std::string("a\0", 2);
    for (int i = 0; i < others; ++i) bytes += "\x16\x04";
    return bytes;
  };
  EXPECT_EQ(detect_utf16(units(21, 79)), "UTF-16LE");
  EXPECT_EQ(detect_utf16(units(20, 80)), "");
}

TEST(DetectUtf16, LooksAtTheFirst2048Bytes) {
  std::string late(2048, 'a');
  for (int i = 0; i < 5000; ++i) late += std::string("b\0", 2);
  EXPECT_EQ(detect_utf16(late), "");
}

TEST(DetectUtf16, OfAnOddNumberOfBytesLeavesOutTheLast) {
  EXPECT_EQ(detect_utf16("a\0b\0c"sv), "UTF-16LE");
  EXPECT_EQ(detect_utf16("a\0b"sv), "");
}

// ISO-8859-2 and windows-1250 differ in Š, Ť, Ž and ą, ľ; a dash or quotation mark settles it.
TEST(Detect, KeepsIso8859WhereNoPunctuationOfWindowsStands) {
  const std::string words =
      "Z\xEDtra se ve m\xECst\xEC otev\xF8"
      "e nov\xE1 knihovna, \xF8"
      "ekl starosta m\xECsta. Pr\xE1"
      "ce za\xE8nou p\xF8\xED\xB9t\xED rok, \xBE\xE1"
      "ci se t\xEC\xB9\xED.";
  EXPECT_EQ(detect(words), "ISO-8859-2");
}

TEST(Detect, ReadsNoMoreThanASampleOfALongText) {
  std::string page;
  while (page.size() < 3'000'000) {
    page +=
        "\xC7\xE0\xE2\xF2\xF0\xE0 \xE2 \xE3\xEE\xF0\xEE\xE4\xE5 "
        "\xEE\xF2\xEA\xF0\xEE\xE5\xF2\xF1\xFF. ";
  }
  EXPECT_EQ(detect(page), "windows-1251");
}

TEST(Detect, NeverAnswersWithUtf8OrAnEncodingThatIsNotDecoded) {
  for (unsigned seed = 0; seed < 300; ++seed) {
    std::string bytes = "some words ";
    for (unsigned i = 0; i < 40; ++i) bytes += static_cast<char>((seed * 7919 + i * i * 131) >> 4);
    const std::string_view name = detect(bytes);
    if (name.empty()) continue;
    EXPECT_EQ(encoding_for_label(name), name) << seed;
    EXPECT_FALSE(name.starts_with("UTF-")) << seed;
    EXPECT_NE(name, "replacement") << seed;
  }
}

}  // namespace
}  // namespace tidings::charset
