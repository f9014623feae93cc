#include "parsers/article/body.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include <gtest/gtest.h>

#include "parsers/html/document.hpp"

namespace tidings::article {
namespace {

constexpr std::string_view kPage =
    "<html><head><title>A ferry for Gull Rock</title></head><body><div>"
    "<p>The ferry to Gull Rock will run twice a week from the end of May, the harbour master said "
    "on Tuesday, if the landing stage is repaired in time and somebody is found to row it.</p>"
    "<p>Two of its piles were lost in the storms of January, and the parish council has set money "
    "aside for new ones of larch wood, which are to be cut on the mainland in April.</p>"
    "<p>The rock has had a light since 1871, but no ferry.</p>"
    "<p>Contact</p></div></body></html>";

std::uint16_t feature(std::string_view name) {
  const auto names = body_model_features();
  return static_cast<std::uint16_t>(std::ranges::find(names, name) - names.begin());
}

float logit(double probability) {
  return static_cast<float>(std::log(probability / (1 - probability)));
}

// Whether the third paragraph is kept by a model that gives it `middle`, the long ones `high`.
bool keeps_the_third(double high, double middle) {
  const std::uint16_t length = feature("length");
  const std::array<ModelNode, 5> nodes{ModelNode{30, length, 1},
                                       {logit(0.01), ModelNode::kLeaf, 0},
                                       {100, length, 3},
                                       {logit(middle), ModelNode::kLeaf, 0},
                                       {logit(high), ModelNode::kLeaf, 0}};
  const std::array<std::uint32_t, 1> roots{0};
  const Model model{.nodes = nodes, .roots = roots};
  const auto document = html::Document::parse(std::string(kPage)).value();
  const Metadata metadata = read_metadata(document, "https://news.example/ferry");
  const Blocks blocks = cut_blocks(*document.root());
  const auto verdicts = judge(blocks, metadata, {.model = &model});
  return verdicts.at(2).kept;
}

TEST(Body, LeavesOutWhatIsUnlikelyBesideSureText) { EXPECT_FALSE(keeps_the_third(0.95, 0.2)); }

TEST(Body, AsksLessOfEachBlockWhereNoneIsSure) { EXPECT_TRUE(keeps_the_third(0.4, 0.2)); }

TEST(Body, KeepsOutWhatIsFarBelowTheRestOfAnUnsurePage) { EXPECT_FALSE(keeps_the_third(0.4, 0.1)); }

}  // namespace
}  // namespace tidings::article
