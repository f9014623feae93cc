#include "daemon/fetch/text_check.hpp"

#include <gtest/gtest.h>

namespace tidings::fetch {
namespace {

using namespace std::string_view_literals;

TEST(NotTextByType, NamesWhatNeverIsText) {
  EXPECT_EQ(not_text_by_type("image/jpeg"), "an image (image/jpeg)");
  EXPECT_EQ(not_text_by_type("Application/PDF; q=1"), "a PDF document (application/pdf)");
  EXPECT_EQ(not_text_by_type("video/mp4"), "a video (video/mp4)");
}

TEST(NotTextByType, LeavesWrongButPossibleTypesToTheBytes) {
  for (const char* type :
       {"", "text/html", "text/plain; charset=x", "application/xml", "application/rss+xml",
        "application/octet-stream", "application/json", "application/gzip", "binary", "x"}) {
    EXPECT_EQ(not_text_by_type(type), "") << type;
  }
}

struct Bytes {
  std::string_view head;
  std::string_view what;
};

TEST(NotTextByBytes, KnowsTheMagicNumbers) {
  for (const Bytes& c : std::initializer_list<Bytes>{
           {"%PDF-1.7\n", "a PDF document"},
           {"\x89PNG\r\n\x1a\n....", "an image (PNG)"},
           {"\xff\xd8\xff\xe0", "an image (JPEG)"},
           {"GIF89a", "an image (GIF)"},
           {"PK\x03\x04", "a zip archive"},
           {"\x1f\x8b\x08\x00"sv, "gzip data"},
           {"RIFF....WEBPVP8", "an image (WebP)"},
           {"....ftypisom", "a video or image (ISO media)"},
       }) {
    EXPECT_EQ(not_text_by_bytes(c.head, "text/html"), c.what);
  }
}

TEST(NotTextByBytes, ManyBinaryBytesAreBinaryData) {
  EXPECT_EQ(not_text_by_bytes("\x01\x02\x03 abc\x04\x05", ""), "binary data");
}

TEST(NotTextByBytes, OneStrayByteInAPageIsLetThrough) {
  EXPECT_EQ(not_text_by_bytes("<html><body>a nul \0 in a page of some length</body></html>"sv, ""),
            "");
}

TEST(NotTextByBytes, WideEncodingsAreText) {
  EXPECT_EQ(not_text_by_bytes("\xff\xfe<\0h\0t\0m\0l\0"sv, ""), "");
  EXPECT_EQ(not_text_by_bytes("\0<\0h\0t\0m\0l"sv, ""), "");
  EXPECT_EQ(not_text_by_bytes("a\0b\0c\0"sv, "text/plain; charset=UTF-16le"), "");
}

TEST(NotTextByBytes, EscapeSequencesOfIso2022AreText) {
  EXPECT_EQ(not_text_by_bytes("\x1b$B$3$s\x1b(B", ""), "");
}

TEST(NotTextByBytes, EmptyIsNotBinary) { EXPECT_EQ(not_text_by_bytes("", ""), ""); }

}  // namespace
}  // namespace tidings::fetch
