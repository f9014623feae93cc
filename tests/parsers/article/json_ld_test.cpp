#include "parsers/article/json_ld.hpp"

#include <string>

#include <gmock/gmock.h>

namespace tidings::article {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

std::vector<LdArticle> read(std::vector<std::string_view> scripts, std::string_view url = {},
                            const std::vector<std::string>& titles = {}) {
  return read_json_ld(scripts, url, titles);
}

TEST(JsonLd, ReadsAnArticlesStatements) {
  const auto articles = read({R"({"@context":"https://schema.org","@type":"NewsArticle",
    "headline":"Ice &amp; fire","description":"<b>Short</b>","articleBody":"<p>One</p><p>Two</p>",
    "datePublished":"2024-05-04T10:00:00+02:00","dateModified":"2024-05-05","inLanguage":"de-AT",
    "author":{"@type":"Person","name":"Ann Lee"},"publisher":{"name":"The Paper"},
    "image":{"url":"https://a.example/i.jpg"},"keywords":"ice, fire","url":"https://a.example/x"})"});
  ASSERT_EQ(articles.size(), 1U);
  const LdArticle& article = articles[0];
  EXPECT_EQ(article.type, "NewsArticle");
  EXPECT_EQ(article.headline, "Ice & fire");
  EXPECT_EQ(article.description, "Short");
  EXPECT_EQ(article.body, "One\nTwo");
  EXPECT_EQ(article.published, "2024-05-04T10:00:00+02:00");
  EXPECT_EQ(article.modified, "2024-05-05");
  EXPECT_EQ(article.language, "de-AT");
  EXPECT_THAT(article.authors, ElementsAre("Ann Lee"));
  EXPECT_EQ(article.publisher, "The Paper");
  EXPECT_EQ(article.image, "https://a.example/i.jpg");
  EXPECT_THAT(article.keywords, ElementsAre("ice", "fire"));
  EXPECT_EQ(article.url, "https://a.example/x");
}

TEST(JsonLd, FollowsGraphsArraysAndReferences) {
  const auto articles = read({R"({"@graph":[
    {"@type":"WebPage","@id":"#page","name":"Page"},
    {"@type":["Thing","Article"],"headline":"In a graph","author":[{"@id":"#p1"},{"@id":"#p2"}],
     "isPartOf":{"@id":"#page"}},
    {"@type":"Person","@id":"#p1","name":"Ann Lee"},
    {"@type":"Person","@id":"#p2","name":["Bo Ek"]}]})"});
  ASSERT_EQ(articles.size(), 2U);
  EXPECT_EQ(articles[0].headline, "In a graph");
  EXPECT_THAT(articles[0].authors, ElementsAre("Ann Lee", "Bo Ek"));
}

TEST(JsonLd, AReferenceToNothingAndAddressesAreNoNames) {
  const auto articles = read({R"({"@type":"Article","headline":"H",
    "author":[{"@id":"https://a.example/#/person/1"},"https://a.example/ann","mail@a.example"]})"});
  ASSERT_EQ(articles.size(), 1U);
  EXPECT_THAT(articles[0].authors, IsEmpty());
}

TEST(JsonLd, NamesMayBeGivenInParts) {
  const auto articles =
      read({R"({"@type":"Article","author":{"givenName":"Ann","familyName":"Lee"}})"});
  EXPECT_THAT(articles.at(0).authors, ElementsAre("Ann Lee"));
}

TEST(JsonLd, AnArticleGoesBeforeAPageAndAPageBeforeAVideo) {
  const auto articles = read({R"([{"@type":"VideoObject","name":"v"},{"@type":"WebPage","name":"p"},
    {"@type":"BlogPosting","headline":"a"}])"});
  ASSERT_EQ(articles.size(), 3U);
  EXPECT_EQ(articles[0].type, "BlogPosting");
  EXPECT_EQ(articles[1].type, "WebPage");
  EXPECT_EQ(articles[2].type, "VideoObject");
}

TEST(JsonLd, OfSeveralArticlesThePagesOwnIsFirst) {
  const std::string_view two =
      R"([{"@type":"NewsArticle","headline":"First","url":"https://a.example/1"},
    {"@type":"NewsArticle","headline":"Second","url":"https://www.a.example/2/?x=1"}])";
  EXPECT_EQ(read({two}, "http://a.example/2").at(0).headline, "Second");
  EXPECT_EQ(read({two}, "", {"SECOND!"}).at(0).headline, "Second");
  EXPECT_EQ(read({two}).at(0).headline, "First");
}

TEST(JsonLd, CommentsReviewsAndTeasersAreNotThePagesArticle) {
  const auto articles =
      read({R"({"@type":"ClaimReview","datePublished":"2024-01-01",
    "itemReviewed":{"@type":"CreativeWork","headline":"claim","datePublished":"2020-01-01"},
    "comment":[{"@type":"NewsArticle","headline":"c"}],
    "hasPart":{"@type":"NewsArticle","headline":"teaser"}})",
            R"({"@type":"ItemList","itemListElement":[{"@type":"NewsArticle"}]})"});
  ASSERT_EQ(articles.size(), 1U);
  EXPECT_EQ(articles[0].published, "2024-01-01");
}

TEST(JsonLd, MainEntityIsFollowedAndTypesMayBeAddresses) {
  const auto articles = read(
      {R"({"@type":"WebSite","mainEntity":{"@type":"http://schema.org/NewsArticle","headline":"H"}})"});
  ASSERT_EQ(articles.size(), 1U);
  EXPECT_EQ(articles[0].headline, "H");
}

TEST(JsonLd, BrokenScriptsGiveWhatTheyHold) {
  const auto articles =
      read({"/*<![CDATA[*/ {\"@type\":\"NewsArticle\",\"headline\":\"Two\nlines\","
            "\"datePublished\":\"2024-01-01\",} /*]]>*/",
            "{\"@type\":\"NewsArticle\",\"headline\":\"cut o"});
  ASSERT_EQ(articles.size(), 2U);
  EXPECT_EQ(articles[0].headline, "Two lines");
  EXPECT_EQ(articles[0].published, "2024-01-01");
}

TEST(JsonLd, HugeListsAreBounded) {
  std::string many = "[";
  for (int i = 0; i < 2'000; ++i) many += R"({"@type":"NewsArticle","author":["a b","c d"]},)";
  EXPECT_LE(read({many}).size(), 64U);
  EXPECT_TRUE(read({}).empty());
  EXPECT_TRUE(read({"null", "[]", "\"x\""}).empty());
}

}  // namespace
}  // namespace tidings::article
