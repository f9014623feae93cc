#include "parsers/document/document.hpp"

#include <ostream>

#include <gmock/gmock.h>

namespace tidings::document {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

Document sample() {
  return {"2026-03-12", "https://example.org/a", "A title", {"First paragraph.", "Second one."}};
}

TEST(Format, IsHeaderTitleAndAParagraphALine) {
  EXPECT_EQ(format(sample()),
            " date 2026-03-12 https://example.org/a\nA title\nFirst paragraph.\nSecond one.\n");
}

TEST(Format, WritesAHyphenForWhatIsUnknown) { EXPECT_EQ(format({}), " date - -\n-\n"); }

TEST(Format, WritesAHyphenForADayThatIsNone) {
  for (const char* day :
       {"yesterday", "2026-3-1", "2026-03-12T04:00", "2026/03/12", "20a6-03-12"}) {
    Document document = sample();
    document.day = day;
    EXPECT_TRUE(format(document).starts_with(" date - https:")) << day;
  }
}

TEST(Format, MakesOneLineOfATitleWithLineBreaks) {
  Document document = sample();
  document.title = "  A\n title\u2028 of two\r\n";
  EXPECT_EQ(parse(format(document))->title, "A title of two");
}

TEST(Format, MakesOneLineOfAParagraphWithLineBreaks) {
  Document document = sample();
  document.paragraphs = {"one\ntwo\u0085three"};
  EXPECT_THAT(parse(format(document))->paragraphs, ElementsAre("one two three"));
}

TEST(Format, LeavesBlankParagraphsOut) {
  Document document = sample();
  document.paragraphs = {"", " \u00a0 ", "text", "\n"};
  EXPECT_THAT(parse(format(document))->paragraphs, ElementsAre("text"));
}

TEST(Format, ComposesDecomposedText) {
  Document document = sample();
  document.paragraphs = {"Tu\u0308rkiye"};
  EXPECT_TRUE(format(document).ends_with("\nTürkiye\n"));
}

TEST(Format, PercentEncodesWhatCannotStandInAUrl) {
  Document document = sample();
  document.url = "https://example.org/a b\n\u00fc";
  EXPECT_TRUE(
      format(document).starts_with(" date 2026-03-12 https://example.org/a%20b%0A%C3%BC\n"));
}

TEST(Format, IsWellFormedForForeignBytes) {
  Document document{"\xff", "\xfe", "\x80\n", {"\xC3", std::string("\0x", 2), "\xED\xA0\x80"}};
  const auto parsed = parse(format(document));
  ASSERT_TRUE(parsed.has_value()) << parsed.error();
  EXPECT_EQ(parsed->paragraphs.size(), 3U);
}

TEST(Parse, GivesBackWhatFormatWrote) {
  const auto parsed = parse(format(sample()));
  ASSERT_TRUE(parsed.has_value()) << parsed.error();
  EXPECT_EQ(parsed->day, "2026-03-12");
  EXPECT_EQ(parsed->url, "https://example.org/a");
  EXPECT_EQ(parsed->title, "A title");
  EXPECT_THAT(parsed->paragraphs, ElementsAre("First paragraph.", "Second one."));
}

TEST(Parse, ReadsHyphensAsUnknown) {
  const auto parsed = parse(" date - -\n-\n-\n");
  ASSERT_TRUE(parsed.has_value()) << parsed.error();
  EXPECT_EQ(parsed->day, "");
  EXPECT_EQ(parsed->url, "");
  EXPECT_EQ(parsed->title, "");
  EXPECT_THAT(parsed->paragraphs, ElementsAre("-"));
}

TEST(Parse, TakesADocumentWithoutABody) {
  EXPECT_THAT(parse(" date - -\nTitle\n")->paragraphs, IsEmpty());
}

struct Bad {
  const char* name;
  std::string text;
  const char* error;
};

void PrintTo(const Bad& value, std::ostream* out) { *out << value.name; }

class ParseRefuses : public testing::TestWithParam<Bad> {};

TEST_P(ParseRefuses, Text) {
  const auto parsed = parse(GetParam().text);
  ASSERT_FALSE(parsed.has_value());
  EXPECT_EQ(parsed.error(), GetParam().error);
}

constexpr const char* kNotAHeader = "line 1 is not ' date DAY URL'";
constexpr const char* kNotNormal = "the text is not normalised";

INSTANTIATE_TEST_SUITE_P(
    Document, ParseRefuses,
    testing::Values(Bad{"Nothing", "", "the last line does not end in LF"},
                    Bad{"AnUnfinishedLastLine", " date - -\nT\nbody",
                        "the last line does not end in LF"},
                    Bad{"AMissingHeader", "Title\nbody\n", kNotAHeader},
                    Bad{"AHeaderWithoutItsBlank", "date - -\nT\n", kNotAHeader},
                    Bad{"AHeaderWithoutAUrl", " date 2026-03-12\nT\n", kNotAHeader},
                    Bad{"AHeaderWithAnEmptyUrl", " date 2026-03-12 \nT\n", kNotAHeader},
                    Bad{"AHeaderWithAnotherDateForm", " date 12.03.2026 -\nT\n", kNotAHeader},
                    Bad{"AMissingTitle", " date - -\n", "line 2, the title, is missing"},
                    Bad{"ABlankLine", " date - -\nT\nbody\n\nbody\n", "line 4 is blank"},
                    Bad{"AnEmptyTitle", " date - -\n\nbody\n", kNotNormal},
                    Bad{"CarriageReturns", " date - -\r\nT\r\nbody\r\n", kNotNormal},
                    Bad{"ABlankAtTheEndOfALine", " date - -\nT\nbody \n", kNotNormal},
                    Bad{"TwoWordsForTheUrl", " date - a b\nT\nbody\n", kNotNormal},
                    Bad{"DecomposedText", " date - -\nT\nu\u0308\n", kNotNormal},
                    Bad{"AByteOrderMark", "\ufeff date - -\nT\n", kNotAHeader},
                    Bad{"IllFormedUtf8", " date - -\nT\n\xff\n", kNotNormal}),
    [](const auto& suite) { return suite.param.name; });

// FIPS 180-4, the examples of its appendix.
TEST(Sha256, OfTheEmptyStringAndOfAbc) {
  EXPECT_EQ(hex(sha256("")), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  EXPECT_EQ(hex(sha256("abc")), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

TEST(ContentHash, IsThatOfLineThreeToTheEnd) {
  EXPECT_EQ(content_hash(" date - -\nT\nbody\nmore\n"), sha256("body\nmore\n"));
}

TEST(ContentHash, DoesNotDependOnHeaderAndTitle) {
  Document other = sample();
  other.day = "2020-01-01";
  other.url = "https://example.net/b";
  other.title = "Another headline";
  EXPECT_EQ(content_hash(format(other)), content_hash(format(sample())));
}

TEST(ContentHash, OfADocumentWithoutABodyIsThatOfNothing) {
  EXPECT_EQ(content_hash(" date - -\nT\n"), sha256(""));
  EXPECT_EQ(content_hash("T"), sha256(""));
}

}  // namespace
}  // namespace tidings::document
