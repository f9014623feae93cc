#include "daemon/ingest/stored_text.hpp"

#include <gmock/gmock.h>

#include "tests/daemon/corpus/corpus_fixture.hpp"

namespace tidings::ingest {
namespace {

using testing::ElementsAre;
using testing::Pair;

class CatchUp : public test::CorpusTest {
 protected:
  CatchUp() : store_(open()) {
    const auto done = store_->corpus().commit(test::pending_documents(0, 6));
    EXPECT_TRUE(done) << done.error().message;
  }

  // The steps that were told of; it is stopped at the one with that number.
  std::vector<std::pair<std::uint64_t, std::uint64_t>> steps(std::size_t stop_at) {
    std::vector<std::pair<std::uint64_t, std::uint64_t>> told;
    result_ = catch_up(
        *store_, index_,
        [&](std::uint64_t done, std::uint64_t all) {
          told.emplace_back(done, all);
          return told.size() != stop_at;
        },
        2);
    return told;
  }
  std::size_t candidates_of(std::uint64_t number) {
    return index_.candidates(*stored_signature(*store_, number))->size();
  }

  std::unique_ptr<corpus::Store> store_;
  duplicates::NearDuplicateIndex index_ = *duplicates::NearDuplicateIndex::open_temporary();
  std::expected<std::uint64_t, std::string> result_;
};

TEST_F(CatchUp, TellsHowFarItIsAfterEachStepButTheLast) {
  EXPECT_THAT(steps(0), ElementsAre(Pair(2, 6), Pair(4, 6)));
}

TEST_F(CatchUp, PutsEveryDocumentIntoTheIndex) {
  steps(0);
  for (std::uint64_t number = 0; number < 6; ++number) EXPECT_GT(candidates_of(number), 0U);
}

TEST_F(CatchUp, SaysThatItWasStopped) {
  steps(1);
  ASSERT_FALSE(result_);
  EXPECT_EQ(result_.error(), "stopped");
}

TEST_F(CatchUp, GoesOnBehindTheLastStepAfterAStop) {
  steps(2);
  EXPECT_EQ(index_.synced(), 3U);
  steps(0);
  EXPECT_EQ(result_, 3U);  // the one at the mark once more
  EXPECT_EQ(index_.synced(), 5U);
}

}  // namespace
}  // namespace tidings::ingest
