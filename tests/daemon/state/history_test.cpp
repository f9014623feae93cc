#include <optional>
#include <string>

#include "tests/daemon/state/state_fixture.hpp"

// What happened: where texts were seen, what became of what was listed, what befell the sources.
namespace tidings::state {
namespace {

using namespace std::chrono_literals;
using ::testing::ElementsAre;
using ::testing::SizeIs;

TEST_F(StateTest, CountsASightingOfTheSameUrlOnce) {
  const Sighting sighting{3, "https://b.example/copy", "b", "Copy", 0.75, now()};
  Batch batch;
  batch.sightings = {sighting, sighting};
  apply(batch);
  apply(batch);
  EXPECT_THAT(state_->sightings(3).value(), ElementsAre(sighting));
}

TEST_F(StateTest, NamesTheTextsThatWereSeenAgainTheLatestFirst) {
  Batch batch;
  for (std::uint64_t number = 0; number < 3; ++number) batch.documents.push_back(document(number));
  batch.sightings.push_back({2, "https://b.example/2", "b", "Copy", 1.0, now()});
  batch.sightings.push_back({0, "https://b.example/0", "b", "Teaser", 0.75, now()});
  apply(batch);
  const auto texts = state_->repeated("", 10).value();
  ASSERT_THAT(texts, SizeIs(2));
  EXPECT_EQ(texts[0].document.number, 0U);
  ASSERT_THAT(texts[0].places, SizeIs(2));
  EXPECT_EQ(texts[0].places[1].similarity, 0.75);
  EXPECT_EQ(texts[1].document.number, 2U);
  EXPECT_THAT(state_->repeated("", 1).value(), SizeIs(1));
  EXPECT_THAT(state_->repeated("c", 10).value(), SizeIs(0));
}

TEST_F(StateTest, NamesATextThatWasSeenAgainForBothItsSourceAndTheOther) {
  Batch batch;
  batch.documents.push_back(document(0));
  batch.sightings.push_back({0, "https://b.example/0", "b", "Copy", 1.0, now()});
  apply(batch);
  EXPECT_THAT(state_->repeated("site", 10).value(), SizeIs(1));
  EXPECT_THAT(state_->repeated("b", 10).value(), SizeIs(1));
}

TEST_F(StateTest, TellsADocumentsOwnAddressFirstAndOnce) {
  Batch batch;
  batch.documents.push_back(document(0));
  batch.sightings.push_back({0, "https://b.example/0", "b", "Copy", 0.75, now()});
  batch.sightings.push_back({0, "https://a.example/0", "site", "Title", 1.0, now()});
  apply(batch);
  const auto places = state_->sightings(0).value();
  ASSERT_THAT(places, SizeIs(2));
  EXPECT_EQ(places[0],
            (Sighting{0, "https://a.example/0", "site", "Title", 1.0, document(0).fetched_at}));
  EXPECT_EQ(places[1].url, "https://b.example/0");
}

TEST_F(StateTest, ListsTheLatestDocumentsOfASourceOldestFirst) {
  Batch batch;
  for (std::uint64_t number = 0; number < 6; ++number) {
    batch.documents.push_back(document(number));
    if (number % 2 == 1) batch.documents.back().source = "other";
  }
  apply(batch);
  const auto latest = state_->latest("site", 2).value();
  ASSERT_THAT(latest, SizeIs(2));
  EXPECT_EQ(latest[0], document(2));
  EXPECT_EQ(latest[1], document(4));
}

TEST_F(StateTest, TheLedgerAddsUpAtEveryStep) {
  const auto book = [&](Reason reason, std::optional<Reason> was = std::nullopt,
                        std::int64_t count = 1) {
    Batch batch;
    batch.ledger.push_back({"site", "2026-03-12", reason, was, count});
    apply(batch);
    const auto ledgers = state_->ledger("", "", "").value();
    for (const Ledger& ledger : ledgers) {
      EXPECT_TRUE(ledger.adds_up());
      std::int64_t sum = 0;
      for (int i = 0; i < kOutcomes; ++i) sum += ledger.count(static_cast<Outcome>(i));
      EXPECT_EQ(sum, ledger.listed);
    }
  };
  book(Reason::kQueued, std::nullopt, 5);
  book(Reason::kKnownUrl, std::nullopt, 2);
  book(Reason::kRetry, Reason::kQueued);
  book(Reason::kNew, Reason::kRetry);
  book(Reason::kNearText, Reason::kQueued);
  book(Reason::kHttpGone, Reason::kQueued, 2);
  const Ledger ledger = state_->ledger("site", "2026-03-12", "2026-03-12").value().at(0);
  EXPECT_EQ(ledger.listed, 7);
  EXPECT_EQ(ledger.count(Outcome::kWaiting), 1);
  EXPECT_EQ(ledger.count(Outcome::kFailed), 2);
  EXPECT_THAT(state_->ledger("site", "2026-03-13", "").value(), SizeIs(0));
}

TEST_F(StateTest, EachReasonHasANameOfItsOwnThatFindsIt) {
  for (int i = 0; i < kReasons; ++i) {
    const auto reason = static_cast<Reason>(i);
    EXPECT_EQ(reason_by_name(name(reason)), reason) << name(reason);
  }
  EXPECT_EQ(reason_by_name("no such reason"), std::nullopt);
}

TEST_F(StateTest, KeepsTheLastEventsOfEachSource) {
  Batch batch;
  for (int i = 0; i < kEventsPerSource + 50; ++i) {
    batch.events.push_back({now() + i * 1s, "busy", "source.polled", {{"n", std::to_string(i)}}});
  }
  batch.events.push_back({now(), "calm", "source.failed", {}});
  apply(batch);
  const auto events = state_->events("busy", 1000).value();
  EXPECT_THAT(events, SizeIs(kEventsPerSource));
  EXPECT_EQ(events.back().fields.at("n"), std::to_string(kEventsPerSource + 49));
  EXPECT_THAT(state_->events("busy", 3).value(), SizeIs(3));
  EXPECT_THAT(state_->events("calm", 10).value(), SizeIs(1));
}

}  // namespace
}  // namespace tidings::state
