#include "parsers/article/script_text.hpp"

#include <gtest/gtest.h>

namespace tidings::article {
namespace {

TEST(MarkupInScripts, IsTheLongestLiteralWithParagraphs) {
  EXPECT_EQ(markup_in_scripts(R"(<script>a = "<p>x<\/p>"; b = "<p>longer text<\/p>";</script>)"),
            "<p>longer text</p>");
}

TEST(MarkupInScripts, HasItsEscapesResolved) {
  EXPECT_EQ(markup_in_scripts(
                R"({"body":"\u003cp class=\"a\"\u003eCaf\u00e9\n\ud83d\ude00\u003c/p\u003e"})"),
            "<p class=\"a\">Caf\xC3\xA9 \xF0\x9F\x98\x80</p>");
}

TEST(MarkupInScripts, IsReadFromALiteralInsideALiteral) {
  EXPECT_EQ(markup_in_scripts(R"(push("{\"body\":\"\\u003cp\\u003ex\\u003c/p\\u003e\"}"))"),
            "<p>x</p>");
}

TEST(MarkupInScripts, IsEmptyWithoutParagraphs) {
  EXPECT_EQ(markup_in_scripts(R"(<p>"text"</p><script>a = "b";</script>)"), "");
  EXPECT_EQ(markup_in_scripts(""), "");
}

TEST(MarkupInScripts, ReplacesBrokenEscapes) {
  EXPECT_EQ(markup_in_scripts(R"("\ud800x\u00zz<\/p")"), "\xEF\xBF\xBDx\xEF\xBF\xBD</p");
}

}  // namespace
}  // namespace tidings::article
