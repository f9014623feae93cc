#include <ostream>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/e2e/news_site.hpp"
#include "tests/e2e/program.hpp"

// What a publisher or a newcomer can get wrong: one clear line, the rest goes on, the right exit
// code.
namespace tidings::test {
namespace {

using testing::HasSubstr;
using testing::SizeIs;

class BadInput : public testing::Test {
 protected:
  BadInput() { site_.publish(made_up_story(1)); }
  Ended fetch() { return run_tidings(place_.folder(), place_.command({"fetch"})); }
  // A second source, whose feed is answered so, beside the good one.
  Ended fetch_beside(Reply feed) {
    bad_.on("/feed.xml", std::move(feed));
    place_.configure(
        {site_.source("good"),
         fmt::format("{{name: bad, feed: \"{}\", allow_private: true}}", bad_.url("/feed.xml"))});
    return fetch();
  }
  // A second item, whose page is answered so.
  Ended fetch_with_page(Reply reply) {
    site_.list("/a/bad.html", "Bad");
    site_.server().on("/a/bad.html", std::move(reply));
    place_.configure({site_.source("good")});
    return fetch();
  }

  NewsSite site_;
  TestServer bad_;
  Workplace place_;
};

struct FeedCase {
  const char* name;
  Reply reply;
  const char* says;
};

// The names of the tests do not depend on addresses in memory.
void PrintTo(const FeedCase& feed, std::ostream* out) { *out << feed.name; }

class BadFeed : public BadInput, public testing::WithParamInterface<FeedCase> {};

TEST_P(BadFeed, IsNamedWithItsSourceAndTheOthersGoOn) {
  const Ended ended = fetch_beside(GetParam().reply);
  EXPECT_EQ(ended.code, 1);
  EXPECT_THAT(ended.err, HasSubstr("bad: "));
  EXPECT_THAT(ended.err, HasSubstr(GetParam().says));
  EXPECT_THAT(place_.documents(), SizeIs(1));
}

INSTANTIATE_TEST_SUITE_P(
    Table, BadFeed,
    testing::Values(
        FeedCase{"Html", page("<!DOCTYPE html><html><body><h1>Welcome</h1></body></html>"), "HTML"},
        FeedCase{"Empty", answer(200, "", {{"Content-Type", "application/rss+xml"}}), "empty"},
        FeedCase{"Status404", answer(404), "404"}, FeedCase{"Status410", answer(410), "410"},
        FeedCase{"Status429", answer(429), "429"}, FeedCase{"Status500", answer(500), "500"},
        FeedCase{"Pdf", answer(200, "%PDF-1.7 ...", {{"Content-Type", "application/pdf"}}), "PDF"}),
    [](const auto& case_) { return case_.param.name; });

TEST_F(BadInput, APageThatIsAPdfIsRejected) {
  const Ended ended =
      fetch_with_page(answer(200, "%PDF-1.7 ...", {{"Content-Type", "application/pdf"}}));
  EXPECT_THAT(ended.out, HasSubstr("1 written"));
  EXPECT_THAT(ended.out, HasSubstr("1 rejected"));
}

TEST_F(BadInput, APageThatIsGoneIsAFailureThatIsNamed) {
  const Ended ended = fetch_with_page(answer(404));
  EXPECT_EQ(ended.code, 1);
  EXPECT_THAT(ended.err, HasSubstr("/a/bad.html"));
  EXPECT_THAT(ended.err, HasSubstr("404"));
  EXPECT_THAT(ended.out, HasSubstr("1 failed"));
}

TEST_F(BadInput, APageOfAServerThatFailsWaitsForALaterTry) {
  const Ended ended = fetch_with_page(answer(500));
  EXPECT_THAT(ended.err, HasSubstr("/a/bad.html: "));
  EXPECT_THAT(ended.err, HasSubstr("500"));
  EXPECT_EQ(ended.code, 1);
  EXPECT_THAT(ended.out, HasSubstr("1 waiting"));
}

TEST_F(BadInput, AnEmptyPageIsNoDocument) {
  (void)fetch_with_page(page(""));
  EXPECT_THAT(place_.documents(), SizeIs(1));
}

TEST_F(BadInput, AHostThatDoesNotResolveIsNamed) {
  place_.configure(
      {site_.source("good"), "{name: nowhere, feed: \"http://no-such-host.invalid/feed.xml\"}"});
  const Ended ended = fetch();
  EXPECT_EQ(ended.code, 1);
  EXPECT_THAT(ended.err, HasSubstr("no-such-host.invalid"));
  EXPECT_THAT(place_.documents(), SizeIs(1));
}

TEST_F(BadInput, ACertificateThatIsNotTrustedIsNamed) {
  const TestCa ca;
  NewsSite secure(ca.server_context({"secure.test"}));
  place_.configure(
      {site_.source("good"), fmt::format("{{name: secure, feed: \"https://secure.test/feed.xml\", "
                                         "connect_to: [\"{}\"], allow_private: true}}",
                                         secure.server().connect_to("secure.test"))});
  const Ended ended = fetch();
  EXPECT_EQ(ended.code, 1);
  EXPECT_THAT(ended.err, HasSubstr("certificate"));
}

TEST_F(BadInput, WhenNoSourceCanBeReachedThatIsSaid) {
  place_.configure({"{name: dead, feed: \"http://127.0.0.1:1/feed.xml\", allow_private: true}"});
  const Ended ended = fetch();
  EXPECT_EQ(ended.code, 1);
  EXPECT_THAT(ended.err, HasSubstr("no source could be reached"));
}

TEST_F(BadInput, AMissingParentOfTheCorpusIsAMistakeOfTheConfiguration) {
  place_.configure({site_.source("good")});
  const Ended ended =
      run_tidings(place_.folder(), place_.command({"--corpus", "/no/such/parent/corpus", "fetch"}));
  EXPECT_EQ(ended.code, 2);
  EXPECT_THAT(ended.err, HasSubstr("/no/such/parent"));
}

TEST_F(BadInput, AnUnknownKeyIsNamedWithLineAndTheNearestOne) {
  place_.configure({"{name: good, fed: \"http://good.test/feed.xml\"}"});
  const Ended ended = fetch();
  EXPECT_EQ(ended.code, 2);
  EXPECT_THAT(ended.err, HasSubstr("tidings.yaml:5:"));
  EXPECT_THAT(ended.err, HasSubstr("feed"));
}

}  // namespace
}  // namespace tidings::test
