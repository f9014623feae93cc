#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

#include <gmock/gmock.h>

#include "parsers/article/article.hpp"
#include "parsers/article/features.hpp"
#include "parsers/article/model.hpp"
#include "parsers/site_rules/site_rules.hpp"

namespace tidings::article {
namespace {

using testing::Each;
using testing::ElementsAre;
using testing::ElementsAreArray;
using testing::Gt;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;

constexpr std::string_view kParagraphs[] = {
    "The city council voted on Tuesday to reopen the old tram line along the harbour, eleven years "
    "after the last train left the depot on Mill Street.",
    "Work on the tracks is to begin in spring, said the mayor, who had promised the line to the "
    "people of the eastern districts before the election.",
    "Traders on the quay fear two summers of noise and dust, but most of them expect that visitors "
    "will come back once the trams are running again.",
    "The line costs forty million, a third of which the region pays; the rest comes from the fund "
    "that was set up when the harbour was sold."};

std::string plain_page() {
  std::string page = "<html><body><nav><a href=/>Home</a></nav><article><h1>Trams return</h1>";
  for (const std::string_view paragraph : kParagraphs)
    page += "<p>" + std::string(paragraph) + "</p>";
  return page + "</article><footer><a href=/imprint>Imprint</a></footer></body></html>";
}

TEST(Extract, TakesTheParagraphsOfAPlainPage) {
  const auto article = extract(plain_page(), {});
  ASSERT_TRUE(article);
  EXPECT_EQ(article->title, "Trams return");
  EXPECT_THAT(article->paragraphs, ElementsAreArray(kParagraphs));
}

TEST(Extract, GivesTheSameForTheSameBytes) {
  EXPECT_EQ(extract(plain_page(), {})->text(), extract(plain_page(), {})->text());
}

TEST(Extract, FindsNothingInNothing) {
  const auto article = extract("", {});
  ASSERT_TRUE(article);
  EXPECT_THAT(article->paragraphs, IsEmpty());
}

TEST(Extract, KeepsTheQuestionsThatAreAskedOfEveryone) {
  const std::string question = "What did you hope for when the trams came back to the harbour?";
  std::string page = "<html><body><article><h1>Trams return</h1>";
  for (const std::string_view paragraph : kParagraphs) {
    page +=
        "<div><p><strong>" + question + "</strong></p><p>" + std::string(paragraph) + "</p></div>";
  }
  const auto article = extract(page + "</article></body></html>", {});
  ASSERT_TRUE(article);
  EXPECT_EQ(std::ranges::count(article->paragraphs, question), 4);
}

TEST(Extract, LeavesOutWhatIsShownOnceMoreInLargeLetters) {
  std::string page = plain_page();
  page.insert(page.find("<p>Traders"),
              "<blockquote>“Work on the tracks is to begin in spring.”</blockquote>");
  const auto article = extract(page, {});
  ASSERT_TRUE(article);
  EXPECT_THAT(article->paragraphs, ElementsAreArray(kParagraphs));
}

TEST(Extract, KeepsAQuotationThatTheTextDoesNotRepeat) {
  const std::string quotation =
      "“We will ring the bells on the day on which the first tram comes,” "
      "the verger of the harbour church said.";
  std::string page = plain_page();
  page.insert(page.find("<p>Traders"), "<blockquote>" + quotation + "</blockquote>");
  const auto article = extract(page, {});
  ASSERT_TRUE(article);
  EXPECT_THAT(article->paragraphs, testing::Contains(quotation));
}

class ScreenReaderNote : public testing::TestWithParam<const char*> {};

TEST_P(ScreenReaderNote, IsNotPartOfTheSentence) {
  std::string page = plain_page();
  page.insert(page.find("</article>"),
              "<p>The region wrote to <a href=/r>the owner of the harbour" +
                  std::string(GetParam()) + "</a> in March, and was not given an answer.</p>");
  const auto article = extract(page, {});
  ASSERT_TRUE(article);
  EXPECT_EQ(article->paragraphs.back(),
            "The region wrote to the owner of the harbour in March, and was not given an answer.");
}

INSTANTIATE_TEST_SUITE_P(
    Forms, ScreenReaderNote,
    testing::Values("<span class='sr-only'>, outside</span>",
                    "<span style='position:absolute; clip: rect(0, 0, 0, 0)'>, outside</span>",
                    "<span> (opens in a new tab)</span>",
                    "<span><span> (öffnet in neuem Fenster)</span></span>"));

TEST(Extract, LetsRulesAskForAnyAttribute) {
  const auto rules = site_rules::Rules::parse("body: //div[@data-part='text']");
  Options options;
  options.rules = &rules;
  const std::string text(kParagraphs[0]);
  const auto article = extract("<p>" + std::string(kParagraphs[1]) + "</p><div data-part=text><p>" +
                                   text + "</p></div><p>" + std::string(kParagraphs[2]) + "</p>",
                               options);
  ASSERT_TRUE(article);
  EXPECT_THAT(article->paragraphs, ElementsAre(text));
}

TEST(Extract, ExplainsEachBlock) {
  Options options;
  options.explain = true;
  const auto article = extract(plain_page(), options);
  ASSERT_TRUE(article);
  EXPECT_THAT(article->blocks, SizeIs(Gt(4U)));
  EXPECT_THAT(article->blocks, Each(testing::Field(&BlockVerdict::reason, Not(IsEmpty()))));
}

// One split on a single number: `small` below one, `large` from there on.
std::array<ModelNode, 3> stump(float small, float large) {
  return {{{1, 0, 1}, {small, ModelNode::kLeaf, 0}, {large, ModelNode::kLeaf, 0}}};
}

// The log-odds that two trainings of one tree each give to a row.
double log_odds(std::array<ModelNode, 3> first, std::array<ModelNode, 3> second, float row) {
  std::vector<ModelNode> nodes(first.begin(), first.end());
  nodes.insert(nodes.end(), second.begin(), second.end());
  const std::vector<std::uint32_t> roots = {0, 3};
  const Model model{.nodes = nodes, .roots = roots, .trainings = 2};
  const double p = model.probabilities(std::vector<float>{row}, 1).front();
  return std::log(p / (1 - p));
}

TEST(BodyModel, AddsUpItsTrainings) {
  EXPECT_NEAR(log_odds(stump(-0.5F, 0.5F), stump(-0.25F, 1), 0), -0.75, 1e-5);
  EXPECT_NEAR(log_odds(stump(-0.5F, 0.5F), stump(-0.25F, 1), 1), 1.5, 1e-5);
}

TEST(BodyModel, TakesTheFirstTrainingsWordWhereThatIsSure) {
  EXPECT_NEAR(log_odds(stump(-2.5F, 2.5F), stump(9, -9), 0), -5, 1e-4);
  EXPECT_NEAR(log_odds(stump(-2.5F, 2.5F), stump(9, -9), 1), 5, 1e-4);
}

TEST(BodyModel, GivesEachOfManyRowsItsOwnProbability) {
  const auto nodes = stump(-1, 1);
  const std::vector<std::uint32_t> roots = {0};
  const std::vector<float> rows = {0, 1, 1, 0, 0, 1, 0};
  const Model model{.nodes = nodes, .roots = roots};
  const std::vector<double> found = model.probabilities(rows, rows.size());
  ASSERT_THAT(found, SizeIs(rows.size()));
  for (std::size_t i = 0; i < rows.size(); ++i) EXPECT_EQ(found[i] > 0.5, rows[i] == 1) << i;
}

TEST(BodyModel, WasTrainedOnTheFeaturesThatAreComputed) {
  const auto trained = body_model_features();
  EXPECT_THAT(feature_names(),
              ElementsAreArray(std::vector<std::string>(trained.begin(), trained.end())));
}

}  // namespace
}  // namespace tidings::article
