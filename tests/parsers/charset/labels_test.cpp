#include <gtest/gtest.h>

#include "parsers/charset/charset.hpp"

namespace tidings::charset {
namespace {

struct Case {
  std::string_view label;
  std::string_view name;
};

class Labels : public testing::TestWithParam<Case> {};

TEST_P(Labels, AreResolved) { EXPECT_EQ(encoding_for_label(GetParam().label), GetParam().name); }

INSTANTIATE_TEST_SUITE_P(
    WhatwgEncoding4_2, Labels,
    testing::Values(Case{"utf-8", "UTF-8"}, Case{"UTF8", "UTF-8"}, Case{"latin1", "windows-1252"},
                    Case{"ISO-8859-1", "windows-1252"}, Case{"us-ascii", "windows-1252"},
                    Case{"iso-8859-9", "windows-1254"}, Case{"tis-620", "windows-874"},
                    Case{"gb2312", "GBK"}, Case{"ks_c_5601-1987", "EUC-KR"},
                    Case{"x-sjis", "Shift_JIS"}, Case{"big5-hkscs", "Big5"},
                    Case{"logical", "ISO-8859-8-I"}, Case{"visual", "ISO-8859-8"},
                    Case{"iso-2022-kr", "replacement"}, Case{"utf-16", "UTF-16LE"},
                    Case{"unicodefffe", "UTF-16BE"}, Case{"x-mac-ukrainian", "x-mac-cyrillic"},
                    Case{"iso_8859-1:1987", "windows-1252"}, Case{"866", "IBM866"}));

INSTANTIATE_TEST_SUITE_P(Blanks, Labels,
                         testing::Values(Case{" \t\n\f\rutf-8 ", "UTF-8"}, Case{"utf-8\v", ""},
                                         Case{"utf 8", ""}));

INSTANTIATE_TEST_SUITE_P(Unknown, Labels,
                         testing::Values(Case{"", ""}, Case{" ", ""}, Case{"none", ""},
                                         Case{"utf", ""}, Case{"utf-8 utf8", ""}, Case{"cp437", ""},
                                         Case{"utf-32", ""},
                                         Case{"iso-8859-1-and-much-more-than-any-label", ""}));

}  // namespace
}  // namespace tidings::charset
