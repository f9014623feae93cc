#include "parsers/charset/charset.hpp"

#include <gtest/gtest.h>

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
