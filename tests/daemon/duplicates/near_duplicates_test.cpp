#include "daemon/duplicates/near_duplicates.hpp"

#include <map>

#include <gmock/gmock.h>

#include "tests/daemon/duplicates/made_up_text.hpp"

namespace tidings::duplicates {
namespace {

constexpr double kThreshold = 0.6;

class FindDuplicate : public testing::Test {
 protected:
  void add(std::uint64_t number, const std::string& text) {
    texts_[number] = text;
    ASSERT_TRUE(index_.insert(number, fingerprint::make_signature(text)).has_value());
  }

  std::optional<Match> find(const std::string& text, double threshold = kThreshold) {
    const auto signature_of =
        [this](std::uint64_t number) -> std::optional<fingerprint::Signature> {
      ++asked_;
      const auto text_of = texts_.find(number);
      if (text_of == texts_.end()) return std::nullopt;
      return fingerprint::make_signature(text_of->second);
    };
    const auto shingles_of = [this](std::uint64_t number) -> std::optional<double> {
      const auto size = sizes_.find(number);
      return size == sizes_.end() ? std::nullopt : std::optional(size->second);
    };
    return find_duplicate(index_, fingerprint::make_signature(text), threshold,
                          {signature_of, shingles_of})
        .value();
  }

  NearDuplicateIndex index_ = NearDuplicateIndex::open_temporary().value();
  std::map<std::uint64_t, std::string> texts_;
  std::map<std::uint64_t, double> sizes_;  // of texts, in shingles, where they are known
  int asked_ = 0;
};

TEST_F(FindDuplicate, IsNoneForTheFirstDocument) {
  EXPECT_FALSE(find(made_up_text(1)).has_value());
}

TEST_F(FindDuplicate, IsExactWhenOnlyWhiteSpaceDiffers) {
  add(4, "One two three four\nfive six seven.");
  const auto match = find("One  two three\tfour five six seven. ");
  ASSERT_TRUE(match.has_value());
  EXPECT_EQ(match->number, 4U);
  EXPECT_TRUE(match->exact);
  EXPECT_DOUBLE_EQ(match->containment, 1);
}

TEST_F(FindDuplicate, IsNearWhenQuotesDiffer) {
  add(4, "“We can’t go on like this,” she said on Monday.");
  const auto match = find("\"We can't go on like this,\" she said on Monday.");
  ASSERT_TRUE(match.has_value());
  EXPECT_FALSE(match->exact);
  EXPECT_DOUBLE_EQ(match->containment, 1);
}

TEST_F(FindDuplicate, IsNearForATeaserOfAnEarlierArticle) {
  add(0, made_up_text(1));
  const auto match = find(made_up_text(1, 0, 90));
  ASSERT_TRUE(match.has_value());
  EXPECT_TRUE(match->earlier_longer);
}

TEST_F(FindDuplicate, SaysThatAFullTextIsLongerThanItsTeaser) {
  add(0, made_up_text(1, 0, 90));
  const auto match = find(made_up_text(1));
  ASSERT_TRUE(match.has_value());
  EXPECT_FALSE(match->earlier_longer);
}

TEST_F(FindDuplicate, DoesNotCallACopyWithAFooterLonger) {
  add(0, made_up_text(1));
  const auto match = find(made_up_text(1) + made_up_text(2, 0, 40));
  ASSERT_TRUE(match.has_value());
  EXPECT_TRUE(match->earlier_longer);
}

TEST_F(FindDuplicate, IsNoneForAFollowUpThatQuotesAThird) {
  add(0, made_up_text(1));
  EXPECT_FALSE(find(made_up_text(2, 0, 200) + made_up_text(1, 0, 100)).has_value());
}

TEST_F(FindDuplicate, FollowsTheThreshold) {
  add(0, made_up_text(1));
  const std::string half_new = made_up_text(1, 0, 150) + made_up_text(2, 0, 150);
  EXPECT_FALSE(find(half_new, 0.6).has_value());
  EXPECT_TRUE(find(half_new, 0.4).has_value());
}

TEST_F(FindDuplicate, PrefersAnExactCopyToALongerNearOne) {
  add(0, made_up_text(1));
  add(1, made_up_text(1, 0, 200));
  const auto match = find(made_up_text(1, 0, 200));
  ASSERT_TRUE(match.has_value());
  EXPECT_EQ(match->number, 1U);
  EXPECT_TRUE(match->exact);
}

TEST_F(FindDuplicate, PrefersTheHighestContainment) {
  add(0, made_up_text(1, 0, 220) + made_up_text(2, 0, 80));
  add(1, made_up_text(1, 0, 280) + made_up_text(3, 0, 20));
  const auto match = find(made_up_text(1));
  ASSERT_TRUE(match.has_value());
  EXPECT_EQ(match->number, 1U);
}

TEST_F(FindDuplicate, PassesOverADocumentThatIsGone) {
  add(0, made_up_text(1));
  add(1, made_up_text(1));
  texts_.erase(0);
  const auto match = find(made_up_text(1));
  ASSERT_TRUE(match.has_value());
  EXPECT_EQ(match->number, 1U);
}

TEST_F(FindDuplicate, TrustsTheDocumentAndNotAnIndexThatIsAhead) {
  add(0, made_up_text(1));
  texts_[0] = made_up_text(2);  // the number was given to another text after a crash
  EXPECT_FALSE(find(made_up_text(1)).has_value());
}

TEST_F(FindDuplicate, DoesNotReadATextThatSharesTooFewSamplesForItsSize) {
  add(0, made_up_text(2, 0, 1000) + made_up_text(1, 0, 60));
  sizes_[0] = 1050;
  EXPECT_FALSE(find(made_up_text(3, 0, 1000) + made_up_text(1, 0, 60)).has_value());
  EXPECT_EQ(asked_, 0);
}

TEST_F(FindDuplicate, ReadsATextThatIsSmallEnoughToBeContained) {
  add(0, made_up_text(1, 0, 60));
  sizes_[0] = 56;
  EXPECT_TRUE(find(made_up_text(3, 0, 1000) + made_up_text(1, 0, 60)).has_value());
}

TEST_F(FindDuplicate, ReadsATextThatReachesTheThresholdWhereItsSizeIsWellKnown) {
  for (int seed = 1; seed < 200; ++seed) {
    add(static_cast<std::uint64_t>(seed), made_up_text(seed, 0, 1000));
    sizes_[static_cast<std::uint64_t>(seed)] = 996;
    EXPECT_TRUE(find(made_up_text(seed, 0, 700) + made_up_text(1000 + seed, 0, 300)).has_value())
        << seed;
  }
}

TEST_F(FindDuplicate, AsksForNoMoreThanSixteen) {
  for (std::uint64_t i = 0; i < 60; ++i) {
    add(i, made_up_text(static_cast<int>(i) + 10, 0, 250) + made_up_text(1, 0, 50));
  }
  EXPECT_FALSE(find(made_up_text(9, 0, 250) + made_up_text(1, 0, 50)).has_value());
  EXPECT_LE(asked_, 16);
}

}  // namespace
}  // namespace tidings::duplicates
