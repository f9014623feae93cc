#include "daemon/duplicates/near_duplicate_index.hpp"

#include <algorithm>

#include <gmock/gmock.h>

#include "tests/daemon/duplicates/made_up_text.hpp"
#include "tests/support/temp_folder.hpp"

namespace tidings::duplicates {
namespace {

using fingerprint::make_signature;
using testing::IsEmpty;

NearDuplicateIndex new_index() { return NearDuplicateIndex::open_temporary().value(); }

void insert(NearDuplicateIndex& index, std::uint64_t number, const fingerprint::Signature& text) {
  const auto status = index.insert(number, text);
  ASSERT_TRUE(status.has_value()) << status.error();
}

TEST(NearDuplicateIndex, HasNoCandidatesAtFirst) {
  auto index = new_index();
  EXPECT_THAT(index.candidates(made_up_signature(1)).value(), IsEmpty());
}

TEST(NearDuplicateIndex, NamesACopyAsExactWithAllFeaturesShared) {
  auto index = new_index();
  const auto text = make_signature(made_up_text(1));
  insert(index, 5, text);
  const auto candidates = index.candidates(text).value();
  ASSERT_EQ(candidates.size(), 1U);
  EXPECT_EQ(candidates[0].number, 5U);
  EXPECT_TRUE(candidates[0].exact);
  EXPECT_EQ(candidates[0].shared, text.features().size());
}

TEST(NearDuplicateIndex, NamesTheArticleOfATeaserAndTheTeaserOfAnArticle) {
  const auto article = make_signature(made_up_text(1));
  const auto teaser = make_signature(made_up_text(1, 0, 90));
  auto index = new_index();
  insert(index, 0, article);
  ASSERT_EQ(index.candidates(teaser).value().size(), 1U);
  EXPECT_FALSE(index.candidates(teaser).value()[0].exact);
  auto other = new_index();
  insert(other, 0, teaser);
  EXPECT_EQ(other.candidates(article).value().size(), 1U);
}

TEST(NearDuplicateIndex, DoesNotNameStrangers) {
  auto index = new_index();
  for (std::uint64_t i = 0; i < 500; ++i) insert(index, i, made_up_signature(i));
  std::size_t named = 0;
  for (std::uint64_t i = 500; i < 1000; ++i) {
    named += index.candidates(made_up_signature(i)).value().size();
  }
  EXPECT_LE(named, 1U);
}

TEST(NearDuplicateIndex, PutsExactCopiesFirstThenThoseThatShareMost) {
  auto index = new_index();
  insert(index, 1, make_signature(made_up_text(1, 0, 120)));
  insert(index, 2, make_signature(made_up_text(1, 0, 280)));
  insert(index, 3, make_signature(made_up_text(1)));
  const auto candidates = index.candidates(make_signature(made_up_text(1))).value();
  EXPECT_THAT(candidates, testing::ElementsAre(testing::Field(&Candidate::number, 3),
                                               testing::Field(&Candidate::number, 2),
                                               testing::Field(&Candidate::number, 1)));
}

TEST(NearDuplicateIndex, CountsASampleOnceThatIsInsertedAgainAfterASync) {
  auto index = new_index();
  const auto text = make_signature(made_up_text(1));
  insert(index, 5, text);
  ASSERT_TRUE(index.sync(5));
  insert(index, 5, text);
  const auto candidates = index.candidates(text).value();
  ASSERT_EQ(candidates.size(), 1U);
  EXPECT_EQ(candidates[0].shared, text.features().size());
}

TEST(NearDuplicateIndex, HasWhatWasSyncedWhenItIsOpenedAgain) {
  const test::TempFolder folder;
  const auto text = make_signature(made_up_text(1));
  {
    auto index = NearDuplicateIndex::open(folder.path() / "index").value();
    insert(index, 5, text);
    ASSERT_TRUE(index.sync(5));
  }
  auto index = NearDuplicateIndex::open(folder.path() / "index").value();
  EXPECT_EQ(index.candidates(text).value().size(), 1U);
}

TEST(NearDuplicateIndex, LeavesOutWhatHasLeftTheWindow) {
  auto index = new_index();
  const auto text = made_up_signature(1);
  insert(index, 3, text);
  insert(index, 9, text);
  index.set_first_number(4);
  const auto candidates = index.candidates(text).value();
  ASSERT_EQ(candidates.size(), 1U);
  EXPECT_EQ(candidates[0].number, 9U);
  EXPECT_EQ(index.first_number(), 4U);
}

TEST(NearDuplicateIndex, TakesATextWithoutLetters) {
  auto index = new_index();
  insert(index, 1, make_signature("***"));
  EXPECT_EQ(index.candidates(make_signature("***")).value().size(), 1U);
}

TEST(NearDuplicateIndex, RefusesANumberBeyondItsRange) {
  auto index = new_index();
  EXPECT_FALSE(index.insert(std::uint64_t{1} << 32U, made_up_signature(1)).has_value());
}

TEST(NearDuplicateIndex, TakesAtMostFourHundredBytesADocument) {
  auto index = new_index();
  constexpr std::uint64_t kDocuments = 10'000;
  for (std::uint64_t i = 0; i < kDocuments; ++i) insert(index, i, made_up_signature(i));
  ASSERT_TRUE(index.sync(kDocuments - 1));
  EXPECT_LE(index.bytes_on_disk(), 400 * kDocuments);
}

TEST(NearDuplicateIndex, FindsTheOldestOfTenThousand) {
  auto index = new_index();
  for (std::uint64_t i = 0; i < 10'000; ++i) insert(index, i, made_up_signature(i));
  for (std::uint64_t i = 0; i < 100; ++i) {
    const auto text = made_up_signature(i);
    const auto candidates = index.candidates(text).value();
    ASSERT_FALSE(candidates.empty());
    EXPECT_EQ(candidates[0].number, i);
    EXPECT_GE(candidates[0].shared, text.features().size() * 3 / 4);
  }
}

}  // namespace
}  // namespace tidings::duplicates
