#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "daemon/ingest/schedule_record.hpp"
#include "tests/daemon/ingest/newsroom.hpp"

namespace tidings::test {
namespace {

using namespace std::chrono_literals;
using testing::Contains;
using testing::Each;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

const std::string kOld = "https://old.test/feed.xml";
const std::string kNew = "https://new.test/feed.xml";
constexpr std::chrono::hours kDay{24};

class MovedSource : public testing::Test {
 protected:
  MovedSource() { open(); }

  void open() {
    config::Source source = feed_source("paper", kOld);
    source.every = 6h;
    room_.open({source});
  }
  void move_in_a_week() {
    room_.run_for(8 * kDay);
    (void)room_.take_asked();
  }

  int redirect_ = 301;
  int new_status_ = 200;
  Newsroom room_{[this](const fetch::Exchange& exchange) {
    if (exchange.url == kOld && redirect_ != 200)
      return scripted(redirect_, "", {{"location", kNew}});
    return scripted(exchange.url == kNew ? new_status_ : 200,
                    "<rss version='2.0'><channel><title>t</title></channel></rss>");
  }};
};

TEST_F(MovedSource, IsPolledAtItsNewAddressOnceARedirectHasStoodForAWeek) {
  room_.run_for(6 * kDay);
  EXPECT_THAT(room_.take_asked(), Contains(kOld));
  room_.run_for(2 * kDay);
  (void)room_.take_asked();
  room_.run_for(kDay);
  EXPECT_THAT(room_.take_asked(), Each(kNew));
  EXPECT_THAT(room_.log(), HasSubstr("source.moved"));
}

TEST_F(MovedSource, IsNotMovedByATemporaryRedirect) {
  redirect_ = 307;
  move_in_a_week();
  room_.run_for(kDay);
  EXPECT_THAT(room_.take_asked(), Contains(kOld));
}

TEST_F(MovedSource, StaysMovedAfterARestart) {
  move_in_a_week();
  open();
  room_.run_for(kDay);
  EXPECT_THAT(room_.take_asked(), Each(kNew));
}

TEST_F(MovedSource, SaysSoInItsRecord) {
  move_in_a_week();
  EXPECT_EQ(schedule::polled_address(ingest::load_rhythm(room_.record("paper")).redirect, kOld),
            kNew);
}

TEST_F(MovedSource, GoesBackToTheConfiguredAddressWhenTheNewOneFailsForDays) {
  move_in_a_week();
  redirect_ = 200;
  new_status_ = 404;
  room_.run_for(2 * kDay);
  EXPECT_THAT(room_.take_asked(), Each(kNew));
  room_.run_for(4 * kDay);
  (void)room_.take_asked();
  room_.run_for(2 * kDay);
  const auto asked = room_.take_asked();
  EXPECT_THAT(asked, Not(IsEmpty()));
  EXPECT_THAT(asked, Each(kOld));
}

}  // namespace
}  // namespace tidings::test
