#include "parsers/charset/charset.hpp"

#include <cstdint>
#include <string>
#include <string_view>

#include <gtest/gtest.h>

#include "parsers/charset/utf8.hpp"

namespace tidings::charset {
namespace {

using namespace std::string_literals;

const std::string kUtf8 = "<p>Größe</p>";
const std::string kLatin1 =
    "<p>Gr\xF6\xDF"
    "e</p>";
const std::string kRussian1251 =
    "<p>\xC7\xE0\xE2\xF2\xF0\xE0 \xE2 \xE3\xEE\xF0\xEE\xE4\xE5 "
    "\xEE\xF2\xEA\xF0\xEE\xE5\xF2\xF1\xFF "
    "\xED\xEE\xE2\xE0\xFF \xE1\xE8\xE1\xEB\xE8\xEE\xF2\xE5\xEA\xE0</p>";

struct Case {
  std::string name;
  std::string content_type;
  std::string bytes;
  std::string encoding;
  Source source;
};

void expect(const Case& expected, const Decoded& decoded) {
  EXPECT_EQ(decoded.encoding, expected.encoding);
  EXPECT_EQ(name(decoded.source), name(expected.source));
}

std::string title(const testing::TestParamInfo<Case>& info) { return info.param.name; }

class Html : public testing::TestWithParam<Case> {};

TEST_P(Html, EncodingIsTheOneThatComesFirst) {
  expect(GetParam(), decode_html(GetParam().bytes, GetParam().content_type));
}

const Case kHtml1323Html[] = {
    {"BomBeatsHeader", "text/html; charset=koi8-r", "\xEF\xBB\xBFx", "UTF-8", Source::kBom},
    {"BomOfUtf16", "text/html; charset=koi8-r", "\xFE\xFF\0x"s, "UTF-16BE", Source::kBom},
    {"HeaderBeatsMeta", "text/html; charset=iso-8859-15", "<meta charset=koi8-r>" + kLatin1,
     "ISO-8859-15", Source::kHeader},
    {"MetaIsNext", "text/html", "<meta charset=iso-8859-2>" + kLatin1, "ISO-8859-2", Source::kMeta},
    {"UnknownHeaderLabelIsSkipped", "text/html; charset=none",
     "<meta charset=iso-8859-2>" + kLatin1, "ISO-8859-2", Source::kMeta},
    {"LateMeta", "", std::string(2000, ' ') + "<meta charset=iso-8859-2>" + kLatin1, "ISO-8859-2",
     Source::kMeta},
    {"XmlDeclarationOfXhtml", "", "<?xml version='1.0' encoding='iso-8859-2'?>" + kLatin1,
     "ISO-8859-2", Source::kXmlDeclaration},
    {"MetaUtf16MeansUtf8", "", "<meta charset=utf-16>" + kUtf8, "UTF-8", Source::kMeta},
    {"Utf16ByHeader", "text/html; charset=utf-16", "\x16\x04\x17\x04"s, "UTF-16LE",
     Source::kHeader},
    {"ReplacementHidesTheText", "text/html; charset=iso-2022-kr", "<p>x", "replacement",
     Source::kHeader},
    {"Iso2022Jp", "text/html; charset=iso-2022-jp", "\x1B$BF|K\\\x1B(B", "ISO-2022-JP",
     Source::kHeader},
};

INSTANTIATE_TEST_SUITE_P(Html13_2_3, Html, testing::ValuesIn(kHtml1323Html), title);

const Case kBytesDisproveTheLabelHtml[] = {
    {"Utf8UnderSingleByteHeader", "text/html; charset=iso-8859-1", kUtf8, "UTF-8",
     Source::kUtf8Valid},
    {"Utf8UnderSingleByteMeta", "", "<meta charset=windows-1251>" + kUtf8, "UTF-8",
     Source::kUtf8Valid},
    {"Utf8UnderUtf16", "text/html; charset=utf-16", kUtf8, "UTF-8", Source::kUtf8Valid},
    {"OtherBytesUnderUtf8", "text/html; charset=utf-8", kRussian1251, "windows-1251",
     Source::kDetected},
    {"Utf16UnderUtf8", "text/html; charset=utf-8", "<\0p\0>\0a\0"s, "UTF-16LE", Source::kDetected},
    {"AsciiKeepsItsLabel", "text/html; charset=iso-8859-1", "<p>x</p>", "windows-1252",
     Source::kHeader},
    {"LegacyMultiByteThatFitsKeepsItsLabel", "text/html; charset=gbk", "\xC4\xA3", "GBK",
     Source::kHeader},
};

INSTANTIATE_TEST_SUITE_P(BytesDisproveTheLabel, Html, testing::ValuesIn(kBytesDisproveTheLabelHtml),
                         title);

const Case kNoLabelHtml[] = {
    {"Utf8", "", kUtf8, "UTF-8", Source::kUtf8Valid},
    {"Ascii", "", "<p>x</p>", "UTF-8", Source::kDefault},
    {"Empty", "", "", "UTF-8", Source::kDefault},
    {"Utf16", "", "<\0p\0>\0a\0"s, "UTF-16LE", Source::kDetected},
    {"Russian", "", kRussian1251, "windows-1251", Source::kDetected},
};

INSTANTIATE_TEST_SUITE_P(NoLabel, Html, testing::ValuesIn(kNoLabelHtml), title);

class Xml : public testing::TestWithParam<Case> {};

TEST_P(Xml, EncodingIsTheOneThatComesFirst) {
  expect(GetParam(), decode_xml(GetParam().bytes, GetParam().content_type));
}

const Case kRfc7303Xml[] = {
    {"BomBeatsHeader", "text/xml; charset=iso-8859-1", "\xEF\xBB\xBF<a/>", "UTF-8", Source::kBom},
    {"HeaderBeatsDeclaration", "text/xml; charset=iso-8859-15",
     "<?xml version='1.0' encoding='utf-8'?>" + kLatin1, "ISO-8859-15", Source::kHeader},
    {"Declaration", "text/xml", "<?xml version='1.0' encoding='koi8-r'?>" + kLatin1, "KOI8-R",
     Source::kXmlDeclaration},
    {"MetaMeansNothing", "", "<a><meta charset='koi8-r'/></a>" + kUtf8, "UTF-8", Source::kDefault},
    {"Default", "", kUtf8, "UTF-8", Source::kDefault},
    {"Utf16WithoutBom", "", "\0<\0?\0x\0m\0l"s, "UTF-16BE", Source::kDetected},
    {"DeclaredUtf8ButNot", "", "<?xml version='1.0' encoding='utf-8'?>" + kRussian1251,
     "windows-1251", Source::kDetected},
};

INSTANTIATE_TEST_SUITE_P(Rfc7303, Xml, testing::ValuesIn(kRfc7303Xml), title);

TEST(Text, WithoutALabelIsUtf8IfValidAndDetectedIfNot) {
  EXPECT_EQ(decode_text("Größe", "application/json").encoding, "UTF-8");
  EXPECT_EQ(decode_text(kRussian1251, "text/plain").encoding, "windows-1251");
  EXPECT_EQ(decode_text("Gr\xF6\xDF"
                        "e",
                        "text/plain; charset=latin1")
                .text,
            "Größe");
}

TEST(DamagedUtf8, StaysUtf8WithMarks) {
  const Decoded decoded = decode_html(
      "<meta charset=utf-8>Gr\xC3\xB6\xC3\x9F"
      "e \xFF x",
      "");
  EXPECT_EQ(decoded.encoding, "UTF-8");
  EXPECT_EQ(decoded.text, "<meta charset=utf-8>Größe \uFFFD x");
}

TEST(DamagedUtf8, IsKnownWithoutALabelAndUnderASingleByteLabel) {
  std::string bytes = "caf\xE9 ";
  for (int i = 0; i < 20; ++i) bytes += "Größe ";
  for (const char* content_type : {"", "text/html; charset=iso-8859-1"}) {
    const Decoded decoded = decode_html(bytes, content_type);
    EXPECT_EQ(decoded.encoding, "UTF-8") << content_type;
    EXPECT_TRUE(decoded.text.starts_with("caf\uFFFD Größe")) << content_type;
  }
}

TEST(DamagedUtf8, ThatIsCutOffAtTheEndStaysUtf8) {
  const Decoded decoded = decode_html("plain \xE2\x82", "text/html; charset=utf-8");
  EXPECT_EQ(decoded.encoding, "UTF-8");
  EXPECT_EQ(decoded.text, "plain \uFFFD");
}

// The header says UTF-8 and is wrong: what the document says is asked before the detector.
TEST(WrongHeader, GivesWayToTheLabelInside) {
  const Decoded html =
      decode_html("<meta charset=iso-8859-2>" + kLatin1, "text/html; charset=utf-8");
  EXPECT_EQ(html.encoding, "ISO-8859-2");
  EXPECT_EQ(html.source, Source::kMeta);
  const Decoded xml =
      decode_xml("<?xml version='1.0' encoding='koi8-r'?>" + kLatin1, "text/xml; charset=utf-8");
  EXPECT_EQ(xml.encoding, "KOI8-R");
}

TEST(DoubleEncoding, IsUndone) {
  const std::string bytes = "<p>GrÃ¶ÃŸe, MaÃŸ und Ã„rger</p>";
  for (const char* content_type : {"", "text/html; charset=utf-8"}) {
    EXPECT_EQ(decode_html(bytes, content_type).text, "<p>Größe, Maß und Ärger</p>");
  }
}

// XML 1.0 appendix F.1: the families of encodings by a document's first four bytes.
const Case kAppendixF[] = {
    {"Utf16BigEndianWithBom", "", "\xFE\xFF\0<\0a\0/\0>"s, "UTF-16BE", Source::kBom},
    {"Utf16LittleEndianWithBom", "", "\xFF\xFE<\0a\0/\0>\0"s, "UTF-16LE", Source::kBom},
    {"Utf8WithBom", "", "\xEF\xBB\xBF<a/>", "UTF-8", Source::kBom},
    {"Utf16LittleEndian", "", "<\0?\0x\0m\0l\0 \0?\0>\0"s, "UTF-16LE", Source::kDetected},
    {"Utf16UnderItsHeader", "text/xml; charset=utf-16", "<\0a\0/\0>\0"s, "UTF-16LE",
     Source::kHeader},
    {"Utf16InTheOtherOrderThanItsHeader", "text/xml; charset=utf-16le", "\0<\0a\0/\0>"s, "UTF-16BE",
     Source::kHeader},
    {"AsciiCompatible", "", "<?xml encoding='windows-1253'?>" + kLatin1, "windows-1253",
     Source::kXmlDeclaration},
    {"ADeclarationInCapitals", "", "<?xml encoding='WINDOWS-1253'?>" + kLatin1, "windows-1253",
     Source::kXmlDeclaration},
    {"ADeclaredUtf16ThatIsNone", "", "<?xml encoding='utf-16'?><a/>", "UTF-8",
     Source::kXmlDeclaration},
    {"AnUnknownName", "", "<?xml encoding='x-none'?>" + kUtf8, "UTF-8", Source::kDefault},
};
INSTANTIATE_TEST_SUITE_P(Xml10_F_1, Xml, testing::ValuesIn(kAppendixF), title);

// Encodings of one and of several bytes a character, against bytes that are or are not UTF-8.
const Case kAgainstTheBytes[] = {
    {"GbkThatCannotReadIt", "text/html; charset=gbk", "\xE2\x82\xAC \xC3\xBC<p>", "UTF-8",
     Source::kUtf8Valid},
    {"EucKrOfDamagedUtf8", "text/html; charset=euc-kr", kUtf8 + kUtf8 + "\xFF", "EUC-KR",
     Source::kHeader},
    {"SingleByteOfALittleUtf8AndMore", "text/html; charset=iso-8859-2", kUtf8 + kLatin1,
     "ISO-8859-2", Source::kHeader},
    {"UserDefined", "text/html; charset=x-user-defined", "\x80\x81", "x-user-defined",
     Source::kHeader},
    {"Utf16WithoutAZeroByte", "text/html; charset=utf-16be", "\x04\x16\x04\x17"s, "UTF-16BE",
     Source::kHeader},
    {"Utf16ThatIsAscii", "text/html; charset=utf-16be", "<p>", "UTF-8", Source::kHeader},
    {"Iso2022JpWithoutAnEscape", "text/html; charset=iso-2022-jp", "<p>", "ISO-2022-JP",
     Source::kHeader},
    {"ReplacementOfUtf8", "text/html; charset=hz-gb-2312", kUtf8, "replacement", Source::kHeader},
    {"Utf8AndTheSameInside", "text/html; charset=utf-8", "<meta charset=utf-8>" + kRussian1251,
     "windows-1251", Source::kDetected},
    {"NoLabelAndAnEscape", "text/html", "<p>\x1B$BF|K\\8l$N%F%-%9%H\x1B(B", "ISO-2022-JP",
     Source::kDetected},
    {"NoLabelAndAnEscapeOfATerminal", "text/html", "<p>\x1B[31mred\x1B[0m", "UTF-8",
     Source::kDefault},
};
INSTANTIATE_TEST_SUITE_P(AgainstTheBytes, Html, testing::ValuesIn(kAgainstTheBytes), title);

// Labels that users' software writes and that are no IANA names.
const Case kLabelsInUse[] = {
    {"Utf8WithoutItsHyphen", "text/html; charset=utf8", kUtf8, "UTF-8", Source::kHeader},
    {"InQuotes", "text/html; charset=\"ISO-8859-2\"", kLatin1, "ISO-8859-2", Source::kHeader},
    {"InSingleQuotes", "text/html; charset='ISO-8859-2'", kLatin1, "ISO-8859-2", Source::kHeader},
    {"AsCp1251", "text/html; charset=cp1251", kRussian1251, "windows-1251", Source::kHeader},
    {"WithASemicolonBehind", "text/html; charset=koi8-r;", kRussian1251, "KOI8-R", Source::kHeader},
    {"InCapitals", "TEXT/HTML; CHARSET=KOI8-R", kRussian1251, "KOI8-R", Source::kHeader},
    {"Empty", "text/html; charset=", kUtf8, "UTF-8", Source::kUtf8Valid},
    {"Nonsense", "text/html; charset=none-such", kUtf8, "UTF-8", Source::kUtf8Valid},
    {"WithoutAType", "; charset=koi8-r", kRussian1251, "KOI8-R", Source::kHeader},
};
INSTANTIATE_TEST_SUITE_P(LabelsInUse, Html, testing::ValuesIn(kLabelsInUse), title);

TEST(Text, KnowsNoLabelInside) {
  EXPECT_EQ(decode_text("<meta charset=koi8-r>" + kUtf8, "").encoding, "UTF-8");
  EXPECT_EQ(decode_text("<?xml encoding='koi8-r'?>" + kUtf8, "").encoding, "UTF-8");
}

TEST(Text, OfUtf16IsToldByItsZeroBytesOrItsBom) {
  EXPECT_EQ(decode_text("a\0b\0c\0"s, "").text, "abc");
  EXPECT_EQ(decode_text("\xFE\xFF\0a"s, "").text, "a");
}

struct Named {
  Source source;
  std::string_view name;
};

TEST(Name, IsTheOneThatTheProgramPrints) {
  for (const Named& each : {Named{Source::kBom, "bom"},
                            {Source::kHeader, "header"},
                            {Source::kMeta, "meta"},
                            {Source::kXmlDeclaration, "xml-declaration"},
                            {Source::kUtf8Valid, "valid-utf-8"},
                            {Source::kDetected, "detected"},
                            {Source::kDefault, "default"}}) {
    EXPECT_EQ(name(each.source), each.name);
  }
}

// WHATWG Encoding 6.1, "BOM sniffing": a mark is taken off once, and only at the start.
TEST(ByteOrderMark, WhatwgEncoding6_1_IsTakenOffOnceAndOnlyAtTheStart) {
  EXPECT_EQ(decode_html("\xEF\xBB\xBF\xEF\xBB\xBF|", "").text, "\uFEFF|");
  EXPECT_EQ(decode_html("a\xEF\xBB\xBF|", "").text, "a\uFEFF|");
  EXPECT_EQ(decode_html("\xFF\xFE\xFF\xFE|\0"s, "").text, "\uFEFF|");
}

TEST(ByteOrderMark, ThatIsCutOffIsNone) {
  for (const char* bytes : {"\xEF\xBB", "\xEF", "\xFE", "\xFF"}) {
    EXPECT_NE(decode_html(bytes, "").source, Source::kBom);
  }
}

TEST(DamagedUtf8, OfTenGoodSequencesToOneBadIsKnown) {
  std::string bytes = "\xE9 ";
  for (int good = 0; good < 9; ++good) bytes += "\u00F6 ";
  EXPECT_NE(decode_html(bytes, "text/html; charset=iso-8859-1").encoding, "UTF-8");
  bytes += "\u00F6 ";
  EXPECT_EQ(decode_html(bytes, "text/html; charset=iso-8859-1").encoding, "UTF-8");
}

TEST(DamagedUtf8, WithMoreBadThanGoodSequencesIsNotUtf8) {
  const std::string even = "<meta charset=koi8-r>\xE9 \u00F6 \xE9 \u00F6 ";
  EXPECT_EQ(decode_html(even, "text/html; charset=utf-8").encoding, "UTF-8");
  EXPECT_EQ(decode_html(even + "\xE9 ", "text/html; charset=utf-8").encoding, "KOI8-R");
}

constexpr std::string_view kContentTypes[] = {
    "",
    "text/html",
    "text/html; charset=utf-8",
    "text/html; charset=utf-16",
    "text/html; charset=utf-16be",
    "text/html; charset=windows-1252",
    "text/html; charset=gb18030",
    "text/html; charset=big5",
    "text/html; charset=shift_jis",
    "text/html; charset=euc-kr",
    "text/html; charset=iso-2022-jp",
    "text/html; charset=iso-2022-kr",
    "text/html; charset=x-user-defined",
};

// Bytes that mean something to one encoding or another, in a row that is always the same.
std::string rubbish(std::uint32_t seed) {
  constexpr std::string_view kOften("\0<\x1B$B(\xEF\xBB\xBF\xFF\xFE\x81\x30\xC3\xA9", 15);
  std::string bytes;
  for (int i = 0; i < 40; ++i) {
    seed = seed * 1'664'525 + 1'013'904'223;
    const std::uint32_t value = seed >> 16;
    bytes += value % 2 == 0 ? static_cast<char>(value >> 4) : kOften[value / 2 % kOften.size()];
  }
  return bytes;
}

TEST(Rubbish, IsValidUtf8InAKnownEncodingWhateverTheLabel) {
  for (std::uint32_t seed = 0; seed < 500; ++seed) {
    const std::string bytes = rubbish(seed);
    for (const std::string_view type : kContentTypes) {
      for (const auto& decode_as :
           {decode_html(bytes, type), decode_xml(bytes, type), decode_text(bytes, type)}) {
        ASSERT_TRUE(utf8::is_valid(decode_as.text)) << seed << " " << type;
        ASSERT_EQ(encoding_for_label(decode_as.encoding), decode_as.encoding)
            << seed << " " << type;
      }
    }
  }
}

// Text that was read as UTF-8 by its bytes stays the same when it is read once more.
TEST(Rubbish, OnceDecodedIsReadAsItselfUnderUtf8) {
  for (std::uint32_t seed = 0; seed < 500; ++seed) {
    std::string text = decode_text(rubbish(seed), "").text;
    std::erase(text, '\0');  // else it may be UTF-16
    if (text.starts_with("\uFEFF")) continue;
    ASSERT_EQ(decode_text(text, "text/plain; charset=utf-8").text, text) << seed;
  }
}

TEST(Truncation, BehindTheFirstLetterThatIsNotAsciiKeepsTheEncoding) {
  const std::string start = "<meta charset=utf-8><p>Gr\u00F6";
  const std::string page = start + "\u00DFe \u20AC \U0001F600";
  for (std::size_t size = start.size(); size <= page.size(); ++size) {
    const Decoded decoded = decode_html(page.substr(0, size), "");
    ASSERT_EQ(decoded.encoding, "UTF-8") << size;
    ASSERT_TRUE(utf8::is_valid(decoded.text)) << size;
  }
}

TEST(Decoded, IsAlwaysValidUtf8WithoutAByteOrderMark) {
  EXPECT_EQ(decode_html("\xEF\xBB\xBF"
                        "a",
                        "")
                .text,
            "a");
  EXPECT_EQ(decode_html("\xFF\xFE"
                        "a\0"s,
                        "")
                .text,
            "a");
}

}  // namespace
}  // namespace tidings::charset
