#include "parsers/article/metadata.hpp"

#include <ctime>
#include <string>

#include <gmock/gmock.h>

#include "parsers/article/article.hpp"
#include "parsers/html/document.hpp"
#include "parsers/html/node.hpp"

namespace tidings::article {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

// The metadata of a page with this head and body.
Metadata read(const std::string& head, const std::string& body,
              std::string_view url = "https://www.paper.example/news/1") {
  const auto page = html::Document::parse("<html lang=en><head>" + head + "</head><body>" + body +
                                          "</body></html>");
  Metadata metadata = read_metadata(*page, url);
  metadata.title_node = nullptr;  // the page ends here
  metadata.aside_nodes.clear();
  return metadata;
}
std::string meta(const std::string& name, const std::string& content) {
  return "<meta property='" + name + "' content='" + content + "'>";
}
std::string ld(const std::string& members) {
  return "<script type='application/ld+json'>{\"@type\":\"NewsArticle\"," + members + "}</script>";
}
std::string day(const Metadata& metadata) {
  return metadata.published ? metadata.published->day_text() : "";
}

TEST(Title, SiteNamesAreCutOff) {
  EXPECT_EQ(read("<title>Bread is back | The Paper</title>" + meta("og:site_name", "The Paper"), "")
                .title,
            "Bread is back");
  EXPECT_EQ(read("<title>Bread is back - News - paper.example</title>", "").title,
            "Bread is back - News");
  EXPECT_EQ(
      read("<title>The Paper: Bread is back</title><meta name=x>", "<h1>Bread is back</h1>").title,
      "Bread is back");
}

TEST(Title, ADashInsideAHeadlineStays) {
  const std::string full = "Bread is back - bakers are glad of it";
  EXPECT_EQ(
      read("<title>" + full + " | Paper</title>" + meta("og:title", full), "<h1>" + full + "</h1>")
          .title,
      full);
}

TEST(Title, ALogoInAnH1IsNotTheTitle) {
  EXPECT_EQ(read(meta("og:title", "Bread is back") + "<title>Bread is back</title>",
                 "<h1>The Paper</h1><h2 class=headline>Bread is back</h2>")
                .title,
            "Bread is back");
}

TEST(Title, AKickerIsNotPartOfIt) {
  EXPECT_EQ(read(meta("og:title", "Bread is back again"),
                 "<h1><span class=kicker>Food</span> <span>Bread is back again</span></h1>")
                .title,
            "Bread is back again");
}

TEST(Title, TheHeadingIsPreferredToTheCardAndJsonLdToTheHeadingsSpacing) {
  EXPECT_EQ(
      read("<title>Bread is back in town</title>" + meta("og:title", "You will not believe it"),
           "<h1>Bread is back in town</h1>")
          .title,
      "Bread is back in town");
  EXPECT_EQ(
      read(ld("\"headline\":\"Food: Bread is back\""), "<h1><i>Food:</i>Bread is back</h1>").title,
      "Food: Bread is back");
}

TEST(Title, AHeadlineThatOthersNearlyRepeatGoesBeforeOneThatStandsAlone) {
  const std::string head = ld("\"headline\":\"Village rejoices over its loaves\"") +
                           meta("og:title", "Bread is back in the village after nine years") +
                           "<title>Bread is back in the village after years</title>";
  EXPECT_EQ(read(head, "").title, "Bread is back in the village after nine years");
}

TEST(Title, QuotesStayAsReadersSeeThem) {
  EXPECT_EQ(read(meta("og:title", "\"Bread\" is back"), "<h1>“Bread” is back</h1>").title,
            "“Bread” is back");
}

TEST(Title, EveryHeadlineIsListed) {
  EXPECT_THAT(read(meta("og:title", "A card title"), "<h1>The page title</h1>").headlines,
              testing::IsSupersetOf({"A card title", "The page title"}));
}

TEST(Published, JsonLdGoesBeforeMetaAndPublicationBeforeModification) {
  const Metadata metadata = read(ld("\"datePublished\":\"2024-05-04T08:00:00+02:00\","
                                    "\"dateModified\":\"2024-05-06\"") +
                                     meta("article:published_time", "2024-05-05") +
                                     meta("article:modified_time", "2024-05-07"),
                                 "<h1>Bread is back</h1>");
  EXPECT_EQ(day(metadata), "2024-05-04");
  EXPECT_EQ(metadata.published_source, "json-ld");
  ASSERT_TRUE(metadata.modified);
  EXPECT_EQ(metadata.modified->day_text(), "2024-05-06");
}

TEST(Published, OneInstantInALocalOffsetNamesThePublishersDay) {
  EXPECT_EQ(
      day(read(ld("\"datePublished\":\"2024-04-28 03:00:00Z\""),
               "<h1>Bread is back</h1><time datetime='2024-04-27T23:00:00-04:00'>April 27</time>")),
      "2024-04-27");
}

TEST(Published, TheDayInTheAddressCorrectsAUtcStamp) {
  const std::string stamp = meta("article:published_time", "2023-11-09T05:30:59+00:00");
  EXPECT_EQ(day(read(stamp, "<h1>Bread is back</h1>", "https://paper.example/2023/11/08/slug")),
            "2023-11-08");
  EXPECT_EQ(day(read(stamp, "<h1>Bread is back</h1>", "https://paper.example/2023/11/09/slug")),
            "2023-11-09");
  EXPECT_EQ(day(read(stamp, "<h1>Bread is back</h1>", "https://paper.example/2023/11/02/slug")),
            "2023-11-09");
}

TEST(Published, AVagueMetaDateYieldsToTheDateLine) {
  EXPECT_EQ(
      day(read(
          meta("date", "2024-05-05"),
          "<article><h1>Bread is back</h1><time datetime='2024-05-04'>4 May</time></article>")),
      "2024-05-04");
}

TEST(Published, AreaOfTheDateDecidesInVisibleText) {
  const std::string body =
      "<div>Tuesday, 02 January 2024 12:17 GMT</div><nav>" + std::string(500, 'x') +
      "</nav><h1>Bread is back</h1><div>2025-12-09 06:45:18</div><p>Text</p>"
      "<div class=comments><time datetime='2025-12-11'>x</time></div>"
      "<div class=related><span class=date>2025-12-12</span></div><footer>© 01.01.2026</footer>";
  const Metadata metadata = read("", body);
  EXPECT_EQ(day(metadata), "2025-12-09");
  EXPECT_EQ(metadata.published_source, "text");
}

TEST(Published, CompactAndLocalisedFormsAreRead) {
  EXPECT_EQ(day(read(meta("article:published_time", "20260312T0356+0000"), "")), "2026-03-12");
  EXPECT_EQ(day(read("", "<h1>Bread is back</h1><div class=info>03:56 GMT 12.03.2026</div>")),
            "2026-03-12");
  EXPECT_EQ(
      day(read("", "<h1>Bread is back</h1><p class=date>Veröffentlicht am 6. August 2009</p>")),
      "2009-08-06");
}

TEST(Published, RelativeDatesAndYearsAreNoDate) {
  EXPECT_EQ(
      day(read(
          "",
          "<h1>Bread is back</h1><span class=date>4 hours ago</span><p>In 2019 it rained.</p>")),
      "");
}

TEST(Published, DataScriptsAreTheLastResort) {
  EXPECT_EQ(
      day(read("<script type='application/json'>{\"publishedAt\":\"2022-01-31T15:58:43+01:00\"}"
               "</script>",
               "<h1>Bread is back</h1>")),
      "2022-01-31");
}

TEST(Authors, AreReadFromJsonLdMetaAndBylines) {
  EXPECT_THAT(read(ld("\"author\":[{\"name\":\"Ann Lee\"},{\"name\":\"Bo Ek\"}]"), "").authors,
              ElementsAre("Ann Lee", "Bo Ek"));
  EXPECT_THAT(read(meta("author", "Ann Lee, Bo Ek"), "").authors, ElementsAre("Ann Lee", "Bo Ek"));
  EXPECT_THAT(read("", "<h1>Bread is back</h1><div class=byline>By <a rel=author>Ann Lee</a></div>")
                  .authors,
              ElementsAre("Ann Lee"));
  EXPECT_THAT(
      read("", "<h1>Bread is back</h1><p>von <a href='/autoren/ann-lee'>Ann Lee</a></p>").authors,
      ElementsAre("Ann Lee"));
  EXPECT_THAT(read("", "<h1>Bread is back</h1><span>By Ann Lee</span>").authors,
              ElementsAre("Ann Lee"));
}

TEST(Authors, APersonGoesBeforeTheSiteItself) {
  const std::string site = meta("og:site_name", "The Paper");
  EXPECT_THAT(read(site + ld("\"author\":{\"name\":\"The Paper\"}"),
                   "<h1>Bread is back</h1><div class=author>Von Ann Lee</div>")
                  .authors,
              ElementsAre("Ann Lee"));
  EXPECT_THAT(
      read(site + ld("\"author\":{\"name\":\"The Paper\"}"), "<h1>Bread is back</h1>").authors,
      ElementsAre("The Paper"));
}

TEST(Authors, OfCommentsAndTeasersAreNotTaken) {
  EXPECT_THAT(read("",
                   "<h1>Bread is back</h1><div class=comments><b class=author>Ann Lee</b></div>"
                   "<div class='related'><i class=author>By Bo Ek</i></div>")
                  .authors,
              IsEmpty());
}

TEST(Addresses, AreMadeAbsolute) {
  const Metadata metadata =
      read("<link rel=canonical href='/news/one'><link rel=amphtml href='?amp'>" +
               meta("og:image", "/i.jpg"),
           "");
  EXPECT_EQ(metadata.canonical_url, "https://www.paper.example/news/one");
  EXPECT_EQ(metadata.amp_url, "https://www.paper.example/news/1?amp");
  EXPECT_EQ(metadata.image, "https://www.paper.example/i.jpg");
  EXPECT_EQ(read("<link rel=canonical href='javascript:x'>", "").canonical_url, "");
}

TEST(Language, IsThePrimarySubtag) {
  EXPECT_EQ(read("", "").language, "en");
  const auto page =
      html::Document::parse("<html><head><meta property=og:locale content=de_AT></head>");
  EXPECT_EQ(read_metadata(*page, "").language, "de");
}

TEST(Rest, TagsRobotsDescriptionAndBodyTexts) {
  const Metadata metadata =
      read(meta("article:tag", "Bread") + "<meta name=keywords content='Bread, oven'>" +
               "<meta name=robots content='NOINDEX,nofollow'>" + meta("og:description", "Short") +
               ld("\"articleBody\":\"One\\nTwo\""),
           "");
  EXPECT_THAT(metadata.tags, ElementsAre("Bread", "oven"));
  EXPECT_EQ(metadata.robots, "noindex,nofollow");
  EXPECT_EQ(metadata.description, "Short");
  EXPECT_THAT(metadata.body_texts, ElementsAre("One\nTwo"));
}

TEST(Hints, FillWhatThePageLeavesOpen) {
  const auto page = html::Document::parse("<p>x</p>");
  Hints hints;
  hints.title = "From the feed";
  hints.published = DateTime::from_unix(1'714'800'000);
  const Metadata metadata = read_metadata(*page, "", &hints);
  EXPECT_EQ(metadata.title, "From the feed");
  EXPECT_EQ(metadata.published_source, "feed");
}

TEST(Hints, AuthorsAndLanguageFillWhatThePageLeavesOpen) {
  Hints hints;
  hints.authors = {"Ann Lee and Bo Ek", "desk@example.org", "Ann Lee"};
  hints.language = "pt-BR";
  const auto silent = html::Document::parse("<p>x</p>");
  EXPECT_THAT(read_metadata(*silent, "", &hints).authors, ElementsAre("Ann Lee", "Bo Ek"));
  EXPECT_EQ(read_metadata(*silent, "", &hints).language, "pt");
  const auto telling = html::Document::parse("<html lang=de><head>" + meta("author", "Cy Fox"));
  EXPECT_THAT(read_metadata(*telling, "", &hints).authors, ElementsAre("Cy Fox"));
  EXPECT_EQ(read_metadata(*telling, "", &hints).language, "de");
}

TEST(Hints, ANewspaperIsNotTheAuthorOfItsArticles) {
  const auto page = html::Document::parse("<head>" + meta("og:site_name", "The Pier Post"));
  Hints hints;
  hints.authors = {"The Pier Post"};
  EXPECT_THAT(read_metadata(*page, "", &hints).authors, IsEmpty());
}

TEST(Hints, AreAllThatIsKnownOfATextWithoutAPage) {
  Hints hints;
  hints.title = "Ferry &amp; storm";
  hints.authors = {"Ann Lee"};
  const Metadata metadata = read_metadata(hints);
  EXPECT_EQ(metadata.title, "Ferry & storm");
  EXPECT_THAT(metadata.authors, ElementsAre("Ann Lee"));
  EXPECT_EQ(metadata.published, std::nullopt);
}

TEST(Rules, GoBeforeThePageWhereTheyCanBeRead) {
  const auto page = html::Document::parse("<html><head>" + ld("\"datePublished\":\"2024-05-04\"") +
                                          "</head><body><h1>Shown</h1></body></html>");
  site_rules::Findings findings;
  findings.title = "By rule";
  findings.date = "no date at all";
  findings.authors = {"By Ann Lee and Bo Ek"};
  Metadata metadata = read_metadata(*page, "", nullptr, &findings);
  EXPECT_EQ(metadata.title, "By rule");
  EXPECT_EQ(day(metadata), "2024-05-04");
  EXPECT_THAT(metadata.authors, ElementsAre("Ann Lee", "Bo Ek"));
  findings.date = "Posted 2020-01-02";
  findings.skip_json_ld = true;
  metadata = read_metadata(*page, "", nullptr, &findings);
  EXPECT_EQ(day(metadata), "2020-01-02");
  EXPECT_EQ(metadata.published_source, "rules");
}

TEST(Hazards, AWidePageOfBylinesAndDatesIsReadInLinearTime) {
  std::string body = "<h1>Bread is back</h1>";
  for (int i = 0; i < 20'000; ++i) body += "<div class='author date'>By Ann Lee 4 May 2021</div>";
  const std::clock_t start = std::clock();
  EXPECT_EQ(read("", body).title, "Bread is back");
  EXPECT_LT(std::clock() - start, 3 * CLOCKS_PER_SEC);  // of this process, whatever else runs
}

TEST(Hazards, NestedBylinesAreReadInBoundedTime) {
  std::string body;
  for (int i = 0; i < 2'000; ++i) body += "<div class='author title meta'>";
  const std::clock_t start = std::clock();
  (void)read("", body + "<h1>Bread is back</h1>By Ann Lee, 4 May 2021");
  EXPECT_LT(std::clock() - start, 3 * CLOCKS_PER_SEC);  // of this process, whatever else runs
}

}  // namespace
}  // namespace tidings::article
