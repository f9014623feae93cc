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

TEST(BodyModel, WasTrainedOnTheFeaturesThatAreComputed) {
  const auto trained = body_model_features();
  EXPECT_THAT(feature_names(),
              ElementsAreArray(std::vector<std::string>(trained.begin(), trained.end())));
}

}  // namespace
}  // namespace tidings::article
