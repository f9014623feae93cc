#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/daemon/ingest/newsroom.hpp"

namespace tidings::test {
namespace {

using namespace std::chrono_literals;
using testing::Contains;

const std::string kIndex = "https://paper.test/index.xml";
const std::string kPart = "https://paper.test/part.xml";

class SitemapParts : public testing::Test {
 protected:
  SitemapParts() { open(); }

  void open() {
    config::Source source = feed_source("paper", kIndex);
    source.kind = config::SourceKind::kSitemap;
    source.every = 1h;
    room_.open({source});
  }

  int part_status_ = 503;
  Newsroom room_{[this](const fetch::Exchange& exchange) {
    if (exchange.url == kPart) {
      return scripted(part_status_, "<urlset><url><loc>https://paper.test/a</loc></url></urlset>");
    }
    return scripted(exchange.url == kIndex ? 200 : 404,
                    "<sitemapindex><sitemap><loc>" + kPart + "</loc></sitemap></sitemapindex>");
  }};
};

TEST_F(SitemapParts, OneThatFailedIsAskedForAgainThoughItsIndexIsTheSame) {
  room_.run_for(10min);
  EXPECT_THAT(room_.take_asked(), Contains(kPart));
  part_status_ = 200;
  room_.run_for(3h);
  const auto asked = room_.take_asked();
  EXPECT_THAT(asked, Contains(kPart));
  EXPECT_THAT(asked, Contains("https://paper.test/a"));
}

TEST_F(SitemapParts, OneThatFailedIsAskedForAgainAfterARestart) {
  room_.run_for(10min);
  (void)room_.take_asked();
  part_status_ = 200;
  open();
  room_.run_for(3h);
  EXPECT_THAT(room_.take_asked(), Contains(kPart));
}

}  // namespace
}  // namespace tidings::test
