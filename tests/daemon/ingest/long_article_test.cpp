#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/daemon/ingest/newsroom.hpp"

namespace tidings::test {
namespace {

using namespace std::chrono_literals;
using testing::AllOf;
using testing::Contains;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;

const std::string kFirst = "https://paper.test/story";

std::string paragraph(const std::string& name) {
  return fmt::format(
      "The {0} part of the report tells at some length how the {0} bridge over the river came to "
      "be "
      "closed, what the engineers of the {0} council found in its piers, and when it may open.",
      name);
}

// Articles on several pages, as rules of the site tell.
class LongArticle : public testing::Test {
 protected:
  LongArticle() {
    room_.rules_for = [this](std::string_view) { return rules_; };
  }

  void serve(const std::string& url, const std::string& name, const std::string& links = "") {
    serve(url,
          scripted(200, fmt::format("<html><head><title>The bridge</title></head><body><h1>The "
                                    "bridge</h1><div class=body><p>{}</p></div>{}</body></html>",
                                    paragraph(name), links)));
  }
  void serve(const std::string& url, FakeHttpClient::Scripted answer) {
    answers_[url] = std::move(answer);
  }
  // The text of the one document; empty: there is none.
  std::string text() {
    room_.open({feed_source("paper", "https://paper.test/feed.xml")});
    room_.run_for(1min);
    const auto documents = room_.documents();
    return documents.size() == 1 ? room_.text_of(documents.front()) : "";
  }

  std::shared_ptr<const site_rules::Rules> rules_ = std::make_shared<const site_rules::Rules>(
      site_rules::Rules::parse("body: //div[@class='body']\n"
                               "next_page_link: //a[@rel='next']\n"
                               "single_page_link: //a[@class='whole']\n"));
  std::map<std::string, FakeHttpClient::Scripted> answers_;
  Newsroom room_{[this](const fetch::Exchange& exchange) {
    if (exchange.url.ends_with("/feed.xml")) {
      return scripted(200,
                      "<rss version='2.0'><channel><title>t</title><item><title>The "
                      "bridge</title><link>" +
                          kFirst + "</link></item></channel></rss>");
    }
    const auto found = answers_.find(exchange.url);
    return found == answers_.end() ? scripted(404) : found->second;
  }};
};

TEST_F(LongArticle, IsReadFromItsFirstPageToItsLast) {
  serve(kFirst, "first", "<a rel=next href='/story?page=2'>next</a>");
  serve(kFirst + "?page=2", "second", "<a rel=next href='/story?page=3'>next</a>");
  serve(kFirst + "?page=3", "third");
  EXPECT_THAT(text(), HasSubstr(paragraph("first") + "\n" + paragraph("second") + "\n" +
                                paragraph("third") + "\n"));
}

TEST_F(LongArticle, IsReadFromItsSinglePageWhereThereIsOne) {
  serve(kFirst, "first",
        "<a rel=next href='/story?page=2'>next</a><a class=whole href='/story?all=1'>all</a>");
  serve(kFirst + "?all=1", "whole");
  EXPECT_THAT(text(), AllOf(HasSubstr(paragraph("whole")), Not(HasSubstr(paragraph("first")))));
  EXPECT_THAT(room_.take_asked(), Not(Contains(kFirst + "?page=2")));
}

TEST_F(LongArticle, EndsAfterTenPages) {
  serve(kFirst, "1st", "<a rel=next href='/story?page=2'>next</a>");
  for (int page = 2; page <= 20; ++page) {
    serve(fmt::format("{}?page={}", kFirst, page), fmt::format("{}th", page),
          fmt::format("<a rel=next href='/story?page={}'>next</a>", page + 1));
  }
  EXPECT_THAT(text(), AllOf(HasSubstr(paragraph("10th")), Not(HasSubstr(paragraph("11th")))));
}

TEST_F(LongArticle, DoesNotGoRoundInCircles) {
  serve(kFirst, "first", "<a rel=next href='/story?page=2'>next</a>");
  serve(kFirst + "?page=2", "second", "<a rel=next href='/story'>next</a>");
  EXPECT_THAT(text(), HasSubstr(paragraph("second")));
  EXPECT_THAT(room_.take_asked(), SizeIs(4));  // feed, robots.txt, two pages
}

TEST_F(LongArticle, StaysOnItsHost) {
  serve(kFirst, "first", "<a rel=next href='https://other.test/story'>next</a>");
  serve("https://other.test/story", "second");
  EXPECT_THAT(text(), HasSubstr(paragraph("first")));
  EXPECT_THAT(room_.take_asked(), Not(Contains("https://other.test/story")));
}

TEST_F(LongArticle, RepeatsNoParagraphThatEveryPageShows) {
  serve(kFirst, "first", "<a rel=next href='/story?page=2'>next</a>");
  serve(kFirst + "?page=2",
        scripted(200, "<html><body><div class=body><p>" + paragraph("first") + "</p><p>" +
                          paragraph("second") + "</p></div></body></html>"));
  const std::string all = text();
  EXPECT_THAT(all, HasSubstr(paragraph("second")));
  EXPECT_EQ(all.find(paragraph("first")), all.rfind(paragraph("first")));
}

TEST_F(LongArticle, WaitsForAPageThatCannotBeHadNow) {
  serve(kFirst, "first", "<a rel=next href='/story?page=2'>next</a>");
  serve(kFirst + "?page=2", scripted(500));
  EXPECT_THAT(text(), IsEmpty());
}

TEST_F(LongArticle, IsTakenWithoutAPageThatIsGone) {
  serve(kFirst, "first", "<a rel=next href='/story?page=2'>next</a>");
  serve(kFirst + "?page=2", scripted(410));
  EXPECT_THAT(text(), HasSubstr(paragraph("first")));
}

}  // namespace
}  // namespace tidings::test
