#include "parsers/charset/declaration.hpp"

#include <gtest/gtest.h>

namespace tidings::charset {
namespace {

struct Case {
  std::string_view input;
  std::string_view name;
};

class ContentType : public testing::TestWithParam<Case> {};

TEST_P(ContentType, CharsetIsFound) {
  EXPECT_EQ(encoding_of_content_type(GetParam().input), GetParam().name);
}

const Case kMimeSniffing44ContentType[] = {
    {"text/html; charset=utf-8", "UTF-8"},
    {"text/html;CHARSET=KOI8-R", "KOI8-R"},
    {"text/html; charset=\"gbk\"", "GBK"},
    {"text/html; charset='gbk'", "GBK"},
    {"text/html; charset = gbk ; x=y", "GBK"},
    {"text/html; x=y; charset=gbk", "GBK"},
    {"text/html; charset=utf-16", "UTF-16LE"},
    {"text/html", ""},
    {"", ""},
    {"text/html; charset=", ""},
    {"text/html; charset=none", ""},
    {"text/html; charset", ""},
    {"charset=utf-8", ""},
};

INSTANTIATE_TEST_SUITE_P(MimeSniffing4_4, ContentType,
                         testing::ValuesIn(kMimeSniffing44ContentType));

class Meta : public testing::TestWithParam<Case> {};

TEST_P(Meta, EncodingIsFoundInTheFirst1024Bytes) {
  EXPECT_EQ(prescan_meta(GetParam().input), GetParam().name);
}

const Case kHtml13232Meta[] = {
    {"<meta charset=gbk>", "GBK"},
    {"<META CharSet = 'gbk'>", "GBK"},
    {"<meta/charset=gbk/>", ""},  // an unquoted value takes the slash
    {"<meta name=x charset=\"gbk\" />", "GBK"},
    {"<meta http-equiv=Content-Type content='text/html; charset=gbk'>", "GBK"},
    {"<meta content='text/html; charset=gbk' http-equiv=content-type>", "GBK"},
    {"<meta content='text/html; charset=gbk'>", ""},  // not a pragma
    {"<meta http-equiv=refresh content='1; charset=gbk'>", ""},
    {"<meta http-equiv=content-type content='text/html; charset=\"gbk'>", ""},
    {"<meta charset=none><meta charset=gbk>", "GBK"},
    {"<meta charset=koi8-r><meta charset=gbk>", "KOI8-R"},
    {"<meta charset=koi8-r charset=gbk>", "KOI8-R"},
    {"<!-- <meta charset=koi8-r> --><meta charset=gbk>", "GBK"},
    {"<!--><meta charset=gbk>", "GBK"},
    {"<!-- <meta charset=gbk>", ""},
    {"<!doctype html><?pi?><meta charset=gbk>", "GBK"},
    {"<a title='<meta charset=koi8-r>'><meta charset=gbk>", "GBK"},
    {"</a x='>'><meta charset=gbk>", "GBK"},
    {"a < b <meta charset=gbk>", "GBK"},
    {"<metax charset=gbk>", ""},
    {"<meta charset=utf-16be>", "UTF-8"},
    {"<meta charset=x-user-defined>", "windows-1252"},
    {"<", ""},
    {"</", ""},
    {"<meta", ""},
    {"<meta charset", ""},
    {"<meta charset=", ""},
    {"<meta charset='gbk", "GBK"},
    {"", ""},
};

INSTANTIATE_TEST_SUITE_P(Html13_2_3_2, Meta, testing::ValuesIn(kHtml13232Meta));

TEST(Meta, AfterTheFirst1024BytesIsNotPrescanned) {
  const std::string late = std::string(1100, ' ') + "<meta charset=gbk>";
  EXPECT_EQ(prescan_meta(late), "");
  EXPECT_EQ(find_meta(late), "GBK");
}

TEST(FindMeta, SkipsTheTextOfScriptsStylesAndTitles) {
  for (const std::string element : {"script", "style", "title", "textarea", "SCRIPT"}) {
    const std::string html =
        "<" + element + "><meta charset=koi8-r></" + element + "><meta charset=gbk>";
    EXPECT_EQ(find_meta(html), "GBK") << element;
  }
  EXPECT_EQ(find_meta("<script><meta charset=gbk>"), "");
}

TEST(FindMeta, OfATagWithManyAttributesIsLinear) {
  std::string html = "<meta";
  for (int i = 0; i < 200'000; ++i) html += " a" + std::to_string(i);
  EXPECT_EQ(find_meta(html + " charset=gbk>"), "GBK");
}

TEST(FindMeta, OfUnfinishedMarkUpIsLinear) {
  for (const char* piece :
       {"<", "</", "<a ", "<a b='", "<!--", "<script>", "<meta charset=", "<!"}) {
    std::string html;
    while (html.size() < 1'000'000) html += piece;
    EXPECT_EQ(find_meta(html), "") << piece;
  }
}

// HTML 2.7.3, "extracting a character encoding from a meta element", step by step.
const Case kExtracting[] = {
    {"<meta http-equiv=content-type content='charset=gbk'>", "GBK"},
    {"<meta http-equiv=content-type content='charset = gbk'>", "GBK"},
    {"<meta http-equiv=content-type content='charset\n=\tgbk'>", "GBK"},
    {"<meta http-equiv=content-type content='text/html; xcharset=gbk'>", "GBK"},
    {"<meta http-equiv=content-type content='charset charset=gbk'>", "GBK"},
    {"<meta http-equiv=content-type content='charset; charset=gbk'>", "GBK"},
    {"<meta http-equiv=content-type content='charset=gbk;x'>", "GBK"},
    {"<meta http-equiv=content-type content='charset=gbk x'>", "GBK"},
    {"<meta http-equiv=content-type content=\"charset='gbk'\">", "GBK"},
    {"<meta http-equiv=content-type content=\"charset='gbk x'\">", ""},
    {"<meta http-equiv=content-type content='charset=\"gbk'>", ""},
    {"<meta http-equiv=content-type content='charset='>", ""},
    {"<meta http-equiv=content-type content='charset'>", ""},
    {"<meta http-equiv=content-type content=''>", ""},
    {"<meta http-equiv=content-type content>", ""},
    {"<meta http-equiv='' content='charset=gbk'>", ""},
    {"<meta http-equiv='content-type '  content='charset=gbk'>", ""},
};
INSTANTIATE_TEST_SUITE_P(Html2_7_3, Meta, testing::ValuesIn(kExtracting));

// HTML 13.2.3.2, "get an attribute", state by state.
const Case kAttributes[] = {
    {"<meta\tcharset=gbk>", "GBK"},        {"<meta\fcharset\r=\ngbk\t>", "GBK"},
    {"<meta////charset=gbk >", "GBK"},     {"<meta charset=gbk", "GBK"},
    {"<meta x charset=gbk>", "GBK"},       {"<meta x=y charset=gbk>", "GBK"},
    {"<meta x='a>b' charset=gbk>", "GBK"}, {"<meta x=\"'\" charset=gbk>", "GBK"},
    {"<meta = charset=gbk>", "GBK"},       {"<meta =x charset=gbk>", "GBK"},
    {"<meta charset='gbk'x>", "GBK"},      {"<meta charset='koi8-r'charset=gbk>", "KOI8-R"},
    {"<meta charset=\"gbk\">", "GBK"},     {"<meta charset= 'gbk'>", "GBK"},
    {"<meta charset=>gbk>", ""},           {"<meta charset = >", ""},
    {"<meta x='charset=gbk>", ""},
};
INSTANTIATE_TEST_SUITE_P(Html13_2_3_2_GetAnAttribute, Meta, testing::ValuesIn(kAttributes));

TEST(Meta, WithACharsetThatIsUnknownGivesWayToTheNextOne) {
  EXPECT_EQ(prescan_meta("<meta charset=none content='charset=gbk' http-equiv=content-type>"), "");
  EXPECT_EQ(prescan_meta("<meta charset=none>"
                         "<meta content='charset=gbk' http-equiv=content-type>"),
            "GBK");
}

TEST(Meta, EndsWithTheFirst1024BytesEvenInItsMiddle) {
  const std::string_view meta = "<meta charset=windows-1251>";
  for (std::size_t cut = 1; cut < meta.size(); ++cut) {
    const std::string page = std::string(1024 - cut, ' ') + std::string(meta);
    const bool whole = meta.substr(0, cut).ends_with("windows-1251");
    EXPECT_EQ(prescan_meta(page), whole ? "windows-1251" : "") << cut;
    EXPECT_EQ(find_meta(page), "windows-1251") << cut;
  }
}

TEST(Meta, OfUtf16MeansUtf8WhereverItStands) {
  const std::string meta = "<meta charset=utf-16>";
  EXPECT_EQ(prescan_meta(meta), "UTF-8");
  EXPECT_EQ(find_meta(std::string(2000, ' ') + meta), "UTF-8");
}

TEST(FindMeta, LooksBehindTheEndOfRawTextOnly) {
  EXPECT_EQ(find_meta("<style><meta charset=koi8-r></STYLE ><meta charset=gbk>"), "GBK");
  EXPECT_EQ(find_meta("<script></s><meta charset=gbk>"), "");
  EXPECT_EQ(find_meta("</script><meta charset=gbk>"), "GBK");
}

class XmlDeclaration : public testing::TestWithParam<Case> {};

TEST_P(XmlDeclaration, EncodingIsFound) {
  EXPECT_EQ(encoding_of_xml_declaration(GetParam().input), GetParam().name);
}

const Case kXml433XmlDeclaration[] = {
    {"<?xml version=\"1.0\" encoding=\"koi8-r\"?><a/>", "KOI8-R"},
    {"<?xml version='1.0' encoding = 'koi8-r' ?>", "KOI8-R"},
    {"\n <?xml encoding='koi8-r'?>", "KOI8-R"},
    {"<?xml version='1.0'?><a encoding='koi8-r'/>", ""},
    {"<?xml version='1.0' encoding='utf-16'?>", "UTF-8"},
    {"<?xml encoding='none'?>", ""},
    {"<?xml encoding='koi8-r", ""},
    {"<?xml encoding", ""},
    {"<rss>", ""},
    {"", ""},
};

INSTANTIATE_TEST_SUITE_P(Xml4_3_3, XmlDeclaration, testing::ValuesIn(kXml433XmlDeclaration));

const Case kSloppyDeclarations[] = {
    {"<?XML VERSION='1.0' encoding='koi8-r'?>", "KOI8-R"},
    {"<?xml version='1.0' encoding='koi8-r' standalone='yes'?>", "KOI8-R"},
    {"<?xml encoding koi8-r encoding='gbk'?>", "GBK"},
    {"<?xml version='1.0' encoding=koi8-r ?>", "KOI8-R"},
    {"<?xml version='1.0' encoding=''?>", ""},
    {"<?xml version='1.0' encoding=\"koi8-r'?>", ""},
    {"<?xml version='1.0' encoding=", ""},
    {"<?xml-stylesheet encoding='koi8-r'?>", "KOI8-R"},
    {"<!-- <?xml encoding='koi8-r'?> -->", ""},
    {"x<?xml encoding='koi8-r'?>", ""},
    {"<?xm", ""},
};
INSTANTIATE_TEST_SUITE_P(AsWritten, XmlDeclaration, testing::ValuesIn(kSloppyDeclarations));

TEST(ALongXmlDeclaration, IsReadInItsFirst512Bytes) {
  const auto behind = [](std::size_t blanks) {
    return encoding_of_xml_declaration("<?xml" + std::string(blanks, ' ') + "encoding='gbk'?>");
  };
  EXPECT_EQ(behind(490), "GBK");
  EXPECT_EQ(behind(510), "");
}

}  // namespace
}  // namespace tidings::charset
