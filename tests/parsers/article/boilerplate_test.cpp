#include <gmock/gmock.h>

#include "parsers/article/article.hpp"

namespace tidings::article {
namespace {

using testing::Contains;
using testing::HasSubstr;
using testing::Not;

constexpr std::string_view kText[] = {
    "The lighthouse on Gull Rock will be lit again in June, the coast guard said on Monday, after "
    "volunteers had spent two winters on its lamp and its stairs.",
    "The keeper, Ada Holm, was born in the house beside the tower and left it in 1984, when the "
    "light was switched off and the last supply boat was sold.",
    "Nobody will live on the rock, she told reporters, but school classes can stay for a night if "
    "the weather allows a landing at the old pier.",
    "The work was paid for by the parish and by the owners of the fishing boats, who never trusted "
    "the buoy that was laid out instead of the light.",
    "A ferry will go twice a week from the end of May, and the museum in the harbour shows how the "
    "lamp was taken apart, cleaned and brought back."};

// An article with `extra` behind its second paragraph and `after` behind the text.
std::string page_with(std::string_view extra, std::string_view after = {}) {
  std::string page =
      "<html><head><title>Light returns to Gull Rock</title>"
      "<meta property='og:title' content='Light returns to Gull Rock'>"
      "<meta name='author' content='Mira Sand'></head>"
      "<body><header><nav><a href='/'>Home</a><a href='/sea'>Sea</a></nav></header>"
      "<main><article><h1>Light returns to Gull Rock</h1><div class='article-body'>";
  for (std::size_t i = 0; i < std::size(kText); ++i) {
    page += "<p>" + std::string(kText[i]) + "</p>";
    if (i == 1) page += extra;
  }
  return page + "</div>" + std::string(after) +
         "</article></main><footer><p>Gull Media, Harbour Street 1</p></footer></body></html>";
}

struct Case {
  const char* name;
  const char* markup;
  const char* noise;  // a part of its text
  bool behind = false;
};

class Boilerplate : public testing::TestWithParam<Case> {};

TEST_P(Boilerplate, IsLeftOutAndTheTextIsKept) {
  const Case& given = GetParam();
  const auto article =
      extract(given.behind ? page_with("", given.markup) : page_with(given.markup), {});
  ASSERT_TRUE(article);
  for (const std::string_view line : kText) EXPECT_THAT(article->paragraphs, Contains(line));
  EXPECT_THAT(article->text(), Not(HasSubstr(given.noise)));
}

INSTANTIATE_TEST_SUITE_P(
    Classes, Boilerplate,
    testing::Values(
        Case{"RelatedTeasers",
             "<ul class='related'><li><a href='/1'>Why the buoy failed three times in one "
             "year</a></li><li><a href='/2'>The last boat of the keepers was sold</a></li><li><a "
             "href='/3'>Ten towers to see</a></li></ul>",
             "Ten towers"},
        Case{"ReadMoreLine",
             "<div class='readmore'><a href='/4'>Read more: The night the lamp went out</a></div>",
             "Read more"},
        Case{"Caption",
             "<figure><img src='a.jpg'><figcaption>The tower in spring. Photo: Jon "
             "Reef</figcaption></figure>",
             "Jon Reef"},
        Case{"ShareBar",
             "<div class='share'><a href='/f'>Facebook</a> <a href='/t'>Twitter</a> <a "
             "href='/m'>E-mail</a></div>",
             "Facebook"},
        Case{"Newsletter",
             "<div class='newsletter-signup'><h3>Sign up for our newsletter</h3><p>Get the news of "
             "the coast in your inbox.</p><form><input></form></div>",
             "newsletter"},
        Case{"TagList",
             "<ul class='tags'><li><a href='/t/1'>Lighthouses</a></li><li><a "
             "href='/t/2'>Harbours</a></li><li><a href='/t/3'>Islands</a></li></ul>",
             "Harbours", true},
        Case{"Comments",
             "<section id='comments'><h2>Comments</h2><ol class='comment-list'><li><p>I have seen "
             "the light as a child, and I am glad that it will be lit again for "
             "us.</p></li></ol></section>",
             "as a child", true},
        Case{"AuthorBox",
             "<div class='author-box'><p>Mira Sand</p><p>Mira Sand has written about the coast and "
             "its people since 2003. She lives in the harbour.</p></div>",
             "since 2003", true},
        Case{"CookieNotice",
             "<div class='cookie-consent'><p>We use cookies to improve your visit. By staying on "
             "this page you accept our privacy policy.</p></div>",
             "cookies", true},
        Case{"EmbeddedPost",
             "<blockquote class='twitter-tweet'><p>Look who is back on the rock! The lamp, cleaned "
             "and ready.</p>Gull Rock (@gullrock)</blockquote>",
             "@gullrock"},
        Case{"ConsentForEmbeds",
             "<div class='embed'><p>Externer Inhalt: Mit einem Klick stimmen Sie zu, dass "
             "personenbezogene Daten an Drittplattformen gesendet werden. Datenschutz</p></div>",
             "Drittplattformen"},
        Case{"HeadlineAgain", "<p>Light returns to Gull Rock</p>", "Light returns"},
        Case{"Disclaimer",
             "<p>We provide this text as is, without warranty. We accept no liability for its "
             "accuracy and views expressed.</p>",
             "warranty", true}),
    [](const auto& parameter) { return parameter.param.name; });

struct Kept {
  const char* name;
  const char* markup;
  const char* text;
};

class Body : public testing::TestWithParam<Kept> {};

TEST_P(Body, KeepsWhatBelongsToIt) {
  const auto article = extract(page_with(GetParam().markup), {});
  ASSERT_TRUE(article);
  EXPECT_THAT(article->text(), HasSubstr(GetParam().text));
}

INSTANTIATE_TEST_SUITE_P(
    Classes, Body,
    testing::Values(
        Kept{"Subheading", "<h2>A night in the tower</h2>", "A night in the tower"},
        Kept{"List",
             "<ul><li>The lamp was cleaned in the harbour by four smiths.</li><li>The stairs were "
             "cut from oak that a storm had felled.</li></ul>",
             "stairs were cut from oak"},
        Kept{
            "Quote",
            "<blockquote><p>“I could hear the sea in every room of that house, and I still do when "
            "I sleep,” she said.</p></blockquote>",
            "hear the sea"},
        Kept{"LinesPartedByBreaks",
             "<p>The first boat of the season left the pier at noon with forty people and a "
             "dog.<br><br>It came back before the rain, and all of them wanted to go again.</p>",
             "before the rain\x2C and all"},
        Kept{"OddWrapper",
             "<div><div><span>The parish keeps the key, and whoever wants to climb the tower in "
             "winter has to ask for it at the vicarage.</span></div></div>",
             "ask for it at the vicarage"}),
    [](const auto& parameter) { return parameter.param.name; });

TEST(Paragraphs, AreNotPartedByInlineTags) {
  const auto article =
      extract(page_with("<p>The new lens, wrote <em>The</em><b>Tide</b>, came from a yard that had "
                        "closed and was found in a barn.</p>"),
              {});
  EXPECT_THAT(article->text(), HasSubstr("wrote TheTide, came"));
}

TEST(Paragraphs, ThatComeTwiceAreWrittenOnce) {
  const auto article = extract(page_with("<p>" + std::string(kText[0]) + "</p>"), {});
  EXPECT_EQ(std::ranges::count(article->paragraphs, kText[0]), 1);
}

TEST(Paragraphs, ThatAskTheSameOfEachGuestAreAllWritten) {
  const std::string question = "And what would you take along to a rock without a harbour?";
  const std::string asked = "<p>" + question + "</p>";
  const auto article =
      extract(page_with(asked + "<p>" + std::string(kText[1]) + " So said the first of them.</p>" +
                        asked + "<p>" + std::string(kText[2]) + " So said the other.</p>"),
              {});
  EXPECT_EQ(std::ranges::count(article->paragraphs, question), 2);
}

TEST(Lead, IsKeptUnlessItIsNotWanted) {
  const std::string lead =
      "Volunteers have repaired the tower on Gull Rock, and in June its lamp will be lit again.";
  std::string page = page_with("");
  page.insert(page.find("<div class='article-body'>"), "<p class='lead'>" + lead + "</p>");
  Options options;
  EXPECT_THAT(extract(page, options)->paragraphs, Contains(lead));
  options.keep_lead = false;
  const auto without = extract(page, options);
  EXPECT_THAT(without->paragraphs, Not(Contains(lead)));
  EXPECT_THAT(without->paragraphs, Contains(kText[0]));
}

TEST(BodyInScripts, IsReadWhenThePageHasNone) {
  std::string page =
      "<html><head><title>Empty</title></head><body><div id=app></div><script>state = {\"body\":\"";
  for (const std::string_view line : kText)
    page += "\\u003cp\\u003e" + std::string(line) + "\\u003c/p\\u003e";
  const auto article = extract(page + "\"}</script></body></html>", {});
  ASSERT_TRUE(article);
  EXPECT_THAT(article->paragraphs, testing::ElementsAreArray(kText));
}

}  // namespace
}  // namespace tidings::article
