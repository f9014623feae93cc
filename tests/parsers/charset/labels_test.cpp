#include <cctype>
#include <string>

#include <gtest/gtest.h>

#include "parsers/charset/charset.hpp"
#include "parsers/charset/decoder.hpp"

namespace tidings::charset {
namespace {

struct Case {
  std::string_view label;
  std::string_view name;
};

class Labels : public testing::TestWithParam<Case> {};

TEST_P(Labels, AreResolved) { EXPECT_EQ(encoding_for_label(GetParam().label), GetParam().name); }

const Case kWhatwgEncoding42Labels[] = {
    {"utf-8", "UTF-8"},
    {"UTF8", "UTF-8"},
    {"latin1", "windows-1252"},
    {"ISO-8859-1", "windows-1252"},
    {"us-ascii", "windows-1252"},
    {"iso-8859-9", "windows-1254"},
    {"tis-620", "windows-874"},
    {"gb2312", "GBK"},
    {"ks_c_5601-1987", "EUC-KR"},
    {"x-sjis", "Shift_JIS"},
    {"big5-hkscs", "Big5"},
    {"logical", "ISO-8859-8-I"},
    {"visual", "ISO-8859-8"},
    {"iso-2022-kr", "replacement"},
    {"utf-16", "UTF-16LE"},
    {"unicodefffe", "UTF-16BE"},
    {"x-mac-ukrainian", "x-mac-cyrillic"},
    {"iso_8859-1:1987", "windows-1252"},
    {"866", "IBM866"},
};

INSTANTIATE_TEST_SUITE_P(WhatwgEncoding4_2, Labels, testing::ValuesIn(kWhatwgEncoding42Labels));

const Case kBlanksLabels[] = {
    {" \t\n\f\rutf-8 ", "UTF-8"},
    {"utf-8\v", ""},
    {"utf 8", ""},
};

INSTANTIATE_TEST_SUITE_P(Blanks, Labels, testing::ValuesIn(kBlanksLabels));

const Case kUnknownLabels[] = {
    {"", ""},           {" ", ""},
    {"none", ""},       {"utf", ""},
    {"utf-8 utf8", ""}, {"cp437", ""},
    {"utf-32", ""},     {"iso-8859-1-and-much-more-than-any-label", ""},
};

INSTANTIATE_TEST_SUITE_P(Unknown, Labels, testing::ValuesIn(kUnknownLabels));

// WHATWG Encoding 4.2: each name is a label of its own encoding, and the decoder has that encoding.
constexpr std::string_view kNames[] = {
    "UTF-8",        "IBM866",       "ISO-8859-2",   "ISO-8859-3",     "ISO-8859-4",
    "ISO-8859-5",   "ISO-8859-6",   "ISO-8859-7",   "ISO-8859-8",     "ISO-8859-8-I",
    "ISO-8859-10",  "ISO-8859-13",  "ISO-8859-14",  "ISO-8859-15",    "ISO-8859-16",
    "KOI8-R",       "KOI8-U",       "macintosh",    "windows-874",    "windows-1250",
    "windows-1251", "windows-1252", "windows-1253", "windows-1254",   "windows-1255",
    "windows-1256", "windows-1257", "windows-1258", "x-mac-cyrillic", "GBK",
    "gb18030",      "Big5",         "EUC-JP",       "ISO-2022-JP",    "Shift_JIS",
    "EUC-KR",       "replacement",  "UTF-16BE",     "UTF-16LE",       "x-user-defined",
};

TEST(Labels, HoldEveryNameInAnyCase) {
  for (const std::string_view name : kNames) {
    std::string upper(name);
    for (char& c : upper) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
    EXPECT_EQ(encoding_for_label(name), name);
    EXPECT_EQ(encoding_for_label(upper), name);
  }
}

TEST(Labels, LeadToEncodingsThatAreDecoded) {
  for (const std::string_view name : kNames) {
    if (name == "replacement" || name.starts_with("UTF-16")) continue;
    EXPECT_EQ(decode("plain ASCII", name).text, "plain ASCII") << name;
  }
}

}  // namespace
}  // namespace tidings::charset
