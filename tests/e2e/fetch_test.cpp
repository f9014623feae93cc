#include <algorithm>
#include <filesystem>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "parsers/document/document.hpp"
#include "tests/e2e/news_site.hpp"
#include "tests/e2e/program.hpp"

namespace tidings::test {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;

class FetchEndToEnd : public testing::Test {
 protected:
  FetchEndToEnd() {
    for (int i = 1; i <= 3; ++i) site_.publish(made_up_story(i));
    place_.configure({site_.source("post")});
  }
  Ended fetch(const std::vector<std::string>& more = {}) {
    std::vector<std::string> arguments = {"fetch"};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return run_tidings(place_.folder(), place_.command(arguments));
  }

  NewsSite site_;
  Workplace place_;
};

TEST_F(FetchEndToEnd, TheFirstFetchWritesADocumentAPage) {
  const Ended ended = fetch();
  EXPECT_EQ(ended.code, 0) << ended.err;
  EXPECT_THAT(place_.documents(), SizeIs(3));
  EXPECT_THAT(ended.out, HasSubstr("3 new documents"));
}

TEST_F(FetchEndToEnd, EveryDocumentHasTheHashOfItsBodyInItsName) {
  (void)fetch();
  for (const auto& [name, text] : place_.documents()) {
    const auto hash = document::hex(document::content_hash(text));
    EXPECT_THAT(name, HasSubstr(hash.substr(0, 16)));
    EXPECT_THAT(place_.index(), HasSubstr(name));
  }
}

TEST_F(FetchEndToEnd, TheBodyIsTheStorysParagraphsAndNothingElse) {
  (void)fetch();
  const Story story = made_up_story(1);
  const auto documents = place_.documents();
  const auto found = std::ranges::find_if(
      documents, [&](const auto& each) { return each.second.contains(story.title); });
  ASSERT_NE(found, documents.end());
  std::string want = fmt::format(" date 2026-03-12 http://post.test/a/1.html\n{}\n", story.title);
  for (const std::string& paragraph : story.paragraphs) want += paragraph + "\n";
  EXPECT_EQ(found->second, want);
}

TEST_F(FetchEndToEnd, TheSecondFetchAsksWithTheETagByteForByteAndWritesNothing) {
  (void)fetch();
  const auto before = place_.documents();
  const Ended ended = fetch();
  EXPECT_EQ(ended.code, 0) << ended.err;
  EXPECT_EQ(place_.documents(), before);
  EXPECT_THAT(ended.out, HasSubstr("1 unchanged"));
  const auto seen = site_.server().seen();
  EXPECT_EQ(seen.back().target, "/feed.xml");
  EXPECT_EQ(seen.back().headers.at("if-none-match"), "W/\"feed 3\"");
}

TEST_F(FetchEndToEnd, AnItemThatIsAddedIsTheOnlyPageAskedFor) {
  (void)fetch();
  site_.publish(made_up_story(4));
  (void)fetch();
  EXPECT_THAT(place_.documents(), SizeIs(4));
  EXPECT_EQ(site_.requests_for("/a/1.html"), 1U);
  EXPECT_EQ(site_.requests_for("/a/4.html"), 1U);
}

TEST_F(FetchEndToEnd, TheSameTextUnderAnotherAddressIsADuplicate) {
  (void)fetch();
  Story copy = made_up_story(1);
  copy.path = "/wire/copy.html";
  site_.publish(copy);
  const Ended ended = fetch();
  EXPECT_THAT(place_.documents(), SizeIs(3));
  EXPECT_THAT(ended.out, HasSubstr("1 duplicate"));
}

TEST_F(FetchEndToEnd, AnUpdatedArticleIsANewDocumentAndTheOldOneStays) {
  (void)fetch();
  const auto before = place_.documents();
  Story story = made_up_story(2);
  story.paragraphs.push_back(made_up_story(77).paragraphs.front());
  site_.publish(story);
  const Ended ended = fetch();
  EXPECT_THAT(ended.err, HasSubstr("document.updated"));
  const auto after = place_.documents();
  EXPECT_THAT(after, SizeIs(4));
  for (const auto& [name, text] : before) EXPECT_EQ(after.at(name), text);
}

TEST_F(FetchEndToEnd, AnArticleThatIsListedAnewUnchangedIsNotWrittenAgain) {
  (void)fetch();
  site_.publish(made_up_story(2));
  (void)fetch();
  EXPECT_EQ(site_.requests_for("/a/2.html"), 2U);
  EXPECT_THAT(place_.documents(), SizeIs(3));
}

TEST_F(FetchEndToEnd, APageWithoutAnArticleIsRejectedAndNotAskedForAgain) {
  site_.list("/contact.html", "Contact");
  site_.server().on(
      "/contact.html",
      page("<html><body><nav><a href=/>Home</a></nav><form><input></form></body></html>"));
  const Ended ended = fetch();
  EXPECT_THAT(ended.out, HasSubstr("1 rejected"));
  EXPECT_THAT(place_.documents(), SizeIs(3));
  site_.publish(made_up_story(5));
  (void)fetch();
  EXPECT_EQ(site_.requests_for("/contact.html"), 1U);
}

TEST_F(FetchEndToEnd, ATextThatTheFeedCarriesIsTakenFromThereAndMarked) {
  const Story story = made_up_story(7);
  std::string text;
  for (const std::string& paragraph : story.paragraphs) text += "<p>" + paragraph + "</p>";
  site_.server().on(
      "/feed.xml",
      answer(200,
             "<rss version=\"2.0\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" "
             "xmlns:content=\"http://purl.org/rss/1.0/modules/content/\"><channel><item>"
             "<title>" +
                 story.title +
                 "</title><link>/a/7.html</link>"
                 "<dc:creator>Ann Lee</dc:creator><content:encoded><![CDATA[" +
                 text + "]]></content:encoded></item></channel></rss>"));
  place_.configure({site_.source("post", ", full_text_in_feed: true")});
  const Ended ended = fetch();
  EXPECT_EQ(ended.code, 0) << ended.err;
  EXPECT_EQ(site_.requests_for("/a/7.html"), 0U);
  const auto documents = place_.documents();
  ASSERT_THAT(documents, SizeIs(1));
  EXPECT_THAT(documents.begin()->second, HasSubstr(story.paragraphs.back() + "\n"));
  const Ended exported = run_tidings(place_.folder(), place_.command({"export"}));
  EXPECT_THAT(exported.out, HasSubstr("\"text_source\":\"feed\""));
  EXPECT_THAT(exported.out, HasSubstr("\"authors\":[\"Ann Lee\"]"));
}

TEST_F(FetchEndToEnd, ADeadSourceIsNamedAndTheOthersGoOn) {
  place_.configure({site_.source("post"),
                    "{name: dead, feed: \"http://127.0.0.1:1/feed.xml\", allow_private: true}"});
  const Ended ended = fetch();
  EXPECT_EQ(ended.code, 1);
  EXPECT_THAT(ended.err, HasSubstr("dead"));
  EXPECT_THAT(place_.documents(), SizeIs(3));
}

TEST_F(FetchEndToEnd, OnlyTheNamedSourceIsAsked) {
  NewsSite other;
  other.publish(made_up_story(9));
  place_.configure({site_.source("post"), other.source("other")});
  const Ended ended = fetch({"other"});
  EXPECT_EQ(ended.code, 0) << ended.err;
  EXPECT_THAT(place_.documents(), SizeIs(1));
  EXPECT_THAT(site_.server().targets(), IsEmpty());
}

TEST_F(FetchEndToEnd, ADryRunNamesThePagesAndWritesNothing) {
  const Ended ended = fetch({"--dry-run"});
  EXPECT_EQ(ended.code, 0) << ended.err;
  EXPECT_THAT(ended.out, HasSubstr("/a/2.html"));
  EXPECT_EQ(site_.requests_for("/a/2.html"), 0U);
  EXPECT_FALSE(std::filesystem::exists(place_.corpus()));
}

TEST_F(FetchEndToEnd, ADryRunLeavesOutWhatIsKnown) {
  (void)fetch();
  site_.publish(made_up_story(4));
  const Ended ended = fetch({"--dry-run"});
  EXPECT_THAT(ended.out, HasSubstr("1 pages would be fetched"));
}

TEST_F(FetchEndToEnd, AMisspeltSourceGetsASuggestion) {
  const Ended ended = fetch({"pots"});
  EXPECT_EQ(ended.code, 2);
  EXPECT_THAT(ended.err, HasSubstr("did you mean 'post'?"));
}

TEST_F(FetchEndToEnd, LoopbackIsRefusedWhereTheSourceDoesNotAllowIt) {
  place_.configure({fmt::format("{{name: post, feed: \"{}\"}}", site_.server().url("/feed.xml"))});
  const Ended ended = fetch();
  EXPECT_EQ(ended.code, 1);
  EXPECT_EQ(site_.server().connections(), 0);
  EXPECT_THAT(ended.err, HasSubstr("allow_private"));
}

TEST_F(FetchEndToEnd, PagesThatRobotsTxtForbidsAreNotAskedFor) {
  site_.server().on("/robots.txt", answer(200, "User-agent: *\nDisallow: /a/2\n",
                                          {{"Content-Type", "text/plain"}}));
  const Ended ended = fetch();
  EXPECT_EQ(site_.requests_for("/a/2.html"), 0U);
  EXPECT_THAT(ended.out, HasSubstr("1 filtered"));
}

TEST_F(FetchEndToEnd, ASourceOverTlsWithATestCaIsRead) {
  const TestCa ca;
  NewsSite secure(ca.server_context({"secure.test"}));
  secure.publish(made_up_story(6));
  place_.configure(
      {fmt::format("{{name: secure, feed: \"https://secure.test/feed.xml\", connect_to: [\"{}\"], "
                   "allow_private: true, ca_file: \"{}\"}}",
                   secure.server().connect_to("secure.test"), ca.ca_file().string())});
  const Ended ended = fetch();
  EXPECT_EQ(ended.code, 0) << ended.err;
  EXPECT_THAT(place_.documents(), SizeIs(1));
}

TEST_F(FetchEndToEnd, ASinglePageIsASourceAndIsNotTakenTwice) {
  place_.configure(
      {fmt::format("{{name: one, page: \"http://post.test/a/1.html\", connect_to: [\"{}\"], "
                   "allow_private: true}}",
                   site_.server().connect_to("post.test"))});
  (void)fetch();
  EXPECT_THAT(place_.documents(), SizeIs(1));
  const Ended again = fetch();
  EXPECT_THAT(again.out, HasSubstr("1 unchanged"));
  EXPECT_THAT(place_.documents(), SizeIs(1));
}

TEST_F(FetchEndToEnd, AMillionfoldEscapedTitleCannotBreakTheIndex) {
  Story story = made_up_story(8);
  story.title = "A | pipe ](http://evil.test) &lt;script&gt; `code`";
  site_.publish(story);
  (void)fetch();
  EXPECT_THAT(place_.index(), Not(HasSubstr("<script>")));
  EXPECT_THAT(place_.index(), Not(HasSubstr("A | pipe")));
}

TEST_F(FetchEndToEnd, IndexRebuildsTheSameBytes) {
  (void)fetch();
  const std::string before = place_.index();
  EXPECT_EQ(run_tidings(place_.folder(), place_.command({"index"})).code, 0);
  EXPECT_EQ(place_.index(), before);
}

TEST_F(FetchEndToEnd, VerifyFindsNothingAfterAFetch) {
  (void)fetch();
  const Ended ended = run_tidings(place_.folder(), place_.command({"verify"}));
  EXPECT_EQ(ended.code, 0) << ended.out << ended.err;
}

}  // namespace
}  // namespace tidings::test
