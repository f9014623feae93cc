#include "parsers/charset/detect.hpp"

#include <gtest/gtest.h>

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

TEST(Detect, TellsCyrillicEncodingsApart) {
  // "Завтра в городе откроется новая библиотека, сообщил мэр."
  EXPECT_EQ(detect("\xC7\xE0\xE2\xF2\xF0\xE0 \xE2 \xE3\xEE\xF0\xEE\xE4\xE5 "
                   "\xEE\xF2\xEA\xF0\xEE\xE5\xF2\xF1\xFF \xED\xEE\xE2\xE0\xFF "
                   "\xE1\xE8\xE1\xEB\xE8\xEE\xF2\xE5\xEA\xE0, \xF1\xEE\xEE\xE1\xF9\xE8\xEB "
                   "\xEC\xFD\xF0."),
            "windows-1251");
  EXPECT_EQ(detect("\xFA\xC1\xD7\xD4\xD2\xC1 \xD7 \xC7\xCF\xD2\xCF\xC4\xC5 "
                   "\xCF\xD4\xCB\xD2\xCF\xC5\xD4\xD3\xD1 \xCE\xCF\xD7\xC1\xD1 "
                   "\xC2\xC9\xC2\xCC\xC9\xCF\xD4\xC5\xCB\xC1, \xD3\xCF\xCF\xC2\xDD\xC9\xCC "
                   "\xCD\xDC\xD2."),
            "KOI8-R");
}

}  // namespace
}  // namespace tidings::charset
