#include <string>
#include <string_view>

#include <gmock/gmock.h>

#include "tests/parsers/feed/feed_support.hpp"

// Who and what an Atom feed, an entry and its source are about: none of the three speaks for
// another but where RFC 4287 says so.
namespace tidings::feed {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

struct Case {
  std::string_view name;
  std::string_view entry;
  std::string_view expected;
};

Feed atom_feed(std::string_view inner) {
  return parsed("<feed xmlns='http://www.w3.org/2005/Atom'>" + std::string(inner) + "</feed>");
}

std::string joined(const std::vector<std::string>& names) {
  std::string text;
  for (const std::string& name : names) text += (text.empty() ? "" : ", ") + name;
  return text;
}

class Author : public testing::TestWithParam<Case> {};

TEST_P(Author, IsAName) { EXPECT_EQ(joined(atom(GetParam().entry).authors), GetParam().expected); }

constexpr Case kPeople[] = {
    {"Name", "<author><name>Mary Pen</name></author>", "Mary Pen"},
    {"NameOfLines", "<author><name>\n Mary\n Pen </name></author>", "Mary Pen"},
    {"NameWithAnAmpersand", "<author><name>Pen &amp; Ink</name></author>", "Pen & Ink"},
    {"NameBehindTheAddress", "<author><email>p@h.example</email><name>Pen</name></author>", "Pen"},
    {"TheFirstOfTwoNames", "<author><name>A</name><name>B</name></author>", "A"},
    {"AnEmptyNameIsTheAddress", "<author><name/><email>p@h.example</email></author>",
     "p@h.example"},
    {"TheFirstOfTwoAddresses",
     "<author><email>a@h.example</email><email>b@h.example</email></author>", "a@h.example"},
    {"AnAddressWithinTheName", "<author><name>p@h.example (Mary Pen)</name></author>", "Mary Pen"},
    {"AnExtension",
     "<author><x:title xmlns:x='https://x.example/'>Dr</x:title><name>Pen</name></author>", "Pen"},
    {"ANameDeeperWithin", "<author><person><name>No</name></person></author>", ""},
    {"TextAlone", "<author>Mary Pen</author>", ""},
    {"TwoOfOneName",
     "<author><name>A</name><email>a@h.example</email></author>"
     "<author><name>A</name><email>b@h.example</email></author>",
     "A"},
};
INSTANTIATE_TEST_SUITE_P(Rfc4287_3_2, Author, testing::ValuesIn(kPeople), name_of);

TEST(AtomAuthors, Rfc4287_4_2_1_TheEntrysGoBeforeItsSources) {
  EXPECT_THAT(atom("<source><author><name>S</name></author></source>"
                   "<author><name>E</name></author>")
                  .authors,
              ElementsAre("E"));
}

TEST(AtomAuthors, Rfc4287_4_2_1_TheSourcesGoBeforeTheFeeds) {
  const Feed feed = atom_feed(
      "<author><name>F</name></author><entry><source><author><name>S</name></author></source>"
      "</entry>");
  EXPECT_THAT(feed.items.at(0).authors, ElementsAre("S"));
}

TEST(AtomAuthors, OfNoNameLeaveTheFeedsInTheirPlace) {
  const Feed feed = atom_feed(
      "<author><name>F</name></author><entry><author><uri>https://h.example/</uri></author>"
      "</entry>");
  EXPECT_THAT(feed.items.at(0).authors, ElementsAre("F"));
}

TEST(AtomAuthors, OfAFeedAreAddressesWhereTheyHaveNoNames) {
  const Feed feed = atom_feed("<author><email>f@h.example</email></author><entry/>");
  EXPECT_THAT(feed.authors, ElementsAre("f@h.example"));
  EXPECT_THAT(feed.items.at(0).authors, ElementsAre("f@h.example"));
}

// An entry with a creator names its author, so that the feed's is none of it.
TEST(AtomAuthors, OfTheFeedAreNoneOfAnEntryWithACreator) {
  const std::string author = "<author><name>F</name></author>";
  const std::string entry = "<entry><dc:creator>C</dc:creator></entry>";
  EXPECT_THAT(atom_feed(author + entry).items.at(0).authors, ElementsAre("C"));
  EXPECT_THAT(atom_feed(entry + author).items.at(0).authors, ElementsAre("C"));
}

TEST(AtomAuthors, OfOneEntryAreNotTheNexts) {
  const Feed feed = atom_feed("<entry><author><name>A</name></author></entry><entry/>");
  EXPECT_THAT(feed.items.at(1).authors, IsEmpty());
}

TEST(AtomAuthors, OfASourceAreNotTheNextEntrys) {
  const Feed feed = atom_feed(
      "<entry><source><author><name>A</name></author></source></entry>"
      "<entry/>");
  EXPECT_THAT(feed.items.at(1).authors, IsEmpty());
}

TEST(AtomAuthors, OfAFeedAreLimited) {
  std::string authors;
  for (int i = 0; i < 1000; ++i) {
    authors += "<author><name>A" + std::to_string(i) + "</name></author>";
  }
  EXPECT_THAT(atom_feed(authors).authors, SizeIs(kMaxListed));
}

// An entry that is not closed, as in feeds that are put together by hand.
TEST(AtomAuthors, BehindAnEntryThatIsNotClosedAreTheNextEntrys) {
  const Feed feed = atom_feed("<entry><title>1</title><entry><author><name>A</name></author>");
  ASSERT_THAT(feed.items, SizeIs(2));
  EXPECT_THAT(feed.items[0].authors, IsEmpty());
  EXPECT_THAT(feed.items[1].authors, ElementsAre("A"));
}

class FeedElement : public testing::TestWithParam<Case> {};

// "title|link|language" of the feed; the entry is empty.
TEST_P(FeedElement, DescribesTheFeedAlone) {
  const Feed feed = atom_feed(std::string(GetParam().entry) + "<entry/>");
  EXPECT_EQ(feed.title + "|" + feed.link + "|" + feed.language, GetParam().expected);
  ASSERT_THAT(feed.items, SizeIs(1));
  const Item& item = feed.items[0];
  EXPECT_EQ(item.id + item.link + item.title + item.summary + item.content, "");
  EXPECT_THAT(item.categories, IsEmpty());
  EXPECT_FALSE(item.published || item.updated);
}

constexpr Case kFeedElements[] = {
    {"Title", "<title>Harbour</title>", "Harbour||"},
    {"TitleOfHtml", "<title type='html'>&lt;b&gt;Harbour&lt;/b&gt;</title>", "Harbour||"},
    {"TheFirstTitle", "<title/><title>Harbour</title><title>No</title>", "Harbour||"},
    {"Subtitle", "<subtitle>No</subtitle>", "||"},
    {"Tagline03", "<tagline>No</tagline>", "||"},
    {"LogoAndIcon", "<logo>https://no.example/l</logo><icon>https://no.example/i</icon>", "||"},
    {"Generator", "<generator uri='https://no.example/'>No</generator>", "||"},
    {"Rights", "<rights>No</rights>", "||"},
    {"Id", "<id>https://no.example/id</id>", "||"},
    {"Updated", "<updated>2024-03-14T09:26:53Z</updated>", "||"},
    {"Category", "<category term='no'/>", "||"},
    {"Link", "<link href='https://h.example/'/>", "|https://h.example/|"},
    {"LinkOfHtmlBeforeOthers",
     "<link type='text/plain' href='https://no.example/'/>"
     "<link type='text/html' href='https://h.example/'/>",
     "|https://h.example/|"},
    {"LinkToItself", "<link rel='self' href='https://no.example/'/>", "||"},
    {"LinkOfAHub", "<link rel='hub' href='https://no.example/'/>", "||"},
    {"LinkAsText", "<link>https://h.example/</link>", "|https://h.example/|"},
    {"AModule", "<dc:title>No</dc:title><dc:creator>No</dc:creator>", "||"},
    {"LanguageOfATitle", "<title xml:lang='de'>Hafen</title>", "Hafen||"},
};
INSTANTIATE_TEST_SUITE_P(Rfc4287_4_1_1, FeedElement, testing::ValuesIn(kFeedElements), name_of);

TEST(AtomLanguage, OfAnEntrysTitleIsNotTheEntrys) {
  EXPECT_EQ(atom("<title xml:lang='de'>Hafen</title>").language, "");
}

TEST(AtomLanguage, OfAnEntryDecidesTheMonthsOfItsDates) {
  const auto published = [](std::string_view language) {
    return time_of(atom_feed("<entry xml:lang='" + std::string(language) +
                             "'><published>14 listopada 2024</published></entry>")
                       .items.at(0)
                       .published);
  };
  EXPECT_EQ(published("pl"), "2024-11-14");
  EXPECT_EQ(published("hr"), "2024-10-14");
}

TEST(AtomEntryDocument, Rfc4287_2_HasTheLanguageOfItsRoot) {
  const Feed feed = parsed("<entry xml:lang='de' xmlns='http://www.w3.org/2005/Atom'/>");
  ASSERT_THAT(feed.items, SizeIs(1));
  EXPECT_EQ(feed.items[0].language, "de");
}

TEST(AtomEntryDocument, Rfc4287_2_HasTheAuthorsOfItsSource) {
  EXPECT_THAT(
      parsed("<entry><source><author><name>A</name></author></source></entry>").items.at(0).authors,
      ElementsAre("A"));
}

}  // namespace
}  // namespace tidings::feed
