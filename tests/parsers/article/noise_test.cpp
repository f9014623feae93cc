#include "parsers/article/noise.hpp"

#include <gmock/gmock.h>

#include "parsers/article/blocks.hpp"
#include "parsers/article/metadata.hpp"
#include "parsers/html/document.hpp"

namespace tidings::article {
namespace {

constexpr std::string_view kArticle =
    "<p>The ferry to Gull Rock will run twice a week from the end of May, the harbour master said "
    "on Tuesday, if the landing stage is repaired in time.</p>"
    "<p>Two of its piles were lost in the storms of January, and the parish council has set money "
    "aside for new ones of larch wood.</p>"
    "<p>Until then the rock can be reached by rowing boat alone, and only when the wind stands in "
    "the west, which it seldom does before summer.</p>";

std::string page_of(std::string_view body) {
  return "<html><head><title>A ferry for Gull Rock</title></head><body>" + std::string(body) +
         "</body></html>";
}
std::string page_with(std::string_view markup) {
  return page_of("<article><h1>A ferry for Gull Rock</h1>" + std::string(kArticle) +
                 std::string(markup) + "</article>");
}

// Why the block that begins with `text` is no text of the article; "missing" if there is none.
std::string reason_of(const std::string& page, std::string_view text) {
  const auto document = html::Document::parse(page);
  if (!document) return document.error();
  const Metadata metadata = read_metadata(*document, "https://news.example/ferry");
  Blocks blocks = cut_blocks(*document->root());
  mark_noise(blocks, metadata);
  for (const Block& block : blocks.blocks) {
    if (block.text.starts_with(text)) return std::string(block.noise);
  }
  return "missing";
}

struct Case {
  const char* name;
  const char* markup;  // behind the article's text
  const char* text;    // that its block begins with
  const char* reason;
};

class Noise : public testing::TestWithParam<Case> {};

TEST_P(Noise, IsToldByItsStructure) {
  EXPECT_EQ(reason_of(page_with(GetParam().markup), GetParam().text), GetParam().reason);
}

INSTANTIATE_TEST_SUITE_P(
    Kinds, Noise,
    testing::Values(
        Case{"TeasersWithLinkedTitles",
             "<section><div class='t'><h4><a href='/a'>The lamp that went out</a></h4><p>It was "
             "the coldest night of that year…</p></div><div class='t'><h4><a href='/b'>Ten towers "
             "to see</a></h4><p>From the cape to the sound.</p></div><div class='t'><h4><a "
             "href='/c'>Who owns the buoys?</a></h4><p>A list that nobody had kept.</p></div>"
             "</section>",
             "From the cape", "other article"},
        Case{"TeasersThatBeginWithALink",
             "<ul><li><a href='/a'>The lamp that went out</a> It was the coldest night.</li>"
             "<li><a href='/b'>Ten towers to see</a> From the cape to the sound.</li>"
             "<li><a href='/c'>Who owns the buoys?</a> Nobody had kept a list.</li></ul>",
             "Ten towers", "other article"},
        Case{"AnotherArticleWithALinkedHeading",
             "<article><h3><a href='/storm'>Storm takes two piles</a></h3><p>The landing stage "
             "was hit in the night to Monday, and again at noon.</p></article>",
             "The landing stage was hit", "other article"},
        Case{"Caption", "<div class='photo-caption'>The stage in March, from the pier.</div>",
             "The stage in March", "caption"},
        Case{"CreditWithoutAnyMark", "<p>The stage in March. (Photo: Jon Reef/Coast Press)</p>",
             "The stage in March", "caption"},
        Case{"FactBox",
             "<div class='fact-box'><h4>Gull Rock</h4><p>The rock is 300 metres long and has had a "
             "light since 1871, but no ferry since 1984.</p></div>",
             "The rock is 300", "fact box"},
        Case{"LabelOfAnAdvertisement", "<div>Advertisement</div>", "Advertisement",
             "label of an advertisement"},
        Case{"Share", "<p>Share this story on Facebook</p>", "Share this", "share"},
        Case{"MomentOfPublication", "<div>Published 12 March 2026 10:15 GMT</div>", "Published",
             "date and time"},
        Case{"TitlesOfOtherTextsWithALinkInEach",
             "<div>Further reading on our coast</div><ul><li>The lamp <a href='/a'>that went "
             "out</a></li><li>Ten towers and <a href='/b'>one keeper</a></li><li>What the "
             "<a href='/c'>tide brought in</a></li></ul>",
             "Ten towers", "list of links"},
        Case{"HeadingOfAListOfLinks",
             "<h3>Elsewhere on the coast</h3><ul><li>The lamp <a href='/a'>that went out</a></li>"
             "<li>Ten towers and <a href='/b'>one keeper</a></li><li>What the <a href='/c'>tide "
             "brought in</a></li></ul>",
             "Elsewhere", "heading of links"},
        Case{"Breadcrumb",
             "<p><a href='/'>Coast News</a> » <a href='/islands'>Islands</a> » A ferry for Gull "
             "Rock</p>",
             "Coast News", "breadcrumb"},
        Case{
            "BreadcrumbWhoseLastPartEndsLikeASentence",
            "<p><a href='/'>Coast News</a> » <a href='/islands'>Islands</a> » A ferry at last…</p>",
            "Coast News", "breadcrumb"},
        Case{"MarkupThatIsShownAsText",
             "<p>&lt;img height=\"1\" width=\"1\" src=\"http://count.example/p\"&gt;</p>", "<img",
             "markup"},
        Case{"DetailsOfAPost",
             "<p>12/03/2026 - Publicado por: Jane Doe - Categoria: Mar - Tags: ferry</p>",
             "12/03/2026", "post details"},
        Case{"LinksToPagesOfTags",
             "<p><a rel='category tag' href='/ferries'>All ferries</a>, <a rel='tag' href='/rock'>"
             "Gull Rock</a></p>",
             "All ferries", "tag"},
        Case{"WhatAnImageSaysInsteadOfItself",
             "<div><img src='l.jpg' alt='The landing stage, from the pier'></div>"
             "<div>The landing stage from the pier</div>",
             "The landing stage", "caption"},
        Case{"WhatAnImageThatIsLoadedLateSaysInsteadOfItself",
             "<div><img src='blank.jpg' alt='The landing stage, from the pier'><noscript><img "
             "src='l.jpg'></noscript></div><div>The landing stage from the pier</div>",
             "The landing stage", "caption"},
        Case{"PointersThatBeginAlike",
             "<p>NAPA YEYE HAPA: <a href='/a'>The lamp that went out</a></p><p>The rock has had a "
             "light since 1871.</p><p>NAPA YEYE HAPA: <a href='/b'>Ten towers and one keeper</a>"
             "</p><p>It has had no ferry since 1984.</p><p>NAPA YEYE HAPA: <a href='/c'>What the "
             "tide brought in</a></p>",
             "NAPA YEYE HAPA: The lamp", "related article"},
        Case{"LabelInAHeading", "<h3>Recommended for you</h3>", "Recommended", "interface label"},
        Case{"PurposesOfCookies",
             "<p>Store and/or access information on a device. Use precise geolocation data. "
             "Actively scan device characteristics for identification. Personalised advertising "
             "and content.</p>",
             "Store and/or", "consent"},
        Case{"WhatAFilingSaysOfAPost",
             "<p>This entry was posted on Monday and is filed under Ferries. You can follow any "
             "responses to this entry through the RSS 2.0 feed.</p>",
             "This entry", "disclaimer"},
        Case{"WhoPaysForLinks",
             "<p>This post contains affiliate links: we receive a commission if you buy.</p>",
             "This post", "disclaimer"},
        Case{"NoticeBelowQuotesOfShares",
             "<p>Quotes delayed at least 15 minutes. Market data provided by Coast Data.</p>",
             "Quotes delayed", "disclaimer"},
        Case{"MorePagesOfAnAgency", "<p>More Coast News: https://coast.example/news</p>", "More",
             "related article"},
        Case{"PointerToAnotherTextInAHeading",
             "<h3>Related post: <a href='/lamp'>The lamp that went out on the coast</a></h3>",
             "Related post", "related article"},
        Case{"NoticeToReadersWithAnOldBrowser",
             "<p>You are using a browser version with limited support for CSS. We recommend a more "
             "up to date browser. Until then the page is shown without JavaScript.</p>",
             "You are using", "consent"},
        Case{
            "ShortcodeThatNothingReplaced",
            "<p>[button link=\"https://news.example/join\" type=\"big\"]Join the crew[/button]</p>",
            "[button", "shortcode"},
        Case{"CaptionOfSeveralSentencesBelowItsPicture",
             "<div><img src='s.jpg'><p>In this picture of March 12, made available by the parish, "
             "the landing stage is seen from the pier. Two of its piles are gone, and the planks "
             "that they bore hang down into the water of the sound at low tide. (Coast Office via "
             "AP, File)</p></div>",
             "In this picture", "caption"},
        Case{"RequestToSignUp", "<p>Sign up for our newsletter and follow us on Instagram.</p>",
             "Sign up", "prompt"},
        Case{"RequestInGerman", "<p>Jetzt abonnieren und unseren Newsletter nach Hause holen!</p>",
             "Jetzt", "prompt"},
        Case{"PlaceholderThatNothingReplaced", "<p>$$ARTICLEAD$$</p>", "$$", "placeholder"},
        Case{"PlaceholdersOfAForm", "<p>{* #signIn *} {* address *} Send {* /signIn *}</p>", "{*",
             "placeholder"},
        Case{"PlaceOfAnAdvertisementInTheText", "<p>Story continues below</p>", "Story",
             "label of an advertisement"},
        Case{"LabelOfCommentsThatAreNotThere", "<div>comments</div>", "comments", "comments"},
        Case{"RequestInJapanese", "<p>この記事は会員限定です。</p>", "この記事", "prompt"},
        Case{"AdvantagesOfAnAccountBesideRequestsToOpenOne",
             "<div><p>Create an account to read on.</p><dl><dt>With Coast Plus</dt><dd>The paper "
             "of the day at breakfast</dd></dl><a href='/in'>Log in to Coast Plus</a></div>",
             "The paper", "prompt"},
        Case{"PointerToAnotherTextInSpanish",
             "<p>Lea también: La lámpara que se apagó en la costa</p>", "Lea", "related article"},
        Case{"Contact", "<p>press@gullrock.example</p>", "press@", "contact"}),
    [](const auto& test) { return test.param.name; });

struct Kept {
  const char* name;
  const char* body;  // of the page
  const char* text;
};

class Text : public testing::TestWithParam<Kept> {};

TEST_P(Text, IsNotTakenForNoise) {
  EXPECT_EQ(reason_of(page_of(GetParam().body), GetParam().text), "");
}

INSTANTIATE_TEST_SUITE_P(
    Kinds, Text,
    testing::Values(
        Kept{"ListOfLinksThatIsTheArticle",
             "<h1>Three towers</h1><div class='t'><h4><a href='/a'>The tower on the cape</a></h4>"
             "<p>It is the oldest of the three and can be climbed on Sundays.</p></div>"
             "<div class='t'><h4><a href='/b'>The tower in the sound</a></h4><p>It fell twice and "
             "was built up again with the same stones.</p></div><div class='t'><h4><a href='/c'>"
             "The tower of the brothers</a></h4><p>It has two doors, since they did not speak to "
             "each other.</p></div>",
             "It fell twice"},
        Kept{"SlideShowOfLongCaptions",
             "<h1>Three towers</h1><figure><figcaption>The oldest of the three can be climbed on "
             "Sundays, if the keeper is awake.</figcaption></figure><figure><figcaption>The second "
             "fell twice and was built up again with the same stones.</figcaption></figure>",
             "The second fell"},
        Kept{"LinkToAnotherPageInsideAnArticleWithoutHeading",
             "<h1>Three towers</h1><article><p>The oldest of the three can be climbed on Sundays, "
             "as <a href='/a'>the parish says</a>.</p></article>",
             "The oldest"},
        Kept{"HeadingWhoseIdSaysCaption",
             "<h1>Three towers</h1><h3 id='the-caption-of-the-tower'>What the tower says</h3><p>It "
             "has two doors, since the brothers did not speak.</p>",
             "What the tower"},
        Kept{"ParagraphInAComponentOfAContentManagementSystem",
             "<h1>Three towers</h1><div class='cmp-text'><p>The oldest of the three can be climbed "
             "on Sundays.</p></div><div class='cmp-text'><p>The second fell twice, they say.</p>"
             "</div>",
             "The second fell"},
        Kept{"LastParagraphSignedByItsAgency",
             "<h1>Three towers</h1><p>The oldest of the three can be climbed. It has two doors, "
             "since the brothers did not speak. (dpa)</p>",
             "The oldest"},
        Kept{"ListOfSentencesWithLinks",
             "<h1>Three towers</h1><ul><li>The <a href='/a'>oldest</a> can be climbed on Sundays."
             "</li><li>The <a href='/b'>second</a> fell twice.</li><li>The <a href='/c'>third</a> "
             "has two doors.</li></ul>",
             "The second fell"},
        Kept{"ShortTextBetweenParagraphsThatEndInRequests",
             "<h1>Three towers</h1><div><p>Sign up for our newsletter and follow us on Instagram."
             "</p><p>The oldest of the three can be climbed on Sundays, and the keeper shows the "
             "lamp and the log to everyone who brings him tobacco.</p><p>It has two doors.</p><p>"
             "Sign up for our newsletter and follow us on Instagram.</p></div>",
             "It has two doors"},
        Kept{"ShortTextBesideOneRequest",
             "<h1>Three towers</h1><div><p>It has two doors.</p><p>Sign up for our newsletter and "
             "follow us on Instagram.</p></div>",
             "It has two doors"},
        Kept{"HeadingThatItsImageRepeats",
             "<h1>Three towers</h1><img src='c.jpg' alt='The tower on the cape'><h3>The tower on "
             "the cape</h3><p>The oldest of the three can be climbed on Sundays.</p>",
             "The tower on"},
        Kept{"SentenceWithALinkToATag",
             "<h1>Three towers</h1><p>The keeper has a page on <a rel='tag' "
             "href='/t'>towers</a>.</p>",
             "The keeper"},
        Kept{"CodeThatIsMarkup",
             "<h1>Three towers</h1><pre><code>&lt;img src=\"tower.jpg\"&gt;</code></pre>", "<img"},
        Kept{"SentenceThatQuotesMarkup",
             "<h1>Three towers</h1><p>The keeper's page begins with &lt;h1 class=\"tower\"&gt;, "
             "which he is proud of.</p>",
             "The keeper"},
        Kept{"QuotationThatThanks",
             "<h1>Three towers</h1><p>“Thank you for your support,” the keeper said.</p>",
             "“Thank you"},
        Kept{"SentenceOnMembership",
             "<h1>Three towers</h1><p>Port Ann is already a member of the union of harbours.</p>",
             "Port Ann"},
        Kept{"ParagraphOnAnInquiryInSpanish",
             "<h1>Tres torres</h1><p>La carta, publicada en marzo, pide una comisión que mire las "
             "torres; el puerto quiere una comisión propia.</p>",
             "La carta"},
        Kept{"SentenceOnPayments",
             "<h1>Three towers</h1><p>The keepers may receive compensation for what they lost.</p>",
             "The keepers"},
        Kept{"ParagraphOnAdvertising",
             "<h1>Three towers</h1><p>The paper sold personalised ads, and the court forbade "
             "personalised ads of that kind; without personalised ads it closed.</p>",
             "The paper"},
        Kept{"TwoLinesThatBeginAlike",
             "<h1>Three towers</h1><p>The keeper of <a href='/a'>Port Ann on the cape</a></p>"
             "<p>The keeper of <a href='/b'>Gull Rock in the sound</a></p>",
             "The keeper of Port"},
        Kept{"LineWithOneLabel",
             "<h1>Three towers</h1><p>Tags: what the keeper ties to his keys</p>", "Tags"},
        Kept{"SentenceWithASubscription",
             "<h1>Three towers</h1><p>Of those who subscribe to the parish paper, one in four has "
             "climbed the oldest tower, and few of them more than once, as the keeper wrote.</p>",
             "Of those who"}),
    [](const auto& test) { return test.param.name; });

std::string page_on_port_ann(std::string_view last) {
  return "<html><head><title>A ferry for Gull Rock</title><meta property='article:tag' "
         "content='Port Ann'></head><body><h1>A ferry for Gull Rock</h1>" +
         std::string(kArticle) + std::string(last) + "</body></html>";
}

TEST(NoiseOfTags, ATagInABoxOfItsOwnIsNoText) {
  EXPECT_EQ(reason_of(page_on_port_ann("<div>Port Ann</div>"), "Port Ann"), "tag");
}

TEST(NoiseOfTags, ALinkedTagInAParagraphIsNoText) {
  EXPECT_EQ(reason_of(page_on_port_ann("<p>» <a href='/port-ann'>Port Ann</a></p>"), "» Port Ann"),
            "tag");
}

TEST(NoiseOfTags, ATagThatIsAParagraphMayBeTheDateline) {
  EXPECT_EQ(reason_of(page_on_port_ann("<p>PORT ANN</p>"), "PORT ANN"), "");
}

std::string page_by_jane_doe(std::string_view last) {
  return "<html><head><title>A ferry for Gull Rock</title><meta name='author' content='Jane Doe'>"
         "</head><body><h1>A ferry for Gull Rock</h1>" +
         std::string(kArticle) + "<p>" + std::string(last) + "</p></body></html>";
}

TEST(NoiseOfAuthors, WhatSaysWhoTheAuthorIsIsNoText) {
  EXPECT_EQ(reason_of(page_by_jane_doe("Jane Doe is the island's postwoman and writes on ships."),
                      "Jane Doe"),
            "author box");
}

TEST(NoiseOfAuthors, ALineOfTheirNamesIsNoText) {
  EXPECT_EQ(reason_of(page_by_jane_doe("JANE DOE"), "JANE DOE"), "byline");
}

TEST(NoiseOfAuthors, ABoxForAuthorsThatHoldsSentencesIsNoText) {
  EXPECT_EQ(
      reason_of(page_with("<div class='author'><img src='j.jpg'><p>The desk of this paper has "
                          "nine people and a dog. They can be reached by day.</p></div>"),
                "The desk"),
      "author box");
}

TEST(NoiseOfAuthors, ABoxForAuthorsThatHoldsTheArticleIsText) {
  const std::string page = page_of("<h1>A ferry for Gull Rock</h1><div class='author'>" +
                                   std::string(kArticle) + "</div>");
  EXPECT_EQ(reason_of(page, "Two of its piles"), "");
}

TEST(NoiseOfAuthors, WhatAnAuthorDoesIsText) {
  EXPECT_EQ(reason_of(page_by_jane_doe("Jane Doe waited for the ferry with the others that day."),
                      "Jane Doe"),
            "");
}

TEST(NoiseOfWordPress, AnEntryWithoutThePagesTitleIsAnotherArticle) {
  const std::string page =
      page_of("<div class='post-1 type-post hentry'><h1>A ferry for Gull Rock</h1>" +
              std::string(kArticle) +
              "<div class='post-2 type-post hentry'><p>The lamp went out in the coldest night of "
              "that year, and nobody saw it.</p></div></div>");
  EXPECT_EQ(reason_of(page, "The lamp went out"), "other article");
  EXPECT_EQ(reason_of(page, "Two of its piles"), "");
}

TEST(NoiseOfWordPress, AnEntryIsKeptWhereThePagesOwnSaysNothing) {
  const std::string page = page_of(
      "<div class='type-post hentry'><h1>A ferry for Gull Rock</h1></div>"
      "<div class='type-post hentry'>" +
      std::string(kArticle) + "</div>");
  EXPECT_EQ(reason_of(page, "Two of its piles"), "");
}

}  // namespace
}  // namespace tidings::article
