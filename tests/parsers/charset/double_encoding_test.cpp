#include "parsers/charset/double_encoding.hpp"

#include <gtest/gtest.h>

#include "parsers/charset/decoder.hpp"
#include "parsers/charset/utf8.hpp"

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

TEST(UndoDoubleEncoding, KnowsTheBytesThatWindows1252LeavesFree) {
  // 0x81, 0x8D, 0x8F, 0x90 and 0x9D are read as the C1 controls of the same number.
  EXPECT_EQ(undo_double_encoding(doubled("\u0441\u2010 \u044D \u0410\u00AD \u8D4D")),
            "\u0441\u2010 \u044D \u0410\u00AD \u8D4D");
}

TEST(UndoDoubleEncoding, GivesBackEveryCharacterOfTheLanguagesOfEurope) {
  for (char32_t code_point = 0xA0; code_point < 0x500; ++code_point) {
    std::string text;
    for (int i = 0; i < 3; ++i) {
      utf8::append(text, code_point);
      text += ' ';
    }
    EXPECT_EQ(undo_double_encoding(doubled(text)), text) << static_cast<unsigned>(code_point);
  }
}

TEST(UndoDoubleEncoding, TakesOffOneLayerATime) {
  const std::string text = "Größe, Maß, Ärger";
  EXPECT_EQ(undo_double_encoding(doubled(doubled(text))), doubled(text));
}

TEST(UndoDoubleEncoding, LeavesTextWithACharacterThatWindows1252HasNot) {
  EXPECT_EQ(undo_double_encoding(doubled("ö ß ä ") + "\u4E2D"), std::nullopt);
  EXPECT_EQ(undo_double_encoding(doubled("ö ß ä ") + "\uFFFD"), std::nullopt);
}

TEST(UndoDoubleEncoding, LeavesTextThatEndsWithinASequence) {
  EXPECT_EQ(undo_double_encoding(doubled("ö ß ä ") + "\u00C3"), std::nullopt);
}

TEST(UndoDoubleEncoding, CountsPlacesNotCharacters) {
  EXPECT_EQ(undo_double_encoding(doubled("\u00F6\u00DF\u00E4\u00F6")), std::nullopt);
  EXPECT_EQ(undo_double_encoding(doubled("\u00F6 \u00DF \u00E4")), "\u00F6 \u00DF \u00E4");
}

}  // namespace
}  // namespace tidings::charset
