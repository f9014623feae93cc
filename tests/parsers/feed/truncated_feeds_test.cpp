#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include <gmock/gmock.h>

#include "tests/parsers/feed/feed_support.hpp"

// Documents of every format that end at every byte, that lack each of their tags, or that come in
// another order: what is read of them is part of what is read of the whole.
namespace tidings::feed {
namespace {

// All that is said of an item.
std::string shown(const Item& item) {
  std::string text = item.id + "|" + item.link + "|" + item.title + "|" + item.summary + "|" +
                     item.content + "|" + item.language + "|" + time_of(item.published) + "|" +
                     time_of(item.updated);
  for (const std::string& author : item.authors) text += "|a=" + author;
  for (const std::string& category : item.categories) text += "|c=" + category;
  for (const Enclosure& enclosure : item.enclosures) text += "|e=" + enclosure.url;
  return text;
}

std::vector<std::string> shown(const Feed& feed) {
  std::vector<std::string> items;
  for (const Item& item : feed.items) items.push_back(shown(item));
  return items;
}

struct Whole {
  std::string_view name;
  std::string_view document;
  std::size_t items;
};

class WholeDocument : public testing::TestWithParam<Whole> {};

TEST_P(WholeDocument, IsReadWhole) {
  const Feed feed = parsed(GetParam().document);
  EXPECT_EQ(feed.items.size(), GetParam().items);
  EXPECT_FALSE(feed.truncated);
  EXPECT_EQ(feed.note, "");
}

TEST_P(WholeDocument, ThatEndsAtAnyByteHasTheFirstItemsOfTheWhole) {
  const std::vector<std::string> whole = shown(parsed(GetParam().document));
  std::size_t before = 0;
  for (std::size_t size = 0; size < GetParam().document.size(); ++size) {
    const auto feed = parse(GetParam().document.substr(0, size));
    if (!feed) {
      EXPECT_NE(feed.error(), "") << size;
      EXPECT_EQ(before, 0U) << size;
      continue;
    }
    const std::vector<std::string> items = shown(*feed);
    ASSERT_GE(items.size(), before) << size;
    ASSERT_LE(items.size(), whole.size()) << size;
    for (std::size_t i = 0; i < items.size(); ++i) ASSERT_EQ(items[i], whole[i]) << size;
    EXPECT_TRUE(feed->truncated) << size;
    before = items.size();
  }
}

TEST_P(WholeDocument, WithoutOneOfItsTagsHasNoMoreItems) {
  const std::string_view document = GetParam().document;
  for (std::size_t at = document.find('<'); at != std::string_view::npos;
       at = document.find('<', at + 1)) {
    std::string text(document);
    text.erase(at, document.find('>', at) + 1 - at);
    const auto feed = parse(text);
    if (feed) {
      EXPECT_LE(feed->items.size(), GetParam().items) << text;
    }
  }
}

TEST_P(WholeDocument, WithBlanksBehindEveryTagSaysTheSame) {
  std::string text;
  for (const char c : GetParam().document) {
    text += c;
    if (c == '>') text += "\n  ";
  }
  const Feed feed = parsed(text);
  ASSERT_EQ(feed.items.size(), GetParam().items);
  for (std::size_t i = 0; i < feed.items.size(); ++i) {
    EXPECT_EQ(feed.items[i].title, parsed(GetParam().document).items[i].title);
    EXPECT_EQ(feed.items[i].link, parsed(GetParam().document).items[i].link);
  }
}

// The document with an element that nobody knows at the start of its root.
std::string padded(std::string_view document, std::size_t length) {
  std::size_t root = document.find('<');
  while (document[root + 1] == '?' || document[root + 1] == '!')
    root = document.find('<', root + 1);
  const std::size_t inside = document.find('>', root) + 1;
  return std::string(document.substr(0, inside)) + "<pad x='" + std::string(length, 'x') + "'/>" +
         std::string(document.substr(inside));
}

// The XML parser is fed in pieces of some 4,000 bytes: one of them ends at every place.
TEST_P(WholeDocument, BehindAnElementOfAnyLengthSaysTheSame) {
  const std::vector<std::string> whole = shown(parsed(GetParam().document));
  for (std::size_t length = 3000; length < 4100; length += 3) {
    EXPECT_EQ(shown(parsed(padded(GetParam().document, length))), whole) << length;
  }
}

constexpr Whole kDocuments[] = {
    {"Rss",
     "<?xml version='1.0'?><!DOCTYPE rss [<!ENTITY h 'Harbour'>]><rss version='2.0'><channel>"
     "<language>en</language><item><title>&h; &amp; Sons</title><guid>1</guid></item><!-- c -->"
     "<item><title><![CDATA[<b>2</b>]]></title><link>https://h.example/2</link></item></channel>"
     "</rss>",
     2},
    {"RssWithModules",
     "<rss><channel><item><dc:creator>A</dc:creator><media:group><media:content "
     "url='https://h.example/m'/></media:group><content:encoded>&lt;p&gt;C</content:encoded>"
     "</item><item><dc:date>2024-03-14</dc:date><dc:subject>S</dc:subject></item></channel></rss>",
     2},
    {"Rdf",
     "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' "
     "xmlns='http://purl.org/rss/1.0/'><channel rdf:about='c'><title>H</title></channel>"
     "<item rdf:about='https://h.example/1'><title>1</title></item>"
     "<item rdf:about='https://h.example/2'><title>2</title></item></rdf:RDF>",
     2},
    {"Cdf",
     "<channel href='https://h.example/'><title>H</title><item href='https://h.example/1'>"
     "<title>1</title></item><item href='https://h.example/2'><abstract>2</abstract></item>"
     "</channel>",
     2},
    {"Atom",
     "<feed xmlns='http://www.w3.org/2005/Atom' xml:base='https://h.example/'><author><name>F"
     "</name></author><entry><id>urn:1</id><link href='1'/><content type='xhtml'><div><p>a</p>"
     "</div></content></entry><entry><source><title>S</title></source><title>2</title>"
     "<updated>2024-03-14</updated></entry></feed>",
     2},
    {"Atom03",
     "<feed version='0.3' xmlns='http://purl.org/atom/ns#'><entry><title mode='escaped'>"
     "&lt;b&gt;1&lt;/b&gt;</title><issued>2024-03-14</issued></entry><entry><id>2</id></entry>"
     "</feed>",
     2},
    {"AtomEntry", "<entry xmlns='http://www.w3.org/2005/Atom'><id>urn:1</id></entry>", 1},
    {"News",
     "<urlset xmlns:news='http://www.google.com/schemas/sitemap-news/0.9'><url>"
     "<loc>https://h.example/1</loc><news:news><news:title>1</news:title></news:news></url><url>"
     "<loc>https://h.example/2</loc><lastmod>2024-03-14</lastmod></url></urlset>",
     2},
    {"Index",
     "<sitemapindex><sitemap><loc>https://h.example/1.xml</loc></sitemap><sitemap>"
     "<loc>https://h.example/2.xml</loc></sitemap></sitemapindex>",
     2},
};
INSTANTIATE_TEST_SUITE_P(OfEachFormat, WholeDocument, testing::ValuesIn(kDocuments),
                         [](const auto& test) { return std::string(test.param.name); });

// Elements of an item come in any order: no format but RSS 0.91's DTD orders them.
TEST(ElementsOfAnItem, SayTheSameInAnyOrder) {
  std::vector<std::string> elements{
      "<title>T</title>", "<link>https://h.example/1</link>", "<guid isPermaLink='false'>g</guid>",
      "<content:encoded>C</content:encoded>", "<dc:date>2024-03-14</dc:date>"};
  std::ranges::sort(elements);
  const auto joined = [&elements] {
    std::string text;
    for (const std::string& element : elements) text += element;
    return text;
  };
  const std::string first = shown(rss(joined()));
  while (std::ranges::next_permutation(elements).found) {
    EXPECT_EQ(shown(rss(joined())), first) << joined();
  }
}

TEST(ElementsOfAnEntry, SayTheSameInAnyOrder) {
  std::vector<std::string> elements{
      "<title>T</title>", "<link href='https://h.example/1'/>", "<id>urn:1</id>",
      "<author><name>A</name></author>",
      "<source><title>No</title><author><name>S</name></author></source>"};
  std::ranges::sort(elements);
  const auto joined = [&elements] {
    std::string text;
    for (const std::string& element : elements) text += element;
    return text;
  };
  const std::string first = shown(atom(joined()));
  while (std::ranges::next_permutation(elements).found) {
    EXPECT_EQ(shown(atom(joined())), first) << joined();
  }
}

}  // namespace
}  // namespace tidings::feed
