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

INSTANTIATE_TEST_SUITE_P(
    MimeSniffing4_4, ContentType,
    testing::Values(
        Case{"text/html; charset=utf-8", "UTF-8"}, Case{"text/html;CHARSET=KOI8-R", "KOI8-R"},
        Case{"text/html; charset=\"gbk\"", "GBK"}, Case{"text/html; charset='gbk'", "GBK"},
        Case{"text/html; charset = gbk ; x=y", "GBK"}, Case{"text/html; x=y; charset=gbk", "GBK"},
        Case{"text/html; charset=utf-16", "UTF-16LE"}, Case{"text/html", ""}, Case{"", ""},
        Case{"text/html; charset=", ""}, Case{"text/html; charset=none", ""},
        Case{"text/html; charset", ""}, Case{"charset=utf-8", ""}));

class Meta : public testing::TestWithParam<Case> {};

TEST_P(Meta, EncodingIsFoundInTheFirst1024Bytes) {
  EXPECT_EQ(prescan_meta(GetParam().input), GetParam().name);
}

INSTANTIATE_TEST_SUITE_P(
    Html13_2_3_2, Meta,
    testing::Values(Case{"<meta charset=gbk>", "GBK"}, Case{"<META CharSet = 'gbk'>", "GBK"},
                    Case{"<meta/charset=gbk/>", ""},  // an unquoted value takes the slash
                    Case{"<meta name=x charset=\"gbk\" />", "GBK"},
                    Case{"<meta http-equiv=Content-Type content='text/html; charset=gbk'>", "GBK"},
                    Case{"<meta content='text/html; charset=gbk' http-equiv=content-type>", "GBK"},
                    Case{"<meta content='text/html; charset=gbk'>", ""},  // not a pragma
                    Case{"<meta http-equiv=refresh content='1; charset=gbk'>", ""},
                    Case{"<meta http-equiv=content-type content='text/html; charset=\"gbk'>", ""},
                    Case{"<meta charset=none><meta charset=gbk>", "GBK"},
                    Case{"<meta charset=koi8-r><meta charset=gbk>", "KOI8-R"},
                    Case{"<meta charset=koi8-r charset=gbk>", "KOI8-R"},
                    Case{"<!-- <meta charset=koi8-r> --><meta charset=gbk>", "GBK"},
                    Case{"<!--><meta charset=gbk>", "GBK"}, Case{"<!-- <meta charset=gbk>", ""},
                    Case{"<!doctype html><?pi?><meta charset=gbk>", "GBK"},
                    Case{"<a title='<meta charset=koi8-r>'><meta charset=gbk>", "GBK"},
                    Case{"</a x='>'><meta charset=gbk>", "GBK"},
                    Case{"a < b <meta charset=gbk>", "GBK"}, Case{"<metax charset=gbk>", ""},
                    Case{"<meta charset=utf-16be>", "UTF-8"},
                    Case{"<meta charset=x-user-defined>", "windows-1252"}, Case{"<", ""},
                    Case{"</", ""}, Case{"<meta", ""}, Case{"<meta charset", ""},
                    Case{"<meta charset=", ""}, Case{"<meta charset='gbk", "GBK"}, Case{"", ""}));

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

class XmlDeclaration : public testing::TestWithParam<Case> {};

TEST_P(XmlDeclaration, EncodingIsFound) {
  EXPECT_EQ(encoding_of_xml_declaration(GetParam().input), GetParam().name);
}

INSTANTIATE_TEST_SUITE_P(
    Xml4_3_3, XmlDeclaration,
    testing::Values(Case{"<?xml version=\"1.0\" encoding=\"koi8-r\"?><a/>", "KOI8-R"},
                    Case{"<?xml version='1.0' encoding = 'koi8-r' ?>", "KOI8-R"},
                    Case{"\n <?xml encoding='koi8-r'?>", "KOI8-R"},
                    Case{"<?xml version='1.0'?><a encoding='koi8-r'/>", ""},
                    Case{"<?xml version='1.0' encoding='utf-16'?>", "UTF-8"},
                    Case{"<?xml encoding='none'?>", ""}, Case{"<?xml encoding='koi8-r", ""},
                    Case{"<?xml encoding", ""}, Case{"<rss>", ""}, Case{"", ""}));

}  // namespace
}  // namespace tidings::charset
