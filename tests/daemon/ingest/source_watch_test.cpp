#include "daemon/ingest/source_watch.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "parsers/date/date_time.hpp"
#include "tests/daemon/ingest/newsroom.hpp"

namespace tidings::test {
namespace {

using namespace std::chrono_literals;
using testing::HasSubstr;
using testing::Not;

TEST(TextlessPagesForAlarm, AreFewWhereEveryPageHadAText) {
  EXPECT_EQ(ingest::textless_pages_for_alarm({.texts = 1000, .textless = 0}), 3U);
}

TEST(TextlessPagesForAlarm, AreMoreTheMoreOftenAPageHadNone) {
  EXPECT_EQ(ingest::textless_pages_for_alarm({.texts = 70, .textless = 30}), 8U);
  EXPECT_EQ(ingest::textless_pages_for_alarm({.texts = 0, .textless = 0}), 14U);
  EXPECT_EQ(ingest::textless_pages_for_alarm({.texts = 0, .textless = 1000}), 50U);
}

std::string date_of(WallTime time) {
  return DateTime::from_unix(
             std::chrono::floor<std::chrono::seconds>(time).time_since_epoch().count())
      .rfc3339();
}

// What one site serves: a feed of its last items, and their pages.
struct Site {
  struct Entry {
    int number = 0;
    WallTime published{};
  };
  std::vector<Entry> entries;
  bool has_text = true;

  [[nodiscard]] std::string feed(const std::string& host) const {
    std::string items;
    const std::size_t from = entries.size() > 20 ? entries.size() - 20 : 0;
    for (std::size_t i = from; i < entries.size(); ++i) {
      items =
          fmt::format(
              "<item><title>t{0}</title><link>https://{1}/{0}</link><pubDate>{2}</pubDate></item>",
              entries[i].number, host, date_of(entries[i].published)) +
          items;
    }
    return "<rss version='2.0'><channel><title>t</title>" + items + "</channel></rss>";
  }

  [[nodiscard]] std::string page(int number) const {
    if (!has_text) return "<html><body><div id=app></div></body></html>";
    std::string text;
    for (int i = 0; i < 12; ++i) {
      text += fmt::format(
          "<p>In the year {0} the crew of boat {1} counted {2} barrels on pier {3}, and the "
          "clerk of harbour {4} wrote all of them down in book {5}.</p>",
          1700 + i, number * 31 + i, number * 17 + i * 3, number + i, number * 7 + i,
          number * 101 + i * 5);
    }
    return "<html><body><article><h1>t" + std::to_string(number) + "</h1>" + text +
           "</article></body></html>";
  }
};

class WatchedSource : public testing::Test {
 protected:
  WatchedSource() { open(); }

  void open() {
    config::Source source = feed_source("paper", "https://paper.test/feed.xml");
    source.every = 30min;
    room_.open({source});
  }
  // An item every three hours for so long; dates stand still where `frozen`.
  void publish_for(std::chrono::hours time, bool frozen = false) {
    for (auto passed = 0h; passed < time; passed += 3h) {
      const int number = static_cast<int>(site_.entries.size()) + 1;
      const WallTime date = frozen ? site_.entries.back().published : room_.clock().now();
      site_.entries.push_back({number, date});
      room_.run_for(3h);
    }
  }
  [[nodiscard]] std::string alarm() { return room_.record("paper").alarm; }

  Site site_;
  Newsroom room_{[this](const fetch::Exchange& exchange) {
    if (exchange.url.ends_with("feed.xml")) return scripted(200, site_.feed("paper.test"));
    if (exchange.url.ends_with("robots.txt")) return scripted(404, "");
    const auto slash = exchange.url.rfind('/');
    return scripted(200, site_.page(std::stoi(exchange.url.substr(slash + 1))),
                    {{"content-type", "text/html"}});
  }};
};

TEST_F(WatchedSource, ThatPublishesAsUsualHasNoAlarm) {
  publish_for(72h);
  EXPECT_EQ(alarm(), "");
  EXPECT_THAT(room_.log(), HasSubstr("document.written"));
}

TEST_F(WatchedSource, HasALineAboutEveryDayThatEnded) {
  publish_for(39h);  // from nine in the morning to midnight of the next day
  EXPECT_THAT(room_.log(), HasSubstr("source.summary source=paper day=2026-03-12 listed="));
  EXPECT_THAT(room_.log(), Not(HasSubstr("day=2026-03-14")));
}

TEST_F(WatchedSource, Promise33_ThatGoesQuietIsReportedWithinTwiceItsGap) {
  publish_for(72h);  // the last item is three hours old
  room_.run_for(2h);
  EXPECT_EQ(alarm(), "");
  room_.run_for(2h);
  EXPECT_EQ(alarm(), "quiet");
  EXPECT_THAT(room_.log(), HasSubstr("source.quiet"));
}

TEST_F(WatchedSource, Promise33_WhosePagesLoseTheirTextIsReported) {
  publish_for(72h);
  site_.has_text = false;
  publish_for(9h);
  EXPECT_EQ(alarm(), "textless");
  EXPECT_THAT(room_.log(), HasSubstr("source.textless"));
}

TEST_F(WatchedSource, IsReportedOnce) {
  publish_for(72h);
  site_.has_text = false;
  publish_for(48h);
  const std::string log = room_.log();
  EXPECT_EQ(log.find("source.textless"), log.rfind("source.textless"));
}

TEST_F(WatchedSource, RecoversWithTheFirstText) {
  publish_for(72h);
  site_.has_text = false;
  publish_for(9h);
  site_.has_text = true;
  publish_for(3h);
  EXPECT_EQ(alarm(), "");
  EXPECT_THAT(room_.log(), HasSubstr("source.recovered"));
}

TEST_F(WatchedSource, WhoseDatesFreezeIsNotCalledQuiet) {
  publish_for(72h);
  publish_for(24h, /*frozen=*/true);
  EXPECT_EQ(alarm(), "frozen");
  EXPECT_THAT(room_.log(), HasSubstr("source.frozen"));
  EXPECT_THAT(room_.log(), Not(HasSubstr("source.quiet")));
}

TEST_F(WatchedSource, KeepsItsAlarmAcrossARestart) {
  publish_for(72h);
  site_.has_text = false;
  publish_for(9h);
  open();
  room_.run_for(3h);
  EXPECT_EQ(alarm(), "textless");
  const std::string log = room_.log();
  EXPECT_EQ(log.find("source.textless"), log.rfind("source.textless"));
}

// Regular sources: each with its own pace and nights, some with a page without text now and then.
TEST(RegularSources, Promise33_GiveNoFalseAlarmIn30Days) {
  constexpr int kSources = 50;
  std::map<std::string, Site> sites;
  Newsroom room([&sites](const fetch::Exchange& exchange) {
    const std::string host = exchange.url.substr(8, exchange.url.find('/', 8) - 8);
    if (exchange.url.ends_with("robots.txt")) return scripted(404, "");
    Site& site = sites[host];
    if (exchange.url.ends_with("feed.xml")) return scripted(200, site.feed(host));
    const int number = std::stoi(exchange.url.substr(exchange.url.rfind('/') + 1));
    const bool video = host.size() % 2 == 0 && number / kSources % 4 == 0;
    return scripted(200,
                    video ? "<html><body><video src=v></video></body></html>" : site.page(number),
                    {{"content-type", "text/html"}});
  });
  std::vector<config::Source> sources;
  for (int i = 0; i < kSources; ++i) {
    const std::string name = fmt::format("paper{}", i);
    sources.push_back(feed_source(name, "https://" + name + ".test/feed.xml"));
    sources.back().every = 6h;
    sites[name + ".test"];
  }
  room.open(sources);
  for (int hour = 0; hour < 30 * 24; hour += 6) {
    const bool night = hour % 24 == 0;
    for (int i = 0; i < kSources; ++i) {
      if (night || hour % (6 * (1 + i % 5)) != 0) continue;
      auto& entries = sites[fmt::format("paper{}.test", i)].entries;
      const int number = (static_cast<int>(entries.size()) + 1) * kSources + i;
      entries.push_back({number, room.clock().now()});
    }
    room.run_for(6h);
  }
  for (const char* event : {"source.quiet", "source.frozen", "source.textless"}) {
    EXPECT_THAT(room.log(), Not(HasSubstr(event)));
  }
}

}  // namespace
}  // namespace tidings::test
