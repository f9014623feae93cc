#include "parsers/charset/double_encoding.hpp"

#include <gtest/gtest.h>

#include "parsers/charset/decoder.hpp"

namespace tidings::charset {
namespace {

// The fault itself: UTF-8 bytes read as windows-1252.
std::string doubled(std::string_view text) { return decode(text, "windows-1252").text; }

TEST(UndoDoubleEncoding, GivesTheTextBack) {
  for (const char* text :
       {"Größe, Maß, Ärger", "Совет утвердил новый бюджет", "Thành phố đã thông qua",
        "市议会 昨天 通过了", "“Quoted” – and more… €5"}) {
    EXPECT_EQ(undo_double_encoding(doubled(text)), text);
  }
}

TEST(UndoDoubleEncoding, LeavesTextThatWasEncodedOnce) {
  for (const char* text : {"Größe, Maß, Ärger", "Le café de l'été à Paris", "Совет утвердил бюджет",
                           "“Quoted” – and more… €5", "Â, Ã and Ä are letters", "plain", ""}) {
    EXPECT_EQ(undo_double_encoding(text), std::nullopt) << text;
  }
}

TEST(UndoDoubleEncoding, LeavesTextOfWhichOnlyAPartIsDoubled) {
  EXPECT_EQ(undo_double_encoding(doubled("Größe, Maß, Ärger, ") + "Größe"), std::nullopt);
}

TEST(UndoDoubleEncoding, NeedsThreePlacesToBeSure) {
  EXPECT_EQ(undo_double_encoding("the bytes Ã© and Ã¨"), std::nullopt);
  EXPECT_EQ(undo_double_encoding("the bytes Ã© and Ã¨ and Ã¶"), "the bytes é and è and ö");
}

}  // namespace
}  // namespace tidings::charset
