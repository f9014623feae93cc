#include "parsers/opml/opml.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace tidings::opml {
namespace {

using testing::IsEmpty;
using testing::SizeIs;

TEST(OpmlParse, TakesNestedOutlinesWithAFeedInTheirOrder) {
  const auto list = parse(R"(<?xml version="1.0"?><opml version="1.0"><body>
    <outline text="News"><outline text="A" title="Paper A" type="rss" xmlUrl="https://a.example/f"
      htmlUrl="https://a.example/"/><outline text="Deeper"><outline text="B" xmlUrl=" https://b.example/f "/>
    </outline></outline><outline text="only a folder"/></body></opml>)");
  ASSERT_THAT(list, SizeIs(2));
  EXPECT_EQ(list[0].title, "Paper A");
  EXPECT_EQ(list[0].feed, "https://a.example/f");
  EXPECT_EQ(list[0].site, "https://a.example/");
  EXPECT_EQ(list[1].title, "B");
  EXPECT_EQ(list[1].feed, "https://b.example/f");
}

TEST(OpmlParse, ResolvesReferencesInAddresses) {
  const auto list =
      parse(R"(<opml><body><outline text="&#xe9;" xmlUrl="https://a.example/?a=1&amp;b=2"/>)");
  ASSERT_THAT(list, SizeIs(1));
  EXPECT_EQ(list[0].feed, "https://a.example/?a=1&b=2");
  EXPECT_EQ(list[0].title, "é");
}

TEST(OpmlParse, ReadsOtherEncodings) {
  const auto list = parse(
      "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><opml><body><outline text=\"\xe9\" "
      "xmlUrl=\"http://a.example/\"/></body></opml>");
  ASSERT_THAT(list, SizeIs(1));
  EXPECT_EQ(list[0].title, "é");
}

TEST(OpmlParse, KeepsWhatCameBeforeBrokenMarkup) {
  EXPECT_THAT(parse("<opml><body><outline xmlUrl=\"http://a.example/\"/><outline xmlUrl=\"http:"),
              SizeIs(1));
}

TEST(OpmlParse, FindsNothingInOtherFiles) {
  for (const char* bytes : {"", "no xml", "<html><body>x</body></html>", "\xff\xfe\x00", "{}"}) {
    EXPECT_THAT(parse(bytes), IsEmpty()) << bytes;
  }
}

TEST(OpmlParse, ReadsNoFilesThroughEntities) {
  const auto list = parse(
      "<!DOCTYPE opml [<!ENTITY x SYSTEM \"file:///etc/hostname\">]><opml><body>"
      "<outline text=\"a\" xmlUrl=\"http://a.example/&x;\"/></body></opml>");
  for (const Subscription& one : list) EXPECT_EQ(one.feed, "http://a.example/");
}

TEST(OpmlWrite, IsReadBackUnchanged) {
  const std::vector<Subscription> list{
      {"A & \"B\" <c>", "https://a.example/?x=1&y=2", "https://a.example/"},
      {"خبر", "https://b.example/f", ""}};
  const auto read = parse(write("tidings", list));
  ASSERT_THAT(read, SizeIs(2));
  EXPECT_EQ(read[0].title, list[0].title);
  EXPECT_EQ(read[0].feed, list[0].feed);
  EXPECT_EQ(read[0].site, list[0].site);
  EXPECT_EQ(read[1].title, list[1].title);
  EXPECT_EQ(read[1].site, "");
}

TEST(OpmlWrite, MakesBlanksOfControlCharacters) {
  const auto read = parse(write("a<b", std::vector<Subscription>{{"x\ny\x01", "http://a/", ""}}));
  ASSERT_THAT(read, SizeIs(1));
  EXPECT_EQ(read[0].title, "x y");
}

}  // namespace
}  // namespace tidings::opml
