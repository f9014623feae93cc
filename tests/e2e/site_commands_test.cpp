#include <filesystem>
#include <fstream>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/e2e/news_site.hpp"
#include "tests/e2e/program.hpp"

namespace tidings::test {
namespace {

using testing::HasSubstr;
using testing::SizeIs;

class SiteCommands : public testing::Test {
 protected:
  SiteCommands() {
    site_.publish(made_up_story(1));
    site_.server().on(
        "/",
        page("<html><head><link rel=\"alternate\" type=\"application/rss+xml\" title=\"Pier Post\" "
             "href=\"/feed.xml\"></head><body><a href=\"/a/1.html\">One</a></body></html>"));
    place_.configure({site_.source("post")});
  }
  Ended run(std::vector<std::string> arguments) {
    return run_tidings(place_.folder(), place_.command(std::move(arguments)));
  }

  NewsSite site_;
  Workplace place_;
};

TEST_F(SiteCommands, DiscoverFindsTheFeedThatThePageNames) {
  const Ended ended = run({"discover", "http://post.test/"});
  EXPECT_EQ(ended.code, 0) << ended.err;
  EXPECT_THAT(ended.out, HasSubstr("http://post.test/feed.xml"));
}

TEST_F(SiteCommands, DiscoverFindsTheSitemapOfRobotsTxt) {
  site_.server().on("/robots.txt",
                    answer(200, "Sitemap: /news.xml\n", {{"Content-Type", "text/plain"}}));
  site_.server().on("/news.xml", answer(200,
                                        "<urlset "
                                        "xmlns=\"http://www.sitemaps.org/schemas/sitemap/"
                                        "0.9\"><url><loc>http://post.test/a/1.html"
                                        "</loc></url></urlset>",
                                        {{"Content-Type", "application/xml"}}));
  EXPECT_THAT(run({"discover", "http://post.test/"}).out, HasSubstr("http://post.test/news.xml"));
}

TEST_F(SiteCommands, DiscoverPrintsEntriesToPaste) {
  EXPECT_THAT(run({"discover", "--yaml", "http://post.test/"}).out,
              HasSubstr("  - {name: pier-post, feed: \"http://post.test/feed.xml\"}"));
}

TEST_F(SiteCommands, ASiteWithoutAFeedSaysSo) {
  site_.server().on("/", page("<html><body>Nothing here.</body></html>"));
  site_.server().on("/feed.xml", answer(404));
  const Ended ended = run({"discover", "http://post.test/"});
  EXPECT_EQ(ended.code, 1);
  EXPECT_THAT(ended.err, HasSubstr("names no feed"));
}

TEST_F(SiteCommands, AddWritesASourceThatTheNextFetchReads) {
  NewsSite other;
  other.publish(made_up_story(7));
  place_.configure(
      {fmt::format("{{name: dummy, page: \"http://other.test/x\", enabled: false, allow_private: "
                   "true, connect_to: [\"{}\"]}}",
                   other.server().connect_to("other.test"))});
  const Ended ended = run({"add", "http://other.test/feed.xml", "--name", "other"});
  EXPECT_EQ(ended.code, 0) << ended.err;
  EXPECT_THAT(read_file(place_.folder() / "sources.d" / "other.yaml"),
              HasSubstr("http://other.test/feed.xml"));
  EXPECT_EQ(run({"check"}).code, 0);
}

TEST_F(SiteCommands, AddRefusesASourceThatIsThereAlready) {
  const Ended ended = run({"add", "http://post.test/feed.xml"});
  EXPECT_EQ(ended.code, 2);
  EXPECT_THAT(ended.err, HasSubstr("'post'"));
}

TEST_F(SiteCommands, ExplainNamesTheRuleOfRobotsTxtThatForbids) {
  site_.server().on("/robots.txt", answer(200, "User-agent: *\nDisallow: /a/\n",
                                          {{"Content-Type", "text/plain"}}));
  const Ended ended = run({"explain", "http://post.test/a/1.html"});
  EXPECT_EQ(ended.code, 1);
  EXPECT_THAT(ended.out, HasSubstr("Disallow: /a/"));
}

TEST_F(SiteCommands, ExplainTellsThatAPageIsADocumentAlready) {
  (void)run({"fetch"});
  const Ended ended = run({"explain", "http://post.test/a/1.html"});
  EXPECT_EQ(ended.code, 0) << ended.err;
  EXPECT_THAT(ended.out, HasSubstr("document 0 already"));
}

TEST_F(SiteCommands, ExtractReadsAnAddress) {
  const Ended ended = run({"extract", "http://post.test/a/1.html"});
  EXPECT_EQ(ended.code, 0) << ended.err;
  EXPECT_THAT(ended.out, HasSubstr(made_up_story(1).paragraphs.front()));
}

TEST_F(SiteCommands, FeedReadsAnAddress) {
  const Ended ended = run({"feed", "http://post.test/feed.xml"});
  EXPECT_EQ(ended.code, 0) << ended.err;
  EXPECT_THAT(ended.out, HasSubstr("http://post.test/a/1.html"));
}

TEST_F(SiteCommands, FetchTakesInASinglePageByItsAddress) {
  const Ended ended = run({"fetch", "http://post.test/a/1.html"});
  EXPECT_EQ(ended.code, 0) << ended.err;
  EXPECT_THAT(place_.documents(), SizeIs(1));
}

TEST_F(SiteCommands, ASiteSourceFindsItsFeedAndReadsIt) {
  place_.configure({fmt::format(
      "{{name: whole, site: \"http://post.test/\", connect_to: [\"{}\"], allow_private: true}}",
      site_.server().connect_to("post.test"))});
  const Ended ended = run({"fetch"});
  EXPECT_EQ(ended.code, 0) << ended.err;
  EXPECT_THAT(place_.documents(), SizeIs(1));
}

TEST_F(SiteCommands, ASitemapIndexIsWalkedToItsPages) {
  site_.server().on(
      "/index.xml",
      answer(200,
             "<sitemapindex xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\"><sitemap>"
             "<loc>http://post.test/part.xml</loc></sitemap></sitemapindex>",
             {{"Content-Type", "application/xml"}}));
  site_.server().on("/part.xml",
                    answer(200,
                           "<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\"><url>"
                           "<loc>http://post.test/a/1.html</loc></url></urlset>",
                           {{"Content-Type", "application/xml"}}));
  place_.configure(
      {fmt::format("{{name: map, sitemap: \"http://post.test/index.xml\", connect_to: [\"{}\"], "
                   "allow_private: true}}",
                   site_.server().connect_to("post.test"))});
  const Ended ended = run({"fetch"});
  EXPECT_EQ(ended.code, 0) << ended.err;
  EXPECT_THAT(place_.documents(), SizeIs(1));
}

TEST_F(SiteCommands, SavedPagesAreASource) {
  std::filesystem::create_directories(place_.folder() / "saved");
  std::ofstream(place_.folder() / "saved" / "one.html") << page_of(made_up_story(3));
  place_.configure({"{name: archive, files: saved}"});
  EXPECT_EQ(run({"fetch"}).code, 0);
  EXPECT_THAT(place_.documents(), SizeIs(1));
}

TEST_F(SiteCommands, ReloadWithoutADaemonSaysSo) {
  const Ended ended = run({"reload"});
  EXPECT_EQ(ended.code, 1);
  EXPECT_THAT(ended.err, HasSubstr("no daemon"));
}

}  // namespace
}  // namespace tidings::test
