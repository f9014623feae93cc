#include <string>
#include <string_view>

#include <gtest/gtest.h>

#include "tests/parsers/feed/feed_support.hpp"

// The same feed in the encodings that publishers serve, declared in all the ways they do and do
// not.
namespace tidings::feed {
namespace {

using namespace std::string_view_literals;

std::string channel(std::string_view declaration, std::string_view title) {
  return std::string(declaration) + "<rss version='2.0'><channel><title>" + std::string(title) +
         "</title></channel></rss>";
}

std::string title_of(std::string_view bytes, std::string_view content_type = "") {
  return parsed(bytes, {.content_type = content_type}).title;
}

struct Case {
  std::string_view name;
  std::string_view encoding;
  std::string_view bytes;
  std::string_view title;
};

class Encoded : public testing::TestWithParam<Case> {};

TEST_P(Encoded, IsReadByTheDeclaration) {
  const std::string declaration =
      "<?xml version='1.0' encoding='" + std::string(GetParam().encoding) + "'?>\n";
  EXPECT_EQ(title_of(channel(declaration, GetParam().bytes)), GetParam().title);
}

TEST_P(Encoded, IsReadByTheHeader) {
  const std::string type = "application/rss+xml; charset=" + std::string(GetParam().encoding);
  EXPECT_EQ(title_of(channel("<?xml version='1.0'?>", GetParam().bytes), type), GetParam().title);
}

// RFC 7303 3.2: the header goes before the declaration.
TEST_P(Encoded, IsReadByTheHeaderAgainstTheDeclaration) {
  const std::string type = "text/xml; charset=\"" + std::string(GetParam().encoding) + "\"";
  const std::string feed = channel("<?xml version='1.0' encoding='iso-8859-3'?>", GetParam().bytes);
  EXPECT_EQ(title_of(feed, type), GetParam().title);
}

constexpr Case kEncodings[] = {
    {"Latin1", "ISO-8859-1", "D\xE9j\xE0 vu"sv, "Déjà vu"},
    {"Windows1252", "windows-1252", "\x93Quoted\x94 \x96 \x80 5"sv, "“Quoted” – € 5"},
    {"Latin1MeansWindows1252", "latin1", "don\x92t"sv, "don’t"},
    {"Latin2", "ISO-8859-2", "Zpr\xE1vy z m\xECsta"sv, "Zprávy z města"},
    {"Latin9", "ISO-8859-15", "100 \xA4"sv, "100 €"},
    {"Windows1250", "windows-1250", "\x8Eivot"sv, "Život"},
    {"Windows1251", "windows-1251", "\xCD\xEE\xE2\xEE\xF1\xF2\xE8"sv, "Новости"},
    {"Koi8R", "koi8-r", "\xEE\xCF\xD7\xCF\xD3\xD4\xC9"sv, "Новости"},
    {"Windows1253", "windows-1253", "\xCD\xDD\xE1"sv, "Νέα"},
    {"Windows1254", "iso-8859-9",
     "\xDE"
     "ehir"sv,
     "Şehir"},
    {"Windows1255", "windows-1255", "\xE7\xE3\xF9\xE5\xFA"sv, "חדשות"},
    {"Windows1256", "windows-1256", "\xC3\xCE\xC8\xC7\xD1"sv, "أخبار"},
    {"Windows1257", "windows-1257", "\xDEinios"sv, "Žinios"},
    {"Gbk", "gb2312", "\xD0\xC2\xCE\xC5"sv, "新闻"},
    {"Big5", "big5", "\xB7\x73\xBB\x44"sv, "新聞"},
    {"ShiftJis", "shift_jis", "\x83\x6A\x83\x85\x81\x5B\x83\x58"sv, "ニュース"},
    {"EucJp", "euc-jp", "\xA5\xCB\xA5\xE5\xA1\xBC\xA5\xB9"sv, "ニュース"},
    {"EucKr", "euc-kr", "\xB4\xBA\xBD\xBA"sv, "뉴스"},
};
INSTANTIATE_TEST_SUITE_P(WhatwgEncoding4_2, Encoded, testing::ValuesIn(kEncodings),
                         [](const auto& test) { return std::string(test.param.name); });

std::string utf16(std::string_view ascii, bool big_endian) {
  std::string bytes;
  for (const char c : ascii) bytes += big_endian ? std::string{'\0', c} : std::string{c, '\0'};
  return bytes;
}

TEST(Utf16, Xml10_F_1_IsReadWithAndWithoutAMark) {
  const std::string feed = channel("<?xml version='1.0' encoding='UTF-16'?>", "Harbour");
  for (const bool big_endian : {false, true}) {
    const std::string mark = big_endian ? "\xFE\xFF" : "\xFF\xFE";
    EXPECT_EQ(title_of(utf16(feed, big_endian)), "Harbour") << big_endian;
    EXPECT_EQ(title_of(mark + utf16(feed, big_endian)), "Harbour") << big_endian;
    EXPECT_EQ(title_of(mark + utf16(feed, big_endian), "text/xml; charset=utf-8"), "Harbour");
  }
}

TEST(Utf16, OfAJsonFeedIsReadToo) {
  const std::string json =
      R"({"version":"https://jsonfeed.org/version/1.1","title":"H","items":[]})";
  EXPECT_EQ(title_of(utf16(json, /*big_endian=*/false)), "H");
}

TEST(ByteOrderMark, Xml10_4_3_3_GoesBeforeHeaderAndDeclaration) {
  const std::string feed = channel("\xEF\xBB\xBF<?xml version='1.0' encoding='koi8-r'?>", "Größe");
  EXPECT_EQ(title_of(feed, "text/xml; charset=windows-1251"), "Größe");
}

TEST(ByteOrderMark, TwiceOrBehindBlanksIsPassedOver) {
  EXPECT_EQ(title_of(channel("\xEF\xBB\xBF\xEF\xBB\xBF", "H")), "H");
  EXPECT_EQ(title_of(channel("\n\xEF\xBB\xBF<?xml version='1.0'?>", "H")), "H");
}

TEST(Utf8, GoesBeforeALabelOfOneByteACharacter) {
  for (const std::string_view label : {"iso-8859-1", "windows-1251", "koi8-r"}) {
    const std::string name(label);
    EXPECT_EQ(title_of(channel("<?xml encoding='" + name + "'?>", "Größe")), "Größe") << label;
    EXPECT_EQ(title_of(channel("", "Größe"), "text/xml; charset=" + name), "Größe") << label;
  }
}

TEST(Utf8, WithAFewBadBytesKeepsItsText) {
  EXPECT_EQ(title_of(channel("", "Größe Maß Fähre \xFF")), "Größe Maß Fähre \uFFFD");
}

TEST(Utf8, OfTextThatWasEncodedTwiceIsReadAsMeant) {
  EXPECT_EQ(title_of(channel("", "GrÃ¶ÃŸe und MaÃŸ der FÃ¤hre")), "Größe und Maß der Fähre");
}

TEST(Label, ThatNobodyKnowsIsPassedOver) {
  for (const std::string_view label : {"utf-7", "x-none", "", "utf-8; x", "iso-8859-99"}) {
    const std::string name(label);
    EXPECT_EQ(title_of(channel("<?xml encoding='" + name + "'?>", "Größe")), "Größe") << label;
  }
}

// Above a megabyte UTF-8 is read where it lies; another encoding is decoded at any size.
TEST(Size, OfALargeFeedMakesNoDifferenceToItsEncoding) {
  const std::string filler(1'200'000, ' ');
  EXPECT_EQ(title_of(channel("<?xml encoding='koi8-r'?>", "\xED\xC9\xD2" + filler)), "Мир");
  EXPECT_EQ(title_of(channel("\xEF\xBB\xBF", "Größe" + filler)), "Größe");
}

}  // namespace
}  // namespace tidings::feed
